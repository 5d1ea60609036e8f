import { didYouMean, listWords } from '../../diagnostics.js';
import type { FieldContract } from '../contract.js';
import type { CellFault } from './cell.js';
import { markOfFlag, undeclaredFlag } from './flags.js';

/** One way to read a number: what it is then, in plain digits, and the marks that it is written with. */
interface Reading {
  readonly plain: string;
  readonly group?: string;
  readonly decimal?: string;
}

/** Beside the number a letter or two in brackets or after a space, a star, or a figure set high; `1O` may be ten. */
const looksLikeFlag = /[\d.,](?:\s*[([][a-z]{1,2}[)\]]|\s+[a-z]{1,2}|\s*[*†‡¹²³]+)$/iu;

/** Digits with marks between them, a sign before. */
const written = /^([+-]?)(\d+(?:[.,'\u2019 \u00A0\u2009\u202F]\d+)*)$/u;
const mark = /[^\d]/gu;

/** The ways to read a cell: with marks between thousands first, since whole numbers are what tables mostly hold. */
function readingsOf(text: string): readonly Reading[] {
  const [, sign = '', body = ''] = written.exec(text) ?? [];
  const marks = body.match(mark) ?? [];
  const [first = '', last = ''] = [marks[0], marks.at(-1)];
  if (marks.length === 0) return [];
  const grouped = (digits: string): string | undefined =>
    isGrouped(digits, first) ? digits.replaceAll(first, '') : undefined;
  const [whole = '', fraction = ''] = [
    body.slice(0, body.lastIndexOf(last)),
    body.slice(body.lastIndexOf(last) + 1),
  ];
  const canBeDecimal = (last === '.' || last === ',') && marks.filter((one) => one === last).length === 1;
  const all = grouped(body);
  const before = marks.length === 1 ? whole : grouped(whole);
  const readings: Reading[] = [];
  if (all !== undefined) readings.push({ plain: sign + all, group: first });
  if (canBeDecimal && before !== undefined) {
    const group = marks.length === 1 ? {} : { group: first };
    readings.push({ plain: `${sign}${before}.${fraction}`, decimal: last, ...group });
  }
  return readings;
}

/** Three digits between marks, one to three before the first, and no nought at the beginning. */
function isGrouped(digits: string, mark: string): boolean {
  const [head = '', ...groups] = digits.split(mark);
  return /^[1-9]\d{0,2}$/.test(head) && groups.every((group) => /^\d{3}$/.test(group));
}

/** What a field would have to declare to read a number so. */
function declarations({ group, decimal }: Reading, field: FieldContract): string {
  const isNumber = decimal !== undefined || field.type === 'number';
  // A decimal mark that stands between thousands must give way, though no cell here has decimals.
  const needed = decimal ?? (isNumber && group === field.decimalMark ? other(group) : undefined);
  const keys = [
    ...(isNumber && field.type === 'integer' ? ['type: number'] : []),
    ...(needed === undefined || needed === field.decimalMark ? [] : [`decimalChar: "${needed}"`]),
    ...(group === undefined || group === field.groupMark ? [] : [`groupChar: "${shownMark(group)}"`]),
  ];
  return listWords(keys.map((key) => `\`${key}\``));
}

const other = (mark: string): string => (mark === ',' ? '.' : ',');

/** A space that is not the common one is written so that it can be told from it. */
const shownMark = (mark: string): string =>
  /[\u00A0\u2009\u202F]/.test(mark) ? `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}` : mark;

/** Signs that say more about a number than that it is there: "fewer than 5" is not 5. */
const compared = /^\s*(?:[<>≤≥~≈±]|<=|>=)\s*\d|\d\s*\+$/u;

/** What to do about a cell in a column of numbers that is no number; undefined for one without digits. */
function numberHint(text: string, field: FieldContract, packageFile: string): string | undefined {
  const { name } = field;
  if (!/\p{Nd}/u.test(text)) return undefined;
  if (/^\[\w+\]$/.test(text)) return undefined;
  const percent = /^(.*\d)\s*%$/u.exec(text)?.[1];
  if (percent !== undefined)
    return `if \`${name}\` is in per cent, write the number alone and declare \`unit: "%"\``;
  const readings = readingsOf(text.replace(/^\u2212/, '-'));
  const ways = readings.map(
    (reading) => `if it means ${reading.plain}, declare ${declarations(reading, field)}`,
  );
  if (ways.length > 0 && !ways.some((way) => way.endsWith('declare '))) {
    return `${ways.join('; ')} for \`${name}\` in ${packageFile}`;
  }
  if (/^\u2212/.test(text)) return 'write the minus as `-`';
  if (/^[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+$/.test(text))
    return 'write all its digits: a spreadsheet has shortened the number';
  if (compared.test(text)) {
    return `if the number itself is not known, declare \`${text}\` in \`missingValues\` of \`${name}\` with a \`label\`, or write \`[k]\` and declare that`;
  }
  const beside = undeclaredFlag(text);
  if (field.role === 'measure' && beside !== undefined && looksLikeFlag.test(text.trim())) {
    return `if \`${beside}\` says how far to trust the number, declare it under \`flags\` of the resource: \`flags: {${name}: {"${beside}": ${markOfFlag(beside) ?? 'MARK'}}}\`${markOfFlag(beside) === undefined ? ', where MARK is u (unreliable), p (provisional), r (revised), b (a break) or e (estimated)' : ''}`;
  }
  return 'write the digits alone; what is beside them needs a column of its own';
}

/** A faulty cell as a hint may speak of it. */
interface FaultyCell {
  readonly text: string;
  /** The cell as a message quotes it. */
  readonly quoted: string;
  readonly field: FieldContract;
  readonly packageFile: string;
}

/**
 * What to do about a cell that its field cannot read. A hint never leads to a number or day that the cell does not
 * say: where a cell can be read in several ways, it says what each comes to.
 */
export function cellHint(kind: CellFault, cell: FaultyCell): string | undefined {
  const { text, field } = cell;
  switch (kind) {
    case 'spaces':
      return `\`table: {trim: true}\` in ${cell.packageFile} reads cells without the spaces around them`;
    case 'digits':
      return undefined;
    case 'category':
      return didYouMean(
        text,
        field.categories.map(({ value }) => value),
      ).hint;
    case 'undeclared-code':
      return field.role === 'dimension' ? undefined : missingHint(cell);
    case 'type':
      return typeHint(cell);
  }
}

function typeHint(cell: FaultyCell): string | undefined {
  const { text, field, packageFile } = cell;
  switch (field.type) {
    case 'integer':
    case 'number':
      return (
        numberHint(text, field, packageFile) ?? (field.role === 'dimension' ? undefined : missingHint(cell))
      );
    case 'date':
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'correct it: the calendar has no such day';
      return /\d/.test(text) ? 'write the day as year, month and day: `2014-12-31`' : undefined;
    case 'year':
      return undefined;
    case 'boolean':
      return `if the file is right, declare what it writes: \`trueValues\` and \`falseValues\` of \`${field.name}\` in ${packageFile}`;
    default:
      return undefined;
  }
}

/** Words in place of a number may say that there is none. Only a measure can do without one. */
function missingHint({ quoted, field, packageFile }: FaultyCell): string {
  return `add ${quoted} to \`missingValues\` of \`${field.name}\` in ${packageFile}`;
}
