import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset, Field, Row } from '../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../model/dataset/hierarchy.js';
import { hidesCells } from '../../model/dataset/protection.js';
import type { Value } from '../../model/dataset/value.js';
import { listAt } from '../../model/group-by.js';
import { problem } from '../../problems/problem.js';
import { type CountedCell, countIn, countsOf } from './counted-cells.js';
import { policyPosition, see } from './named-cells.js';

/**
 * Warnings for groups of persons of whom printed zeros say that all have one thing in common: whoever is known to be in the group is known
 * to have it, however many they are.
 * @param datasets As they are published.
 */
export const sameInAll = (datasets: readonly Dataset[]): Diagnostic[] =>
  datasets.filter(hidesCells).flatMap((dataset) =>
    dataset.fields.flatMap((field): Diagnostic[] => {
      if (field.role !== 'dimension' || field.type !== 'string') return [];
      if (Object.hasOwn(dataset.protection?.groups ?? {}, field.name)) return [];
      const cells = countsOf(dataset).flatMap((measure) => alone(dataset, field, measure));
      if (cells.length === 0) return [];
      const { name } = dataset;
      return [
        problem(
          'protect/group',
          policyPosition(dataset),
          {
            name,
            aGroup: cells.length === 1 ? 'a group' : `${cells.length} groups`,
            it: cells.length === 1 ? 'it' : 'them',
            fieldName: field.name,
          },
          { see: see(cells) },
        ),
      ];
    }),
  );

/** Of rows that differ in one dimension alone: the cell of the only one that is no printed zero, so that all of the group are counted in it. */
function alone(dataset: Dataset, field: Field, measure: Field): CountedCell[] {
  const tree = isHierarchy(field) ? new Tree(field) : undefined;
  const groups = new Map<string, Row[]>();
  for (const row of dataset.rows) {
    const category = row.keys[field.name] ?? '';
    if (category === field.total || tree?.isWhole(category) === true) continue;
    const key = JSON.stringify(Object.entries(row.keys).filter(([name]) => name !== field.name));
    listAt(groups, key).push(row);
  }
  return [...groups.values()].flatMap((rows) => {
    const some = rows.filter((row) => countIn(row, measure.name) !== 0);
    const [row] = some;
    const isOne = rows.length > 1 && some.length === 1 && row !== undefined;
    return isOne && isCounted(row.measures[measure.name]) ? [{ dataset, row, measure }] : [];
  });
}

/** True for a number and for one that is hidden; what is not known tells nothing. */
const isCounted = (value: Value | undefined): boolean =>
  value?.kind === 'integer' || value?.kind === 'suppressed';
