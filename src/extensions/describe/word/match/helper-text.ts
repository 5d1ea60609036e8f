import { factsName } from '../../../../content/helpers/fact.js';
import { argumentName } from '../../../../content/selection/fields.js';
import { greatest } from '../../../../model/chart/extremes.js';
import { type Candidate, zerosOf } from './candidates.js';
import type { Dimension } from './cells.js';
import type { Base } from './ratios.js';
import type { TypedNumber } from './typed-numbers.js';

/** The helper that prints a candidate as the number was typed; years of the edition, and of the one before, move with it. */
export function helperText(candidate: Candidate, typed: TypedNumber, edition: number): string {
  const { operation, table } = candidate;
  if (table.name === factsName) return `{{fact ${JSON.stringify(candidate.keys.key)}}}`;
  if (candidate.base !== undefined) return ratioText(candidate, typed, edition);
  const name = JSON.stringify(table.name);
  const which = measureText(candidate);
  const keys = (without: readonly string[] = []): string => {
    const told = table.dimensions.filter((each) => !without.includes(each.name));
    return told.map((each) => keyText(each, candidate.keys[each.name], edition)).join('') + which;
  };
  const digits = digitsText(candidate, typed);
  const cell: CellText = (kind, without = [], more = '') =>
    `${kind}${kind === '' ? '' : ' '}${name}${keys(without)}${more}`;
  const isSum = candidate.cells.some((each) => each.isSum === true);
  const scaling = scalingHelper(candidate, typed);
  if (scaling !== undefined) {
    const places = typed.digits === (scaling === 'millions' ? 1 : 0) ? '' : ` digits=${typed.digits}`;
    if (operation === 'value' && !isSum) return `{{${scaling} ${cell('')}${places}}}`;
    const inside =
      operation === 'change' ? `change ${changeText(candidate, cell, edition)} absolute=true` : cell('sum');
    return `{{${scaling} (${inside})${places}}}`;
  }
  if (operation === 'value') return `{{${cell(isSum ? 'sum' : 'value')}${digits}}}`;
  if (operation === 'average')
    return `{{${cell('average')}${typed.digits === 1 ? '' : ` digits=${Math.max(1, typed.digits)}`}}}`;
  if (operation === 'sum') return `{{${cell('sum')}${digits}}}`;
  if (operation === 'share') return `{{share ${shareText(candidate, cell)}${digits}}}`;
  return `{{${operation} ${changeText(candidate, cell, edition)} absolute=true${digits}}}`;
}

/** What counts whole numbers in thousands or millions, as they were typed. */
export function scalingHelper(
  { operation, measure, isAsInFile }: Candidate,
  { scale }: TypedNumber,
): 'thousands' | 'millions' | undefined {
  if (measure.scale !== 1 || !['value', 'sum', 'change'].includes(operation)) return undefined;
  if (isAsInFile) return 'thousands';
  return scale === 1e6 ? 'millions' : scale === 1000 ? 'thousands' : undefined;
}

function digitsText(candidate: Candidate, typed: TypedNumber): string {
  if (candidate.isRounded && candidate.operation === 'value') return ` digits=${-zerosOf(typed)}`;
  return typed.digits === usualDigits(candidate, typed) ? '' : ` digits=${typed.digits}`;
}

/** A call of a helper: what it does, which dimensions are left out, and what stands for them. */
type CellText = (
  kind: 'value' | 'sum' | 'average' | '',
  without?: readonly string[],
  more?: string,
) => string;

function shareText({ table, cells, of = '', parts }: Candidate, cell: CellText): string {
  const [part, whole] = [cells[0]?.isSum === true, cells.at(-1)?.isSum === true];
  const named = table.dimensions.find((each) => each.name === of && isNamed(each));
  if (parts === undefined && !part && named === undefined) return `${cell('')} of="${of}=total"`;
  const all = named === undefined ? '' : ` ${argumentName(of)}=${JSON.stringify(named.total)}`;
  return `(${cell(parts !== undefined || part ? 'sum' : 'value')}) of=(${cell(whole ? 'sum' : 'value', [of], all)})`;
}

function changeText(candidate: Candidate, cell: CellText, edition: number): string {
  const { table, cells, keys, from, before } = candidate;
  if (before !== undefined) {
    const [first, last] = cells;
    if (first === undefined || last === undefined) return '';
    const { measure } = candidate;
    return `${cellText({ table, measure, cell: last }, edition)} from=${cellText({ ...before, cell: first }, edition)}`;
  }
  const time = table.order?.name ?? '';
  const [first, last] = [`${from}`, `${keys[time]}`].map((each) => yearText(each, edition));
  if (!cells.some(({ isSum }) => isSum)) return `${cell('', [time])} from=${first} to=${last}`;
  const at = (when = ''): string => `(${cell('sum', [time], ` ${argumentName(time)}=${when}`)})`;
  return `${at(last)} from=${at(first)}`;
}

const measureText = ({ table, measure }: Pick<Candidate, 'table' | 'measure'>): string =>
  table.measures.some(({ name }) => name !== measure.name) ? ` measure="${measure.name}"` : '';

/** One cell, or the sum that it is. */
function cellText({ table, measure, cell }: Base, edition: number): string {
  const keys = table.dimensions.map((each) => keyText(each, cell.keys[each.name], edition)).join('');
  return `(${cell.isSum ? 'sum' : 'value'} ${JSON.stringify(table.name)}${keys}${measureText({ table, measure })})`;
}

function ratioText(candidate: Candidate, typed: TypedNumber, edition: number): string {
  const { table, measure, cells, base, per = 1, operation } = candidate;
  const [cell] = cells;
  if (cell === undefined || base === undefined) return '';
  const part = `${cellText({ table, measure, cell }, edition)} of=${cellText(base, edition)}`;
  const digits = typed.digits === 1 ? '' : ` digits=${typed.digits}`;
  if (operation === 'share') return `{{share ${part}${digits}}}`;
  if (per !== 1) return `{{rate ${part} per=${per}${digits}}}`;
  const { unit } = base.measure;
  return `{{ratio ${part}${unit === measure.unit ? '' : ` per=${JSON.stringify(unit)}`}${digits}}}`;
}

/** The decimals that a helper prints unless it is told another number: one of a share, else those of the data. */
function usualDigits({ operation, measure, cells }: Candidate, { isPercent }: TypedNumber): number {
  if (operation === 'share' || (operation === 'percent-change' && isPercent)) return 1;
  return measure.digits ?? greatest(cells.map(({ digits }) => digits));
}

/** Whether helpers have to name its total. */
const isNamed = ({ isSummed, isUndeclared }: Dimension): boolean =>
  isSummed === true || isUndeclared === true;

export function keyText(
  dimension: Dimension,
  key: string | readonly string[] | undefined,
  edition: number,
): string {
  const { name, isTime, total } = dimension;
  if (key === undefined || (key === total && !isNamed(dimension))) return '';
  const argument = argumentName(name);
  if (typeof key !== 'string') {
    // A run of years goes on with the edition.
    const ends = [key[0] ?? '', key.at(-1) ?? ''].map((each) => yearText(each, edition));
    return isTime ? ` from=${ends[0]} to=${ends[1]}` : ` ${argument}=${JSON.stringify(key.join('|'))}`;
  }
  return ` ${argument}=${isTime ? yearText(key, edition) : JSON.stringify(key)}`;
}

export function yearText(year: string, edition: number): string {
  if (!/^\d{4}$/.test(year)) return JSON.stringify(year);
  const age = edition - Number(year);
  return age === 0 ? '"edition"' : age === 1 ? '"edition-1"' : year;
}

/** What of a typed number a helper does not print: the scale of its unit, and a sign of per cent that the data do not have. */
export function leftOfTyped(candidate: Candidate, typed: TypedNumber): string {
  const { operation, measure } = candidate;
  const { text, scale, isPercent } = typed;
  const isKept =
    (scale > 1 && scalingHelper(candidate, typed) !== 'millions') ||
    (isPercent && (operation === 'value' || operation === 'change') && !measure.printsPercent);
  return isKept ? text.replace(/^[\d.,\s\u00a0\u202f\u2009]*\d/u, '') : '';
}
