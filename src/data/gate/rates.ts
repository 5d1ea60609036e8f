import { decimalsOf, isNumeric, toExact } from '../../model/dataset/value.js';
import { compare, divide, type Exact, exact, multiply, subtract, toDecimalText } from '../../model/exact.js';
import { phrase, problem } from '../../problems/problem.js';
import type { CheckedRow } from '../tables.js';
import { decimal, numberIn, partnersIn } from './cells.js';
import { describeKeys, type Finding, type GateRule } from './gate-rule.js';
import type { RateRule } from './rules.js';

/**
 * Calculates every declared rate anew from its numerator and denominator, and finds those that differ at the decimals
 * they are written with. The message names the denominator that the rate implies: it shows which figure was mistaken.
 */
export const rightRates: GateRule<'gate/rate'> = {
  codes: ['gate/rate'],
  on: 'table',
  *check(table, { declared, tables }) {
    for (const rule of declared.rates) {
      const partnerOf = partnersIn(rule.denominator, tables);
      for (const row of table.rows) yield* wrongRate(row, partnerOf(row), rule);
    }
  },
};

/** A rate that nothing stands beneath cannot be checked: finds those that count per so many and name no base. */
export const ratesWithBase: GateRule<'gate/rate'> = {
  codes: ['gate/rate'],
  on: 'table',
  *check(_, { declared }) {
    for (const { measure, unit, position } of declared.baseless) {
      yield { ...problem('gate/rate.measure', position, { measure, unit }), keys: {}, measure };
    }
  },
};

function* wrongRate(
  row: CheckedRow,
  partner: CheckedRow | undefined,
  rule: RateRule,
): Iterable<Finding<'gate/rate'>> {
  const { rate, numerator, denominator, per } = rule;
  const stated = row.measures[rate];
  const count = numberIn(row, numerator);
  const base = partner === undefined ? undefined : numberIn(partner, denominator.measure);
  if (stated === undefined || !isNumeric(stated)) return;
  if (partner === undefined || count === undefined || base === undefined || base.numerator <= 0n) return;
  const digits = decimalsOf(stated);
  const scaled = multiply(count, exact(per));
  const right = divide(scaled, base);
  const value = toExact(stated);
  if (isRounded(value, right, digits)) return;
  yield {
    ...problem(
      'gate/rate.per',
      row.place(rate),
      {
        decimalText: toDecimalText(value, digits),
        rate,
        keys: describeKeys(row.keys),
        otherDecimalText: toDecimalText(right, digits),
        decimal: decimal(count),
        otherDecimal: decimal(base),
        per,
      },
      {
        hint: hintFor(value, scaled, denominator.measure),
        see: [
          {
            position: row.place(numerator),
            note: phrase('gate/rate.numerator', { numerator }),
          },
          {
            position: partner.place(denominator.measure),
            note: phrase('gate/rate.decimal', { measure: denominator.measure }),
          },
        ],
      },
    ),
    keys: row.keys,
    measure: rate,
  };
}

/** True when `value` is `right` rounded to so many decimals, whichever way ties go. */
function isRounded(value: Exact, right: Exact, digits: number): boolean {
  const difference = multiply(subtract(value, right), exact(2n * 10n ** BigInt(digits)));
  return compare(difference, exact(1n)) <= 0 && compare(difference, exact(-1n)) >= 0;
}

function hintFor(rate: Exact, scaled: Exact, denominator: string): string {
  if (rate.numerator <= 0n) return 'correct the rate, or what it is made from';
  return `the rate implies about ${toDecimalText(divide(scaled, rate), 0)} for \`${denominator}\``;
}
