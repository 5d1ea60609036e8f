import { factsName } from '../../../../content/helpers/fact.js';
import { argumentName } from '../../../../content/selection/fields.js';
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
  if (operation === 'value') return `{{value ${name}${keys()}${digits}}}`;
  if (operation === 'sum') return `{{sum ${name}${keys()}${digits}}}`;
  if (operation === 'share' && of !== undefined)
    return parts === undefined
      ? `{{share ${name}${keys()} of="${of}=total"${digits}}}`
      : `{{share (sum ${name}${keys()}) of=(value ${name}${keys([of])})${digits}}}`;
  const year = table.year?.name ?? '';
  const to = candidate.keys[year];
  const ends = ` from=${yearText(`${from}`, edition)} to=${yearText(`${to}`, edition)}`;
  return `{{${operation} ${name}${keys([year])}${ends} absolute=true${digits}}}`;
}

/** The decimals that a helper prints unless it is told another number: one of a share, else those of the data. */
function usualDigits({ operation, measure, cells }: Candidate, { isPercent }: TypedNumber): number {
  if (operation === 'share' || (operation === 'percent-change' && isPercent)) return 1;
  return measure.digits ?? greatest(cells.map(({ digits }) => digits));
}

export function keyText(
  { name, isYear, total }: Dimension,
  key: string | readonly string[] | undefined,
  edition: number,
): string {
  if (key === undefined || key === total) return '';
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
