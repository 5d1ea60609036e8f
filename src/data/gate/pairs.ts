import { compare } from '../../model/exact.js';
import { phrase, wording } from '../../problems/problem.js';
import type { CheckedRow, CheckedTable } from '../tables.js';
import { decimal, figure, isAbove, numberIn, partnersIn, rowsWith, type Tables } from './cells.js';
import { describeKeys, type Finding, type GateRule } from './gate-rule.js';
import type { CellRule } from './rules.js';

/**
 * Cells that are declared equal are equal, row by row. Pairs of which one is not known are
 * passed over; a rule under which no rows meet is a finding itself, since it would check nothing.
 */
export const equalCells: GateRule<'gate/equals'> = {
  codes: ['gate/equals'],
  on: 'table',
  *check(table, { declared, tables }) {
    yield* wrongPairs('gate/equals', declared.equals, table, tables);
  },
};

/** The same of cells of which one is declared to lie within the other. */
export const cellsWithin: GateRule<'gate/within'> = {
  codes: ['gate/within'],
  on: 'table',
  *check(table, { declared, tables }) {
    yield* wrongPairs('gate/within', declared.within, table, tables);
  },
};

type PairCode = 'gate/equals' | 'gate/within';

function* wrongPairs<Code extends PairCode>(
  code: Code,
  rules: readonly CellRule[],
  table: CheckedTable,
  tables: Tables,
): Iterable<Finding<Code>> {
  for (const rule of rules) {
    if (tables.get(rule.other.dataset)?.complete !== true) continue;
    const partnerOf = partnersIn(rule.other, tables);
    const pairs = rowsWith(table, rule.own.where).flatMap((row) => {
      const partner = partnerOf(row);
      return partner === undefined ? [] : [{ row, partner }];
    });
    if (pairs.length === 0) yield idle(code, rule);
    for (const pair of pairs) yield* wrongPair(code, rule, pair);
  }
}

interface Pair {
  readonly row: CheckedRow;
  readonly partner: CheckedRow;
}

function* wrongPair<Code extends PairCode>(
  code: Code,
  rule: CellRule,
  { row, partner }: Pair,
): Iterable<Finding<Code>> {
  const { own, other } = rule;
  const [left, right] = [numberIn(row, own.measure), numberIn(partner, other.measure)];
  if (left === undefined || right === undefined) return;
  const wrong = code === 'gate/equals' ? compare(left, right) !== 0 : isAbove(left, right);
  if (!wrong) return;
  const elsewhere = own.dataset === other.dataset ? '' : ` of \`${other.dataset}\``;
  const actual = `${figure(row.measures[own.measure])} in \`${own.measure}\`${describeKeys(row.keys)}`;
  const expected = `${decimal(right)} in \`${other.measure}\`${elsewhere}${describeKeys(partner.keys)}`;
  yield {
    position: row.place(own.measure),
    code,
    keys: row.keys,
    measure: own.measure,
    ...wording(
      code === 'gate/equals' ? 'data/pairs.actual' : 'data/pairs.more',
      { actual, expected },
      {
        see: [
          {
            position: partner.place(other.measure),
            note: phrase('data/pairs.measure'),
          },
          {
            position: rule.position,
            note: code === 'gate/equals' ? phrase('data/pairs.equal') : phrase('data/pairs.part'),
          },
        ],
      },
    ),
  };
}

function idle<Code extends PairCode>(code: Code, { other, position }: CellRule): Finding<Code> {
  return {
    position,
    code,
    keys: {},
    ...wording('data/pairs.rows', { code: code.slice('gate/'.length), dataset: other.dataset }),
  };
}
