import { listWords, type Related } from '../diagnostics.js';
import { add, compare, type Exact, zero } from '../model/exact.js';
import { isHierarchy, Tree } from '../model/hierarchy.js';
import { isTimeType } from '../model/periods.js';
import { stockOf } from '../model/stock.js';
import { type Group, groupsOf } from '../model/totals/groups.js';
import { isNumeric } from '../model/value.js';
import type { FieldContract, ResourceContract } from './contract.js';
import { decimal, figure, isAbove, numberIn } from './gate/cells.js';
import { describeKeys, type Find } from './gate/finding.js';
import type { CheckedRow, CheckedTable } from './tables.js';

type TableGroup = Group<FieldContract, CheckedRow>;

/** How many parts a message points at. */
const mostParts = 6;

/**
 * Adds up every declared total over every dimension and every combination of them, exactly, and finds each that its
 * parts do not reach. A total alone, or parts alone, are fine. Where a number is missing, what is left is still looked at: a total that
 * is missing though all its parts are there, and a total below the sum of the parts that are known.
 */
export function reconcile(table: CheckedTable, find: Find): void {
  if (!table.complete) return;
  const measures = table.contract.fields.filter(({ role, additive }) => role === 'measure' && additive);
  const said = new Set<string>();
  const findOnce: Find = (finding) => {
    // Ways through the same dimensions mostly come to the same sum, of other parts: that is one thing to correct.
    const id = `${finding.position.line}:${finding.position.column} ${finding.message}`;
    if (!said.has(id)) find(finding);
    said.add(id);
  };
  for (const group of groupsOf({ fields: table.contract.fields, rows: table.rows })) {
    for (const measure of measures) checkGroup(group, measure, table.contract, findOnce);
  }
}

function checkGroup(group: TableGroup, measure: FieldContract, contract: ResourceContract, find: Find): void {
  const { confidential } = contract;
  const { total, parts } = group;
  const stated = numberIn(total, measure.name);
  const known = parts.filter((row) => numberIn(row, measure.name) !== undefined);
  const sum = known.map((row) => numberIn(row, measure.name) ?? zero).reduce(add, zero);
  const place = { keys: total.keys, measure: measure.name, position: total.place(measure.name) };
  const see = (): Related[] => partsOf(group, measure, confidential);
  const whole = known.length === parts.length;
  // A declared remainder is what the total has and its parts have not.
  const hasRest = group.over.some(({ remainder }) => remainder !== undefined);
  const stock = stockOf(contract, measure.name, total.keys);
  if (stock !== undefined && group.over.some(({ type }) => isTimeType(type))) {
    const message = `\`${stock}\` is a state at a date, which has no total ${overOf(group, measure)}`;
    if (stated !== undefined) find({ code: 'data/total', ...place, message, hint: 'leave the cell empty' });
    return;
  }
  const isOff = hasRest ? isAbove : (a: Exact, b: Exact): boolean => compare(a, b) !== 0;
  if (stated !== undefined && whole && isOff(sum, stated)) {
    find({
      code: 'data/total',
      ...place,
      message: totalMessage(group, measure, confidential, sum, hasRest),
      see: see(),
    });
  }
  if (confidential) return;
  const where = `${overOf(group, measure)}${othersOf(group)}`;
  const actual = figure(total.measures[measure.name]);
  const isMissing = !hasRest && stated === undefined && isDeclared(total, measure.name);
  if (isMissing && whole && parts.some((row) => isNumber(row, measure.name))) {
    const message = `Unexpected ${actual} as total ${where}, expected ${decimal(sum)}, the sum of its parts`;
    find({ code: 'gate/blank-total', ...place, message, see: see() });
  }
  const areCounts = known.every((row) => (numberIn(row, measure.name) ?? zero).numerator >= 0n);
  if (stated !== undefined && !whole && areCounts && isAbove(sum, stated)) {
    const message = `Unexpected total ${actual} ${where}, expected at least ${decimal(sum)}, the sum of the parts that are known`;
    find({ code: 'gate/within', ...place, message, see: see() });
  }
}

/** False for a cell that could not be read, which is reported already. */
const isDeclared = ({ measures }: CheckedRow, measure: string): boolean => {
  const value = measures[measure];
  return value?.kind === 'missing' && value.symbol !== '';
};

const isNumber = ({ measures }: CheckedRow, measure: string): boolean => {
  const value = measures[measure];
  return value !== undefined && isNumeric(value);
};

function totalMessage(
  group: TableGroup,
  measure: FieldContract,
  confidential: boolean,
  sum: Exact,
  hasRest: boolean,
): string {
  const { total } = group;
  const over = overOf(group, measure);
  if (confidential) return `Unexpected total ${over}, expected the sum of its parts`;
  const stated = figure(total.measures[measure.name]);
  return `Unexpected total ${stated} ${over}${othersOf(group)}, expected ${hasRest ? 'at least ' : ''}${decimal(sum)}, the sum of its parts`;
}

const overOf = ({ over }: TableGroup, { name }: FieldContract): string =>
  `over ${listWords(over.map(dimensionText))} of \`${name}\``;

/** A subtotal says what it is one of. */
const dimensionText = (field: FieldContract): string =>
  field.total !== undefined && isHierarchy(field) && new Tree(field).isWhole(field.total)
    ? `\`${field.name}\` below \`${field.total}\``
    : `\`${field.name}\``;

/** The keys of a total besides the dimensions that it is over. */
function othersOf({ others, total }: TableGroup): string {
  return describeKeys(Object.fromEntries(others.map(({ name }) => [name, total.keys[name] ?? ''])));
}

function partsOf({ parts, over }: TableGroup, measure: FieldContract, confidential: boolean): Related[] {
  const nameOf = ({ keys }: CheckedRow): string =>
    over.map(({ name }) => `\`${keys[name] ?? ''}\``).join(', ');
  return parts.slice(0, mostParts).map((row) => ({
    position: row.place(measure.name),
    note: confidential ? 'a part' : `${nameOf(row)} is ${figure(row.measures[measure.name])}`,
  }));
}
