import type { FieldType } from '../../model/dataset/dataset.js';
import {
  isPeriod,
  type PeriodType,
  periodExamples,
  periodTypes,
  readPeriod,
  readYear,
} from '../../model/dataset/periods.js';
import type { Missing, NumericValue } from '../../model/dataset/value.js';
import { isDay } from '../../model/day.js';
import type { FieldContract } from '../contract.js';

/** A cell as its field reads it: a number, a missing value, or text in canonical form; `fault` when it is neither. */
export type Cell =
  | { readonly kind: 'number'; readonly value: NumericValue }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'total' }
  | { readonly kind: 'blank' }
  | Missing
  | { readonly kind: 'fault'; readonly fault: CellFault };

export type CellFault = 'type' | 'digits' | 'category' | 'undeclared-code' | 'spaces';

const expectations: Readonly<Record<FieldType, string>> = {
  string: 'a text',
  integer: 'an integer',
  number: 'a number',
  year: 'a year of four digits',
  boolean: 'a truth value',
  date: 'a date such as `2014-12-31`',
  ...periodExamples,
};

/** What a field expects of a cell, as the end of a sentence. */
export function expectationOf({ type, trueValues, falseValues }: FieldContract): string {
  if (type !== 'boolean') return expectations[type];
  return `one of ${[...trueValues, ...falseValues].map((value) => `\`${value}\``).join(', ')}`;
}

/** Codes that tables use for cells without a number, and that mean nothing until they are declared. */
const looksMissing = /^(?:\[\w{1,12}\]|\/|-|–|—|\.{1,3}|…|:|\*)$/u;

/** Reads one cell by its field, a number up to so many digits. Nothing is trimmed or inferred. */
export function readCell(text: string, field: FieldContract, mostDigits: number): Cell {
  if (field.role === 'dimension' && text === field.total) return { kind: 'total' };
  const missing = field.missing.find(({ code }) => code === text);
  if (missing !== undefined) return missing;
  if (text === '') return { kind: 'blank' };
  // However it is written, a period is the one that is declared.
  const meant = periodOf(field.type, text) ?? text;
  if (field.known.size > 0 && !field.known.has(meant)) {
    return fault(looksMissing.test(text) ? 'undeclared-code' : 'category');
  }
  if (hasManyDigits(text, field.type, mostDigits)) return fault('digits');
  const read = readers[field.type];
  return read(text, field) ?? fault(looksMissing.test(text) ? 'undeclared-code' : misread(text, field, read));
}

/** Its length is looked at first, since nearly every cell is shorter. */
const hasManyDigits = (text: string, type: FieldType, most: number): boolean =>
  (type === 'integer' || type === 'number') && text.length > most && text.replace(/\D/g, '').length > most;

/** What is wrong with a text that its field does not read: the spaces around it, or all of it. */
function misread(text: string, field: FieldContract, read: CellReader): CellFault {
  const trimmed = text.trim();
  return trimmed !== text && read(trimmed, field) !== undefined ? 'spaces' : 'type';
}

function periodOf(type: FieldType, text: string): string | undefined {
  if (type === 'year') return readYear(text);
  return isPeriod(type) ? readPeriod(type, text) : undefined;
}

const fault = (kind: CellFault): Cell => ({ kind: 'fault', fault: kind });
const asText = (text: string): Cell => ({ kind: 'text', text });

type CellReader = (text: string, field: FieldContract) => Cell | undefined;

const readers: Readonly<Record<FieldType, CellReader>> = {
  string: (text) => asText(text),
  integer: (text, field) => readNumber(text, field, 'integer'),
  number: (text, field) => readNumber(text, field, 'number'),
  year: (text) => {
    const year = readYear(text);
    return year === undefined ? undefined : asText(year);
  },
  boolean: (text, { trueValues, falseValues }) => {
    if (trueValues.includes(text)) return asText('true');
    return falseValues.includes(text) ? asText('false') : undefined;
  },
  date: (text) => (isDay(text) ? asText(text) : undefined),
  ...readersOfPeriods(),
};

function readersOfPeriods(): Readonly<Record<PeriodType, (text: string) => Cell | undefined>> {
  const reader = (type: PeriodType) => (text: string) => {
    const period = readPeriod(type, text);
    return period === undefined ? undefined : asText(period);
  };
  return Object.fromEntries(periodTypes.map((type) => [type, reader(type)])) as Readonly<
    Record<PeriodType, (text: string) => Cell | undefined>
  >;
}

/** A number by the declared marks, exact: digits and scale as written, never a float. */
function readNumber(text: string, field: FieldContract, type: 'integer' | 'number'): Cell | undefined {
  const { groupMark, decimalMark, power = 0 } = field;
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const [whole = '', fraction, ...more] = text.slice(sign.length).split(decimalMark);
  const decimals = fraction?.length ?? 0;
  const isBroken = type === 'integer' && decimals > power;
  if (
    more.length > 0 ||
    (fraction !== undefined && (isBroken || decimals === 0 || !/^\d+$/.test(fraction)))
  ) {
    return undefined;
  }
  const digits = ungroup(whole, groupMark);
  if (digits === undefined) return undefined;
  // Times a power of ten, by moving the mark: nothing is rounded.
  const magnitude = BigInt(digits + (fraction ?? '') + '0'.repeat(Math.max(0, power - decimals)));
  const value = sign === '-' ? -magnitude : magnitude;
  return {
    kind: 'number',
    value:
      type === 'integer'
        ? { kind: 'integer', value }
        : { kind: 'decimal', coefficient: value, scale: Math.max(0, decimals - power) },
  };
}

/** Spaces that look alike stand for one another: a file that was typed by several hands has all of them. */
const anySpace = /[ \u00a0\u2009\u202f]/u;
const isSpace = (mark: string): boolean => mark.length === 1 && anySpace.test(mark);

/** The digits of a whole part; marks between groups must stand every three digits, or nowhere. */
function ungroup(whole: string, mark: string): string | undefined {
  if (/^\d+$/.test(whole)) return whole;
  if (mark === '') return undefined;
  const [first = '', ...groups] = whole.split(isSpace(mark) ? anySpace : mark);
  const right = /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
  return right ? [first, ...groups].join('') : undefined;
}
