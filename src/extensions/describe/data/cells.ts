import { undeclaredFlag } from '../../../data/rows/flags.js';
import { missingLetterOf } from '../../../model/dataset/missing.js';
import { type PeriodType, periodTypes, readPeriod } from '../../../model/dataset/periods.js';
import { type Exact, parseExact } from '../../../model/exact.js';
import { longestFlag, looksLikeNumber } from './form.js';
import {
  askInstead,
  evidence,
  type KnownMarks,
  ofCells,
  quoted,
  type Reading,
  type Remark,
} from './found-table.js';
import { areNames } from './names.js';

/** What the cells of a column are. */
export interface CellFacts {
  readonly type: 'integer' | 'number' | 'year' | 'date' | 'string' | PeriodType;
  /** The marks of its numbers, where they are not those of a plain decimal. */
  readonly decimal: string;
  readonly group: string;
  /** What stands in place of a number, and how often; without blanks. */
  readonly codes: ReadonlyMap<string, number>;
  /** What stands beside numbers, and how often. */
  readonly flags: ReadonlyMap<string, number>;
  /** Texts of which nobody but the office knows what number they are. */
  readonly unclear: readonly string[];
  readonly blanks: number;
  readonly remarks: readonly Remark[];
  /** The mark of numbers that can be read in two ways. */
  readonly openMark?: string;
  /** The number that a cell is, by the likelier of two ways; undefined for others. */
  numberOf(text: string): Exact | undefined;
}

/** How numbers may be written: decimal mark, mark between thousands, where a space is any; the plain way first. */
const ways = [
  ['.', ''],
  [',', ''],
  ['.', ','],
  [',', '.'],
  ['.', ' '],
  [',', ' '],
  ['.', "'"],
] as const;

type Way = (typeof ways)[number];

const anySpace = '[ \u00a0\u2009\u202f]';
const escaped = (mark: string): string => (mark === ' ' ? anySpace : mark.replace(/[.]/g, '\\.'));

const patterns = new Map(
  ways.map((way) => {
    const [decimal, group] = way;
    const grouped = group === '' ? '' : `|[1-9]\\d{0,2}(?:${escaped(group)}\\d{3})+`;
    return [way, new RegExp(`^[+-]?(?:\\d+${grouped})(?:${escaped(decimal)}\\d+)?$`, 'u')] as const;
  }),
);

const plainText = (text: string, [decimal, group]: Way): string =>
  (group === '' ? text : text.replace(new RegExp(escaped(group), 'gu'), ''))
    .replace(decimal, '.')
    .replace(/^\+/, '');

/** From this share of numbers on a column is one of numbers, and what else it has stands in their place. */
const mostlyNumbers = 0.5;

/** The texts of a column without their flags, and the flags, each with its count. */
function withoutFlags(counts: ReadonlyMap<string, number>) {
  const flags = new Map<string, number>();
  const bare = new Map<string, number>();
  const beside: string[] = [];
  const add = (to: Map<string, number>, text: string, count: number): void => {
    to.set(text, (to.get(text) ?? 0) + count);
  };
  for (const [text, count] of counts) {
    const flag = flagIn(text);
    if (flag !== undefined) beside.push(text);
    // A sign of per cent is no flag: a build says what to do about it.
    if (flag !== undefined && flag !== '%') add(flags, flag, count);
    add(bare, flag === undefined ? text : text.replace(flag, '').trim(), count);
  }
  return { flags, bare, beside };
}

/** A mark that separates thousands, where something tells that it does. */
export const thousandsBy = (mark: string, why: string): KnownMarks => ({
  decimals: new Set([mark === ',' ? '.' : ',']),
  groups: new Set([mark]),
  why: `${quoted(mark)} separates thousands${why}`,
});

/** A column that can be read in two ways, by the first of what is known that tells them apart. */
export function decided(texts: readonly string[], open: CellFacts, known: readonly KnownMarks[]): CellFacts {
  for (const marks of known) {
    const facts = cellFacts(texts, marks);
    if (facts.openMark !== undefined || (marks.why !== undefined && !marks.groups.has(facts.group))) continue;
    return marks.why === undefined ? facts : { ...facts, remarks: [...facts.remarks, evidence(marks.why)] };
  }
  return open;
}

/** The marks of columns whose numbers can be read in one way. */
export function marksIn(columns: readonly CellFacts[]): KnownMarks {
  const decimals = columns.flatMap(({ type, decimal }) => (type === 'number' ? [decimal] : []));
  const groups = columns.flatMap(({ group }) => (group === '' ? [] : [group]));
  return { decimals: new Set(decimals), groups: new Set(groups) };
}

/** Looks at the cells of a column, each of its texts once; marks that other columns show decide where its own do not. */
export function cellFacts(texts: readonly string[], known?: KnownMarks): CellFacts {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const blanks = counts.get('') ?? 0;
  counts.delete('');
  const filled = texts.length - blanks;
  const { flags, bare, beside } = withoutFlags(counts);
  const numbers = numbersOf(bare, known);
  const none = new Map<string, number>();
  const text = { decimal: '.', group: '', codes: none, flags: none, unclear: [], blanks, remarks: [] };
  const numberOf = (): undefined => undefined;
  if (all(counts, (each) => /^(?:1[6-9]|20|21)\d\d$/.test(each))) {
    return {
      ...text,
      type: 'year',
      numberOf,
      remarks: [evidence(`${ofCells(filled, texts.length)} are years`)],
    };
  }
  if (all(counts, (each) => /^\d{4}-\d\d-\d\d$/.test(each))) {
    return { ...text, numberOf, ...daysOf(counts, ofCells(filled, texts.length)) };
  }
  const periods = periodTypes.filter((type) => all(counts, (each) => readPeriod(type, each) !== undefined));
  const [period, otherPeriod] = periods;
  if (period !== undefined) {
    const words = `${ofCells(filled, texts.length)} are ${periodWords[period]}`;
    const doubt =
      otherPeriod === undefined
        ? []
        : [askInstead(`or are they ${periodWords[otherPeriod]}?`, [`type: ${otherPeriod}, role: dimension`])];
    return { ...text, type: period, numberOf, remarks: [evidence(words), ...doubt] };
  }
  if (!areNumbers(counts, bare, numbers)) return { ...text, type: 'string', numberOf };
  if ([...bare.keys()].some((each) => /^0\d/.test(each))) {
    const codes = evidence('numbers with a 0 before them are codes, and stay texts');
    return { ...text, type: 'string', numberOf, remarks: [codes] };
  }
  return { ...numberFacts(texts, bare, flags, numbers), unclear: [...beside, ...ambiguousIn(bare, numbers)] };
}

/** Days; the first ones of years, quarters or months stand for these, as databases write them. */
function daysOf(counts: ReadonlyMap<string, number>, cells: string): Pick<CellFacts, 'type' | 'remarks'> {
  const isFew = counts.size < 3;
  if (isFew || !all(counts, (each) => each.endsWith('-01')))
    return { type: 'date', remarks: [evidence(`${cells} are days`)] };
  const begun = (words: string): readonly Remark[] => [
    evidence(`${cells} are the first days of ${words}, as databases write these`),
    askInstead(`or are they the days themselves, such as those on which a population was counted?`, [
      'type: date, role: dimension',
    ]),
  ];
  if (all(counts, (each) => each.endsWith('-01-01'))) return { type: 'year', remarks: begun('years') };
  if (all(counts, (each) => readPeriod('quarter', each) !== undefined))
    return { type: 'quarter', remarks: begun('quarters') };
  return { type: 'month', remarks: begun('months') };
}

const periodWords: Readonly<Record<PeriodType, string>> = {
  quarter: 'quarters',
  month: 'months',
  week: 'weeks',
  'school-year': 'school years',
  'financial-year': 'financial years',
};

/** True of mostly numbers, and where signs and letters of missing values alone stand beside them: a table may hide most cells. */
function areNumbers(
  counts: ReadonlyMap<string, number>,
  bare: ReadonlyMap<string, number>,
  numbers: Numbers,
): boolean {
  if (numbers.count === 0 || areNames(counts)) return false;
  const filled = [...counts.values()].reduce((sum, each) => sum + each, 0);
  return numbers.count / filled >= mostlyNumbers || areSigns(bare, numbers);
}

function areSigns(bare: ReadonlyMap<string, number>, { ways: [way = ways[0]] }: Numbers): boolean {
  const pattern = patterns.get(way);
  return [...bare.keys()].every(
    (text) =>
      pattern?.test(text) === true ||
      /^[^\p{L}\p{N}]{1,3}$/u.test(text) ||
      missingLetterOf(text) !== undefined,
  );
}

/** What stands beside a number in a cell, where it is a sign and no words: "Tables of 2024" is a text. */
function flagIn(text: string): string | undefined {
  const flag = isCode(text) ? undefined : undeclaredFlag(text);
  return flag !== undefined && flag.length <= longestFlag && !/\p{L}\s+\p{L}/u.test(flag) ? flag : undefined;
}

/** Letters right before digits are a code, such as `II99`, and no sign beside a number. */
const isCode = (text: string): boolean => /[\p{L}_]\d/u.test(text);

const all = (counts: ReadonlyMap<string, number>, holds: (text: string) => boolean): boolean =>
  counts.size > 0 && [...counts.keys()].every(holds);

interface Numbers {
  readonly count: number;
  /** The ways that read as many as any does, the plainest first. */
  readonly ways: readonly Way[];
}

function numbersOf(counts: ReadonlyMap<string, number>, known?: KnownMarks): Numbers {
  const best = bestOf(counts);
  if (known === undefined) return best;
  const able = best.ways.filter(
    ([decimal, group]) => !known.groups.has(decimal) && !known.decimals.has(group),
  );
  return able.length === 0 ? best : { ...best, ways: able };
}

function bestOf(counts: ReadonlyMap<string, number>): Numbers {
  let best: Numbers = { count: 0, ways: [ways[0]] };
  for (const way of ways) {
    const pattern = patterns.get(way);
    let count = 0;
    for (const [text, times] of counts) if (pattern?.test(text) === true) count += times;
    if (count > best.count) best = { count, ways: [way] };
    else if (count === best.count && count > 0) best = { count, ways: [...best.ways, way] };
  }
  return best;
}

function numberFacts(
  texts: readonly string[],
  bare: ReadonlyMap<string, number>,
  flags: ReadonlyMap<string, number>,
  { count, ways: able }: Numbers,
): Omit<CellFacts, 'unclear'> {
  const [plain = ways[0]] = able;
  const pattern = patterns.get(plain);
  const read = [...bare.keys()].filter((text) => pattern?.test(text) === true);
  const grouped = able.find((each) => read.some((text) => plainText(text, each) !== plainText(text, plain)));
  // Where every mark is before three digits, it is likelier between thousands.
  const [way, other] = grouped === undefined ? [plain] : [grouped, plain];
  const [decimal, group] = way;
  const isWhole = read.every((text) => !text.includes(decimal));
  const codes = new Map([...bare].filter(([text]) => pattern?.test(text) !== true));
  const blanks = texts.length - [...bare.values()].reduce((sum, each) => sum + each, 0);
  const kind = other !== undefined ? 'numbers' : isWhole ? 'whole numbers' : 'numbers with decimals';
  const told = [
    `${ofCells(count, texts.length)} are ${kind}`,
    ...[...codes]
      .slice(0, 6)
      .map(([code, times]) => `${times} ${times === 1 ? 'is' : 'are'} ${quoted(code)}`),
    ...(blanks > 0 ? [`${blanks} blank`] : []),
  ];
  const doubt = other === undefined ? [] : [ambiguity(read, way, other)];
  return {
    // What can be read in two ways is declared in none, so that a build stops at it.
    type: isWhole || other !== undefined ? 'integer' : 'number',
    ...(other !== undefined && { openMark: group }),
    decimal: other === undefined ? decimal : '.',
    group:
      other === undefined && group !== '' && read.some((text) => new RegExp(escaped(group), 'u').test(text))
        ? group
        : '',
    // What looks like a number and cannot be read is no missing one: a build stops at it.
    codes: new Map([...codes].filter(([text]) => !looksLikeNumber(text))),
    flags,
    blanks,
    remarks: [evidence(told.join('; ')), ...doubt],
    numberOf: (text) => {
      const flag = flagIn(text);
      const rest = flag === undefined ? text : text.replace(flag, '').trim();
      return pattern?.test(rest) === true ? parseExact(plainText(rest, way)) : undefined;
    },
  };
}

/** Texts that are two numbers, by the ways that read the column. */
const ambiguousIn = (
  bare: ReadonlyMap<string, number>,
  { ways: [way = ways[0], ...others] }: Numbers,
): string[] =>
  [...bare.keys()].filter(
    (text) =>
      patterns.get(way)?.test(text) === true &&
      others.some((other) => plainText(text, other) !== plainText(text, way)),
  );

function ambiguity(read: readonly string[], way: Way, other: Way): Remark {
  const sample = read.find((text) => plainText(text, way) !== plainText(text, other)) ?? '';
  const answer = ([decimal, group]: Way): Reading => {
    const marks = [`decimalChar: "${decimal}"`, ...(group === '' ? [] : [`groupChar: "${group}"`])];
    const value = plainText(sample, [decimal, group] as Way);
    return [
      `type: ${value.includes('.') ? 'number' : 'integer'}, ${marks.join(', ')}, role: measure`,
      `${quoted(sample)} is ${value}`,
    ];
  };
  return askInstead(
    `every mark is before three digits: does it separate thousands, or is it the decimal mark?`,
    answer(way),
    answer(other),
  );
}
