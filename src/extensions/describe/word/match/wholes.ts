import { greatest, least } from '../../../../model/chart/extremes.js';
import type { PublishedDataset, Row } from '../../../../model/dataset/dataset.js';
import { isTimeType } from '../../../../model/dataset/periods.js';
import { isNumeric, toExact } from '../../../../model/dataset/value.js';
import { toDouble } from '../../../../model/exact.js';
import { isCalledTotal } from '../../../../model/totals/total-word.js';
import { isYearWord } from '../../data/names.js';

/** Totals that nobody has declared: below sub-totals, or above rows that are no parts, a package cannot say that they are. */

/** True where a word of a name is one for a total: "Total within remit", "Closed, all", "Year 2024". */
const isNamedTotal = (name: string): boolean =>
  (name.match(/\p{L}+/gu) ?? []).some((word) => isCalledTotal(word) || isYearWord(word)) &&
  !/^sub/iu.test(name.trim());

interface Named {
  readonly name: string;
  readonly value: number;
}

const leastParts = 3;

/** The names that are the sum of all before them, sub-totals left out. */
function wholesIn(column: readonly Named[]): readonly string[] {
  let found: string[] = [];
  let [sum, run, parts, runParts] = [0, 0, 0, 0];
  for (const { name, value } of column) {
    const is = (other: number): boolean => Math.abs(value - other) < 1e-6 * Math.max(1, Math.abs(other));
    const isSum = parts >= leastParts && is(sum);
    if (isSum) found.push(name);
    const isPart = !isSum && runParts > 1 && is(run);
    // Where another block with its own sum follows, as expenditure after income, neither is the whole.
    if (isPart) found = [];
    if (isSum || isPart) [run, runParts] = [0, 0];
    else [sum, run, parts, runParts] = [sum + value, run + value, parts + 1, runParts + 1];
  }
  return found;
}

/** From this share of the columns on, a name that is called a total is one. */
const mostly = 0.7;

/** Columns whose sums show a total that nothing is called. */
const shown = 3;

/** A rate or a mean of all lies between those of the parts. */
function isBetween(column: readonly Named[], name: string): boolean {
  const own = column.find((each) => each.name === name)?.value ?? 0;
  const others = column.filter((each) => each.name !== name).map(({ value }) => value);
  return least(others) <= own && own <= greatest(others);
}

/** The name that is the sum of the others before it in most columns that add up, the last of several. */
function wholeOf(columns: readonly (readonly Named[])[]): string | undefined {
  const names = new Set(columns.flatMap((column) => column.map(({ name }) => name)));
  return [...names].findLast((name) => {
    const own = columns.filter((column) => column.some((each) => each.name === name));
    const right = own.filter((column) => wholesIn(column).includes(name));
    const wrong = own.filter((column) => !right.includes(column) && !isBetween(column, name));
    if (isNamedTotal(name)) return right.length > 0 && right.length >= mostly * (right.length + wrong.length);
    return right.length >= shown && wrong.length === 0;
  });
}

/** The rows of a dataset by what they say of other dimensions, each as a name and the number of a measure. */
function columnsOf(
  { fields, rows }: PublishedDataset,
  by: readonly string[],
  nameOf: (row: Row) => string,
): readonly (readonly Named[])[] {
  const columns = new Map<string, Named[]>();
  for (const row of rows)
    for (const { name: measure } of fields.filter(({ role }) => role === 'measure')) {
      const value = row.measures[measure];
      if (value === undefined || !isNumeric(value)) continue;
      const key = [measure, ...by.map((each) => row.keys[each])].join('\u0000');
      const column = columns.get(key) ?? [];
      columns.set(key, column);
      column.push({ name: nameOf(row), value: toDouble(toExact(value)) });
    }
  return [...columns.values()];
}

const dimensionsOf = ({ fields }: PublishedDataset) => fields.filter(({ role }) => role === 'dimension');

/** The category of a dimension that is the sum of those before it, where no total is declared. */
export const wholeCategory = (dataset: PublishedDataset, name: string): string | undefined =>
  wholeOf(
    columnsOf(
      dataset,
      dimensionsOf(dataset).flatMap((each) => (each.name === name ? [] : [each.name])),
      ({ keys }) => keys[name] ?? '',
    ),
  );

/** The row below groups that is the sum of them: it stands in a group of its own name. */
export function wholeRow(dataset: PublishedDataset): Row['keys'] | undefined {
  const dimensions = dimensionsOf(dataset);
  const others = dimensions.filter(({ type }) => !isTimeType(type));
  if (others.length < 2) return undefined;
  const times = dimensions.flatMap(({ name, type }) => (isTimeType(type) ? [name] : []));
  const isTotal = ({ keys }: Row): boolean =>
    others.some(({ name, total }) => total !== undefined && keys[name] === total);
  const own = ({ keys }: Row): string => {
    const names = new Set(others.map(({ name }) => keys[name]));
    return names.size === 1 ? ([...names][0] ?? '') : '';
  };
  const rows = dataset.rows.filter((row) => !isTotal(row));
  const whole = wholeOf(columnsOf({ ...dataset, rows }, times, own));
  return whole === undefined ? undefined : Object.fromEntries(others.map(({ name }) => [name, whole]));
}
