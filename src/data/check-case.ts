import type { Diagnostic, Position } from '../diagnostics.js';
import { labelOf } from '../model/category.js';
import { lookOf } from '../model/look.js';
import type { FieldContract } from './contract.js';
import type { CheckedTable } from './tables.js';

/**
 * Warns of categories of one dimension that differ in nothing but capital letters: a reader would take them for one,
 * and often they are, so that its numbers stand in two places.
 */
export function checkCase({ contract, rows }: CheckedTable): readonly Diagnostic[] {
  return contract.fields
    .filter(({ role }) => role === 'dimension')
    .flatMap((field) => {
      const places = new Map<string, Position>(field.categories.map(({ value }) => [value, field.position]));
      for (const row of rows) {
        const value = row.keys[field.name] ?? '';
        if (!places.has(value)) places.set(value, row.place(field.name));
      }
      return twinsIn(field, places);
    });
}

function twinsIn(field: FieldContract, places: ReadonlyMap<string, Position>): readonly Diagnostic[] {
  const seen = new Map<string, string>();
  return [...places].flatMap(([value, position]): Diagnostic[] => {
    const label = labelOf(field, value);
    const look = lookOf(label).toLowerCase();
    const first = seen.get(look);
    if (first === undefined) seen.set(look, value);
    const other = first === undefined ? undefined : places.get(first);
    if (first === undefined || other === undefined) return [];
    // What looks the same is an error of its own.
    if (lookOf(label) === lookOf(labelOf(field, first))) return [];
    return [
      {
        severity: 'warning',
        code: 'data/case',
        message: `Unexpected \`${label}\` beside \`${labelOf(field, first)}\` in \`${field.name}\`, expected categories that differ in more than capital letters`,
        position,
        hint: 'if they are one category, write it in one way; if they are two, give them labels that tell them apart',
        see: [{ position: other, note: 'the other one' }],
      },
    ];
  });
}
