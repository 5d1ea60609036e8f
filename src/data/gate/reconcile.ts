import { listWords, type Related } from '../../diagnostics.js';
import { isCountOf } from '../../model/dataset/few-persons.js';
import { isHierarchy, Tree } from '../../model/dataset/hierarchy.js';
import { missingLetterOf } from '../../model/dataset/missing.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { stockOf } from '../../model/dataset/stock.js';
import { isNumeric } from '../../model/dataset/value.js';
import { add, compare, type Exact, zero } from '../../model/exact.js';
import { type Group, groupsOf } from '../../model/totals/groups.js';
import { faultOf, phrase, problem } from '../../problems/problem.js';
import type { FieldContract, ResourceContract } from '../contract.js';
import type { CheckedRow } from '../tables.js';
import { decimal, figure, isAbove, numberIn } from './cells.js';
import { describeKeys, type Finding, type GateRule } from './gate-rule.js';

type TotalCode = 'data/total' | 'gate/blank-total' | 'gate/within';
type WrongTotal = Finding<TotalCode>;

type TableGroup = Group<FieldContract, CheckedRow>;

/** How many parts a message points at. */
const mostParts = 6;

/**
 * Finds totals that their parts contradict, over every dimension and every combination of them, exactly. A total alone, or parts alone,
 * are fine.
 *
 * - What adds up is equal to the sum of its parts; with a declared remainder it is no less.
 * - Of public data what is left beside a missing number is looked at too. A total must not be missing where all its parts are there, nor be
 *   below the sum of the parts that are known. One that is not applicable says nothing.
 * - A count of what may be in several parts lies between the largest part and their sum.
 * - Over times, states at a date have no total.
 */
export const totals: GateRule<TotalCode> = {
  codes: ['data/total', 'gate/blank-total', 'gate/within'],
  on: 'table',
  *check(table) {
    if (!table.complete) return;
    const { contract } = table;
    const measures = contract.fields.filter(({ role }) => role === 'measure');
    const said = new Set<string>();
    for (const group of groupsOf({ fields: contract.fields, rows: table.rows })) {
      for (const measure of measures) {
        for (const finding of faultsIn(group, measure, contract)) {
          // Ways through the same dimensions mostly come to the same sum, of other parts: that is one thing to correct.
          const id = `${finding.position.line}:${finding.position.column} ${finding.message}`;
          if (!said.has(id)) yield finding;
          said.add(id);
        }
      }
    }
  },
};

function faultsIn(
  group: TableGroup,
  measure: FieldContract,
  contract: ResourceContract,
): Iterable<WrongTotal> {
  if (isInapplicable(group.total, measure.name)) return [];
  if (isState(group, measure, contract)) return summedStates(group, measure);
  if (measure.additive) return wrongSums(group, measure, contract);
  return isCountOf(measure, contract) ? wrongDistinct(group, measure, contract) : [];
}

/** True of a total over time of what is a state at a date. */
const isState = ({ over, total }: TableGroup, { name }: FieldContract, contract: ResourceContract): boolean =>
  over.some(({ type }) => isTimeType(type)) && stockOf(contract, name, total.keys) !== undefined;

/** The numbers of a measure that are known. */
const numbersIn = (rows: readonly CheckedRow[], { name }: FieldContract): readonly Exact[] =>
  rows.flatMap((row) => numberIn(row, name) ?? []);

function* summedStates(group: TableGroup, measure: FieldContract): Iterable<WrongTotal> {
  const { total } = group;
  if (numberIn(total, measure.name) === undefined) return;
  yield {
    ...problem('data/total.state', total.place(measure.name), {
      over: overOf(group, measure),
      others: othersOf(group),
    }),
    keys: total.keys,
    measure: measure.name,
  };
}

/** Who is counted in several parts is one of all: these are no fewer than the largest part, and no more than the sum. */
function* wrongDistinct(
  group: TableGroup,
  measure: FieldContract,
  { confidential }: ResourceContract,
): Iterable<WrongTotal> {
  const { total, parts, over } = group;
  const stated = numberIn(total, measure.name);
  const numbers = numbersIn(parts, measure);
  if (stated === undefined || numbers.length === 0) return;
  const sum = numbers.reduce(add, zero);
  const larger = parts.filter((row) => numbersIn([row], measure).some((part) => isAbove(part, stated)));
  const isWhole = numbers.length === parts.length && over.every(({ remainder }) => remainder === undefined);
  if (larger.length === 0 && !(isWhole && isAbove(stated, sum))) return;
  const [actual, most] = confidential
    ? ['', '']
    : [` ${figure(total.measures[measure.name])}`, `, ${decimal(sum)}`];
  const fault =
    larger.length > 0 ? 'is less than one of its parts' : `is more than the sum of its parts${most}`;
  yield {
    ...problem(
      'data/total.total',
      total.place(measure.name),
      { actual, over: overOf(group, measure), others: othersOf(group), fault },
      { see: partsOf(larger.length > 0 ? { ...group, parts: larger } : group, measure, confidential) },
    ),
    keys: total.keys,
    measure: measure.name,
  };
}

function* wrongSums(
  group: TableGroup,
  measure: FieldContract,
  contract: ResourceContract,
): Iterable<WrongTotal> {
  const { confidential } = contract;
  const { total, parts } = group;
  const stated = numberIn(total, measure.name);
  const numbers = numbersIn(parts, measure);
  const sum = numbers.reduce(add, zero);
  const place = { keys: total.keys, measure: measure.name, position: total.place(measure.name) };
  const see = (): Related[] => partsOf(group, measure, confidential);
  // A declared remainder is what the total has and its parts have not.
  const hasRest = group.over.some(({ remainder }) => remainder !== undefined);
  const isWhole = numbers.length === parts.length;
  const isMore = stated !== undefined && isAbove(sum, stated);
  const isOff = stated !== undefined && (hasRest ? isMore : compare(sum, stated) !== 0);
  if (isWhole && isOff) {
    yield {
      code: 'data/total',
      ...place,
      message: totalMessage(group, measure, confidential, sum, hasRest),
      see: see(),
    };
  }
  if (confidential) return;
  const where = `${overOf(group, measure)}${othersOf(group)}`;
  const actual = figure(total.measures[measure.name]);
  const isMissing = !hasRest && stated === undefined && isDeclared(total, measure.name);
  if (isMissing && isWhole && parts.some((row) => isNumber(row, measure.name))) {
    yield { ...faultOf('gate/blank-total', { actual, where, decimal: decimal(sum) }), ...place, see: see() };
  }
  const areCounts = numbers.every(({ numerator }) => numerator >= 0n);
  if (!isWhole && areCounts && isMore) {
    yield { ...faultOf('gate/within', { actual, where, decimal: decimal(sum) }), ...place, see: see() };
  }
}

/** False for a cell that could not be read, which is reported already. */
const isDeclared = ({ measures }: CheckedRow, measure: string): boolean => {
  const value = measures[measure];
  return value?.kind === 'missing' && value.symbol !== '';
};

/** Of what does not add up, such as a population over years, a table prints no total. */
const isInapplicable = ({ measures }: CheckedRow, measure: string): boolean => {
  const value = measures[measure];
  return value?.kind === 'missing' && missingLetterOf(value.symbol) === 'z';
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
  if (confidential) return phrase('data/reconcile.total', { over });
  const stated = figure(total.measures[measure.name]);
  return phrase(hasRest ? 'data/reconcile.low' : 'data/reconcile.total-sum', {
    stated,
    over,
    others: othersOf(group),
    decimal: decimal(sum),
  });
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
    note: confidential
      ? phrase('data/reconcile.part')
      : phrase('data/reconcile.name', { name: nameOf(row), measure: figure(row.measures[measure.name]) }),
  }));
}
