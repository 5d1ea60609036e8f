import { factsName } from '../../../../content/helpers/fact.js';
import { argumentName } from '../../../../content/selection/fields.js';
import { everyCategory } from '../../../../content/selection/filters.js';
import { greatest } from '../../../../model/chart/extremes.js';
import type { Candidate } from './candidates.js';
import type { Dimension } from './tables.js';
import type { TypedNumber } from './typed-numbers.js';

/** The helper that prints a candidate as the number was typed; years of the edition, and of the one before, move with it. */
export function helperText(candidate: Candidate, typed: TypedNumber, edition: number): string {
  const { operation, table, measure, of, parts, from } = candidate;
  if (table.name === factsName) return `{{fact ${JSON.stringify(candidate.keys.key)}}}`;
  const name = JSON.stringify(table.name);
  const which = table.measures.length > 1 ? ` measure="${measure.name}"` : '';
  const keys = (without: readonly string[] = []): string => {
    const told = table.dimensions.filter((each) => !without.includes(each.name));
    return told.map((each) => keyText(each, candidate.keys[each.name], edition)).join('') + which;
  };
  const digits = typed.digits === usualDigits(candidate, typed) ? '' : ` digits=${typed.digits}`;
  const cell = (kind: 'value' | 'sum', without: readonly string[] = [], more = ''): string =>
    `${kind} ${name}${keys(without)}${more}`;
  const isSum = candidate.cells.some((each) => each.isSum === true);
  if (operation === 'value') return `{{${cell(isSum ? 'sum' : 'value')}${digits}}}`;
  if (operation === 'sum') return `{{${cell('sum')}${digits}}}`;
  if (operation === 'share' && of !== undefined) {
    if (parts === undefined && !isSum) return `{{share ${name}${keys()} of="${of}=total"${digits}}}`;
    const part = cell(parts !== undefined || candidate.cells[0]?.isSum === true ? 'sum' : 'value');
    const total = table.dimensions.find((each) => each.name === of);
    const isWholeSum = candidate.cells.at(-1)?.isSum === true;
    const whole = total?.isSummed === true ? ` ${argumentName(of)}="${everyCategory}"` : '';
    return `{{share (${part}) of=(${cell(isWholeSum ? 'sum' : 'value', [of], whole)})${digits}}}`;
  }
  const year = table.year?.name ?? '';
  const [first, last] = [`${from}`, `${candidate.keys[year]}`].map((each) => yearText(each, edition));
  if (!isSum) return `{{${operation} ${name}${keys([year])} from=${first} to=${last} absolute=true${digits}}}`;
  const at = (when = ''): string => cell('sum', [year], ` ${argumentName(year)}=${when}`);
  return `{{${operation} (${at(last)}) from=(${at(first)}) absolute=true${digits}}}`;
}

/** The decimals that a helper prints unless it is told another number: one of a share, else those of the data. */
function usualDigits({ operation, measure, cells }: Candidate, { isPercent }: TypedNumber): number {
  if (operation === 'share' || (operation === 'percent-change' && isPercent)) return 1;
  return measure.digits ?? greatest(cells.map(({ digits }) => digits));
}

export function keyText(
  { name, isYear, total, isSummed }: Dimension,
  key: string | readonly string[] | undefined,
  edition: number,
): string {
  if (key === undefined || (key === total && isSummed !== true)) return '';
  const argument = argumentName(name);
  if (typeof key !== 'string') return ` ${argument}=${JSON.stringify(key.join('|'))}`;
  return ` ${argument}=${isYear ? yearText(key, edition) : JSON.stringify(key)}`;
}

export function yearText(year: string, edition: number): string {
  if (!/^\d{4}$/.test(year)) return JSON.stringify(year);
  const age = edition - Number(year);
  return age === 0 ? '"edition"' : age === 1 ? '"edition-1"' : year;
}

/** What of a typed number a helper does not print: the scale of its unit, and a sign of per cent that the data do not have. */
export function leftOfTyped(
  { operation, measure }: Candidate,
  { text, scale, isPercent }: TypedNumber,
): string {
  const isKept = scale > 1 || (isPercent && operation === 'value' && !measure.printsPercent);
  return isKept ? text.replace(/^[\d.,\s\u00a0\u202f\u2009]*\d/u, '') : '';
}
