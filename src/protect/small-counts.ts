import type { Diagnostic, Related } from '../diagnostics.js';
import type { Dataset, Field, Row } from '../model/dataset.js';
import { compare, exact } from '../model/exact.js';
import { isNumeric, toExact } from '../model/value.js';

/** Counts of this many persons and fewer may give one of them away; none at all tells of nobody. */
const few = exact(4);
const one = exact(1);

/** Cells that a warning names at most. */
const mostNamed = 12;

/**
 * One warning for a dataset about persons whose counts are as small as 1 to 4, with the places of the cells and never
 * their values. Rates and levels count nobody.
 */
export function smallCounts(dataset: Dataset): Diagnostic[] {
  if (dataset.about !== 'persons') return [];
  const measures = dataset.fields.filter((field) => isCount(field, dataset));
  const cells = dataset.rows.flatMap((row) =>
    measures.filter(({ name }) => isFew(row, name)).map((field) => placeOf(row, field, dataset)),
  );
  const [first] = cells;
  if (first === undefined) return [];
  const count = cells.length === 1 ? 'count' : `${cells.length} counts`;
  return [
    {
      severity: 'warning',
      code: 'protect/small-count',
      message: `Unexpected ${count} of 1 to 4 persons in \`${dataset.name}\`, expected counts that give nobody away`,
      position: first.position,
      hint: 'publish wider categories, or hide the cells and the totals that would tell them',
      ...(cells.length === 1 ? {} : { see: cells.slice(0, mostNamed) }),
    },
  ];
}

/** Counts of one unit do not add up where somebody is counted twice; those of another that do not are rates and levels. */
const isCount = ({ role, type, additive, unit }: Field, { counts }: Dataset): boolean =>
  role === 'measure' &&
  type === 'integer' &&
  (additive !== false || (unit !== undefined && unit === counts?.unit));

function isFew({ measures }: Row, name: string): boolean {
  const value = measures[name];
  if (value === undefined || !isNumeric(value)) return false;
  const count = toExact(value);
  return compare(count, one) >= 0 && compare(count, few) <= 0;
}

function placeOf({ keys, origin }: Row, { name }: Field, { fields }: Dataset): Related {
  const words = fields
    .filter(({ role }) => role === 'dimension')
    .map((field) => `${field.name} \`${keys[field.name] ?? ''}\``);
  return { position: { ...origin, column: 1 }, note: [`\`${name}\``, ...words].join(', ') };
}
