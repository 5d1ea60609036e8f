import type { Related } from '../diagnostics.js';
import { add, compare, type Exact, finiteDigits, toDecimalText, zero } from '../values/exact.js';
import { isNumeric, toExact, type Value } from '../values/value.js';
import type { FieldContract } from './contract.js';
import type { Fault } from './report.js';
import type { CheckedRow, CheckedTable } from './tables.js';

/** How many parts a message points at. */
const mostParts = 6;

/**
 * Adds up every declared total in every dimension, exactly, and reports each that its parts do not reach. Rows that
 * agree in all other dimensions belong together; totals over several dimensions are reached from each of them. A
 * group with a total alone, or with parts alone, is fine, and so is one with a missing value that does not add.
 */
export function reconcile(table: CheckedTable, fault: Fault): void {
  if (!table.complete) return;
  const dimensions = table.contract.fields.filter(({ role }) => role === 'dimension');
  const measures = table.contract.fields.filter(({ role, additive }) => role === 'measure' && additive);
  for (const dimension of dimensions) {
    if (dimension.total === undefined) continue;
    const others = dimensions.filter((other) => other !== dimension);
    for (const group of groupsOf(table.rows, dimension, others)) {
      for (const measure of measures) checkGroup(group, { table, dimension, others, measure, fault });
    }
  }
}

interface Group {
  readonly total: CheckedRow;
  readonly parts: readonly CheckedRow[];
}

/** The rows that share all other keys, where they have both a total and parts. */
function groupsOf(
  rows: readonly CheckedRow[],
  { name, total }: FieldContract,
  others: readonly FieldContract[],
): Group[] {
  const groups = new Map<string, { total?: CheckedRow; parts: CheckedRow[] }>();
  for (const row of rows) {
    const key = JSON.stringify(others.map((other) => row.keys[other.name]));
    const group = groups.get(key) ?? { parts: [] };
    groups.set(key, group);
    if (row.keys[name] === total) group.total = row;
    else group.parts.push(row);
  }
  return [...groups.values()].flatMap(({ total: row, parts }) =>
    row === undefined || parts.length === 0 ? [] : [{ total: row, parts }],
  );
}

interface GroupContext {
  readonly table: CheckedTable;
  readonly dimension: FieldContract;
  readonly others: readonly FieldContract[];
  readonly measure: FieldContract;
  readonly fault: Fault;
}

function checkGroup({ total, parts }: Group, context: GroupContext): void {
  const { table, dimension, others, measure, fault } = context;
  const { confidential } = table.contract;
  const stated = addend(total.measures[measure.name]);
  const sum = sumOf(parts.map((row) => row.measures[measure.name]));
  if (stated === undefined || sum === undefined || compare(stated, sum) === 0) return;
  const shown = (row: CheckedRow): string =>
    confidential ? '' : ` is ${figure(row.measures[measure.name])}`;
  const keys = others.map(({ name }) => (confidential ? `\`${name}\`` : `${name} \`${total.keys[name]}\``));
  const where = keys.length === 0 ? '' : ` (${keys.join(', ')})`;
  const message = confidential
    ? `Unexpected total over \`${dimension.name}\` of \`${measure.name}\`, expected the sum of its parts`
    : `Unexpected total ${figure(total.measures[measure.name])} over \`${dimension.name}\` of \`${measure.name}\`${where}, expected ${decimal(sum)}, the sum of its parts`;
  const see: Related[] = parts.slice(0, mostParts).map((row) => ({
    position: row.place(measure.name),
    note: confidential ? 'a part' : `\`${row.keys[dimension.name]}\`${shown(row)}`,
  }));
  fault('data/total', total.place(measure.name), message, { see });
}

/** What a value adds to a sum: nothing for a missing value that adds 0; undefined when no sum can be made. */
function addend(value: Value | undefined): Exact | undefined {
  if (value === undefined) return undefined;
  if (isNumeric(value)) return toExact(value);
  return value.kind === 'missing' && value.adds === 0 ? zero : undefined;
}

function sumOf(values: readonly (Value | undefined)[]): Exact | undefined {
  let sum = zero;
  for (const value of values) {
    const next = addend(value);
    if (next === undefined) return undefined;
    sum = add(sum, next);
  }
  return sum;
}

function figure(value: Value | undefined): string {
  if (value === undefined || value.kind === 'suppressed') return 'hidden';
  return isNumeric(value) ? decimal(toExact(value)) : `\`${value.code}\``;
}

/** Sums of decimals end, so that nothing is rounded here. */
const decimal = (value: Exact): string => toDecimalText(value, finiteDigits(value) ?? 0);
