import type { Sentence } from '../../../content/extension.js';
import { printedYear } from '../../../content/parameters.js';
import { type AnyCall, callsIn, expressionsIn, nameOf } from '../../../content/template/ast.js';
import type { ParsedTemplate } from '../../../content/template/parse-template.js';
import { greatest, least } from '../../../model/chart/extremes.js';
import type { PublishedData, PublishedDataset } from '../../../model/dataset/dataset.js';
import { ownOf } from '../../../model/own.js';
import { kindNamed } from '../kinds.js';
import { ranksYears, yearsOf } from './scope.js';
import type { WrittenClaim } from './tested-spans.js';

/** The years that a claim looks at, where its dataset has others too. */
export interface Window {
  readonly years: readonly number[];
  readonly all: readonly number[];
  /** True where one year is ranked among some of them. */
  readonly isRank: boolean;
}

/**
 * The window of a claim that leaves out years for which its dataset has what it looks at. Undefined where it leaves out
 * none, looks at the last year alone, or nobody can tell.
 */
export function windowOf(claim: WrittenClaim, data: PublishedData): Window | undefined {
  const dataset = ownOf(data, claim.dataset ?? '');
  const shape = kindNamed(claim.kind)?.shape;
  const looked = dataset === undefined ? undefined : yearsOf(claim, dataset);
  if (dataset === undefined || looked === undefined || shape === 'rows' || shape === 'rest') return undefined;
  const all = yearsWith(claim, dataset);
  const years = [...looked].map(Number).sort((a, b) => a - b);
  const [first, last] = [least(years), greatest(years)];
  if (all.length < 2 || !years.every((year) => all.includes(year))) return undefined;
  const isRank = ranksYears(claim, dataset);
  if (first === least(all) && last === greatest(all)) return undefined;
  return first === greatest(all) && !isRank ? undefined : { years, all, isRank };
}

/** True where a claim ranks a year among all that its dataset has. */
export const ranksAllYears = (claim: WrittenClaim, data: PublishedData): boolean => {
  const dataset = ownOf(data, claim.dataset ?? '');
  return dataset === undefined || (ranksYears(claim, dataset) && windowOf(claim, data) === undefined);
};

/** The years for which a claim would find a number: a category may have been counted later than others, a target has later years. */
function yearsWith(
  { written, calculated }: WrittenClaim,
  { fields, rows }: PublishedDataset,
): readonly number[] {
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const year = dimensions.find(({ type }) => type === 'year');
  if (year === undefined) return [];
  const chosen = dimensions.filter(({ name, type }) => type !== 'year' && !calculated.has(name));
  const [measure = fields.find(({ role }) => role === 'measure')?.name ?? ''] = written.get('measure') ?? [];
  const found = rows.filter(({ keys, measures }) => {
    const value = measures[measure];
    return (
      value !== undefined &&
      !('symbol' in value) &&
      chosen.every(({ name, total }) => {
        const wanted = written.get(name) ?? (total === undefined ? undefined : [total]);
        return wanted === undefined || wanted.includes(keys[name] ?? '');
      })
    );
  });
  const years = found.map(({ keys }) => keys[year.name] ?? '').filter((value) => value !== year.total);
  return [...new Set(years)].map(Number);
}

/**
 * True where the words say which years a claim looks at: its sentences name one, or print a number of one. Of one year by itself the
 * paragraph may say it.
 */
export function isNamed(
  { years, all, isRank }: Window,
  sentences: readonly Sentence[],
  printed: ReadonlySet<number>,
): boolean {
  const isOne = years.length === 1;
  const texts = sentences.map(({ text, block }) => (isOne ? block : text));
  const typed = texts.flatMap((text) => text.match(/(?<!\p{N})[12]\d{3}(?!\p{N})/gu) ?? []);
  const known = new Set([...printed, ...typed.map(Number)]);
  if (sentences.some(({ isTimed }) => isTimed)) return true;
  // "At its lowest in 2014" says nothing of a comparison that begins in 2012.
  if (isRank) return [least, greatest].every((end) => end(years) === end(all) || known.has(end(years)));
  return years.some((year) => known.has(year));
}

/** How many lines away a number may be printed and still belong to the sentence of a claim. */
const reach = 2;

/** For the lines of a template, the years whose numbers are printed or drawn there. */
export function printedYears(
  templates: readonly ParsedTemplate[],
): (file: string, from: number, to: number) => ReadonlySet<number> {
  const shown = templates.flatMap(({ program, file }) => {
    const calls = [...callsIn(program)];
    const inner = new Set<unknown>(calls.flatMap(expressionsIn));
    return calls
      .filter((call) => call.type !== 'BlockStatement' && !inner.has(call) && nameOf(call) !== 'claim')
      .map((call) => ({ file, line: call.loc.start.line, years: yearsIn(call) }));
  });
  return (file, from, to) => {
    const near = shown.filter(
      (each) => each.file === file && each.line >= from - reach && each.line <= to + reach,
    );
    return new Set(near.flatMap(({ years }) => years));
  };
}

function yearsIn(call: AnyCall): number[] {
  const said = printedYear(call);
  if (said !== undefined) return [said];
  const values = [...call.params, ...(call.hash?.pairs ?? []).map(({ value }) => value)];
  return values.flatMap((value) => {
    if (value.type === 'SubExpression') return yearsIn(value);
    const text = 'value' in value ? String(value.value) : '';
    return (text.match(/(?<!\d)[12]\d{3}(?!\d)/g) ?? []).map(Number);
  });
}
