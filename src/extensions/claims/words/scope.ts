import type { PlacedWord } from '../../../content/extension.js';
import { everyPeriod } from '../../../content/guards/years-of.js';
import { everyCategory } from '../../../content/selection/filters.js';
import { greatest } from '../../../model/chart/extremes.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Field, PublishedData, PublishedDataset } from '../../../model/dataset/dataset.js';
import { isTimeType } from '../../../model/dataset/periods.js';
import { ownOf } from '../../../model/own.js';
import { kindNamed } from '../kinds.js';
import { narrowKind, sinceKind } from './find-words.js';
import type { WrittenClaim } from './tested-spans.js';

/** Arguments that name another category or year than the one that the claim is about. */
const beside = ['of', 'than', 'least', 'most', 'has', 'lacks'];

/** True when a word names a category or a year that its claim does not look at. What the claim calculates is not known. */
export function isOutOfScope(
  { text, about, isWhen, isOrdinary }: PlacedWord,
  claim: WrittenClaim,
  data: PublishedData,
): boolean {
  const dataset = ownOf(data, claim.dataset ?? '');
  if (about.some(({ isYear }) => isYear === true)) {
    const years = isWhen ? yearsTold(claim, dataset) : yearsOf(claim, dataset);
    return years !== undefined && !about.some(({ category }) => years.has(category ?? ''));
  }
  const own = about.filter((meaning) => claim.dataset === undefined || meaning.dataset === claim.dataset);
  const named = own.filter(({ dimension = '' }) => isKnown(dimension, claim));
  if (named.length === 0 || named.length < own.length) return false;
  return !named.some(({ dimension = '', category = '' }) => {
    const names = namedBy(claim, dimension);
    // "Prostitution" of the offence "provision of prostitution".
    const field = dataset?.fields.find(({ name }) => name === dimension);
    const isPart = (value: string): boolean => field !== undefined && isNamedIn(text, field, value);
    return names.has(category) || names.has(everyCategory) || (isOrdinary && [...names].some(isPart));
  });
}

/** True when a word takes in more than its claim looks at: every category, or the time up to the last year of the data. */
export function isNarrower(word: PlacedWord, claim: WrittenClaim, data: PublishedData): boolean {
  const dataset = ownOf(data, claim.dataset ?? '');
  if (dataset === undefined) return false;
  if (word.kind === sinceKind) return endsEarly(word, claim, dataset);
  const own = word.about.filter((meaning) => meaning.dataset === dataset.name);
  return own.length > 0 && !own.some(({ dimension = '' }) => looksAtAll(dimension, claim, dataset));
}

/** True when a word says less than the measure of its claim counts: "done" of what is done or on schedule. */
export function isTooNarrow(
  { kind }: PlacedWord,
  { dataset, written }: WrittenClaim,
  data: PublishedData,
): boolean {
  // Of a quantity that stands in the place of a dataset, its call names the measure alone.
  const datasets = dataset === undefined ? Object.values(data) : [ownOf(data, dataset)];
  const measure = written.get('measure')?.[0];
  const fields = datasets.flatMap((each) => {
    const measures = each?.fields.filter(({ role }) => role === 'measure') ?? [];
    // Of a dataset with one measure nobody writes it.
    const isOnly = measure === undefined && dataset !== undefined && measures.length === 1;
    return isOnly ? measures : measures.filter(({ name }) => name === measure);
  });
  return fields.some(({ widerThan }) => widerThan !== undefined && kind === narrowKind(widerThan));
}

/** True of "there are no data for 2013" where each number of that year, and of a category that is named, is not known. */
export function isMissingAsSaid(
  { kind, isNegated, about, sentence }: PlacedWord,
  data: PublishedData,
): boolean {
  const years: readonly string[] = sentence.text.match(/(?<!\p{N})[12]\d{3}(?!\p{N})/gu) ?? [];
  const datasets = [...new Set(about.map(({ dataset }) => dataset))].flatMap(
    (name) => ownOf(data, name) ?? [],
  );
  if (kind !== 'missing' || isNegated || years.length === 0) return false;
  return datasets.some(({ fields, rows }) => {
    const dimensions = fields.filter(({ role }) => role === 'dimension');
    const year = dimensions.find(({ type }) => type === 'year')?.name ?? '';
    const ofYears = rows.filter(({ keys }) => years.includes(keys[year] ?? ''));
    const named = ofYears.filter(({ keys }) =>
      dimensions.some(
        (field) => field.name !== year && isNamedIn(sentence.text, field, keys[field.name] ?? ''),
      ),
    );
    const values = (named.length > 0 ? named : ofYears).flatMap(({ measures }) => Object.values(measures));
    return values.length > 0 && values.every((value) => 'symbol' in value && !('adds' in value));
  });
}

/** "Since 2009" around a claim that ends before the data do, unless its sentence says where. */
function endsEarly({ sentence, about }: PlacedWord, claim: WrittenClaim, dataset: PublishedDataset): boolean {
  const { last, end } = lastYears(claim, dataset) ?? {};
  if (last === undefined || end === undefined) return false;
  const isSaid = sentence.text.includes(String(end)) && about[0]?.category !== String(end);
  return end < last && !isSaid;
}

/** The last year of the data, and the one with which a claim on them ends; undefined where either is not known. */
export function lastYears(
  claim: WrittenClaim,
  dataset: PublishedDataset | undefined,
): { readonly last: number; readonly end: number } | undefined {
  const field = dataset?.fields.find(({ role, type }) => role === 'dimension' && type === 'year');
  const years = yearsOf(claim, dataset);
  if (field === undefined || years === undefined) return undefined;
  const all = field.categories.flatMap(({ value }) => (value === field.total ? [] : [Number(value)]));
  return all.length === 0 ? undefined : { last: greatest(all), end: greatest([...years].map(Number)) };
}

function looksAtAll(dimension: string, claim: WrittenClaim, { fields }: PublishedDataset): boolean {
  const field = fields.find(({ name }) => name === dimension);
  const shape = kindNamed(claim.kind)?.shape;
  const written = claim.written.get(dimension);
  if (field === undefined || claim.calculated.has(dimension)) return true;
  if (shape === 'rows' && written === undefined) return true;
  if (
    shape === 'standing' &&
    (written !== undefined || claim.written.get('among')?.includes(dimension) === true)
  )
    return true;
  return namesAll(written ?? [], field.categories, field.total);
}

/** Of a quantity, a dimension that its call does not filter may be any; of a dataset, it stands at its total. */
function isKnown(dimension: string, { dataset, written, calculated }: WrittenClaim): boolean {
  return !calculated.has(dimension) && (dataset !== undefined || written.has(dimension));
}

/** The categories of a dimension that a claim names, of either figure. */
function namedBy({ written }: WrittenClaim, dimension: string): ReadonlySet<string> {
  const others = beside.flatMap((name) => written.get(name) ?? []).flatMap((text) => text.split(','));
  return new Set([
    ...(written.get(dimension) ?? []),
    ...others.map((text) => text.split('=').at(-1)?.trim() ?? ''),
  ]);
}

/** The years of which a claim tells, which of a change is the last: "rose in 2014" is no rise from 2014. */
function yearsTold(
  claim: WrittenClaim,
  dataset: PublishedDataset | undefined,
): ReadonlySet<string> | undefined {
  const ofPeriod = dataset?.period === undefined ? undefined : new Set(knownYears(dataset));
  const years = yearsOf(claim, dataset) ?? ofPeriod;
  const last = claim.written.get('to')?.at(-1);
  return years === undefined || last === undefined || kindNamed(claim.kind)?.shape !== 'change'
    ? years
    : new Set([yearIn(last)]);
}

/** True where years are compared: `among` says so, or the claim names no other dimension. */
export function ranksYears(
  { kind, written, calculated }: WrittenClaim,
  dataset: PublishedDataset | undefined,
): boolean {
  const fields = dataset?.fields ?? [];
  const [among] = written.get('among') ?? [];
  const named = fields.filter(
    ({ name, role }) => role === 'dimension' && (written.has(name) || calculated.has(name)),
  );
  const field =
    fields.find(({ name }) => name === among) ?? named.find(({ type }) => type !== 'year') ?? named[0];
  return kindNamed(kind)?.shape === 'standing' && field?.type === 'year';
}

/** The years that a claim looks at; undefined where they are calculated, or none is written and the dataset says none. */
export function yearsOf(
  claim: WrittenClaim,
  dataset: PublishedDataset | undefined,
): ReadonlySet<string> | undefined {
  const { kind, written, calculated } = claim;
  const field = dataset?.fields.find(({ role, type }) => role === 'dimension' && isTimeType(type));
  const name = field?.name ?? 'year';
  if ([name, 'from', 'to'].some((each) => calculated.has(each))) return undefined;
  const [from = [], to = []] = ['from', 'to'].map((each) => written.get(each)?.map(yearIn));
  const single = [...(written.get(name) ?? []), ...beside.flatMap((each) => written.get(each) ?? [])].flatMap(
    (text) => /\b[12]\d{3}\b/.exec(text)?.[0] ?? [],
  );
  const isChange = kindNamed(kind)?.shape === 'change';
  const between = from.flatMap((first, index) =>
    isChange ? [first, to[index] ?? first] : yearsFrom(first, to[index]),
  );
  const known = field === undefined ? [] : knownYears(dataset);
  // Among years, a claim that names one compares it with all.
  const among = from.length === 0 && ranksYears(claim, dataset) ? known : [];
  const all = [...single, ...between, ...among];
  if (all.length > 0) return new Set(all);
  return known.length > 0 ? new Set(known) : undefined;
}

const knownYears = (dataset: PublishedDataset | undefined): readonly string[] =>
  dataset === undefined ? [] : (everyPeriod(dataset) ?? []).map(([first]) => String(first));

/** The year that a month, a day or a school year begins with: 2024 of "2024-12". */
const yearIn = (period: string): string => period.slice(0, 4);

function yearsFrom(from: string, to = from): string[] {
  const [first, last] = [Number(from), Number(to)];
  const length = Math.min(Math.max(last - first + 1, 1), 1000);
  return Array.from({ length }, (_, index) => String(first + index));
}

/** True when a claim looks at each of several years, as "every year" says. */
export function looksAtEachYear(claim: WrittenClaim): boolean {
  const shape = kindNamed(claim.kind)?.shape;
  if (shape === 'change') return false;
  if (shape === 'series') return true;
  const isRange = claim.written.has('from') || claim.calculated.has('from');
  const isAmong =
    shape === 'standing' &&
    (claim.written.get('among')?.includes('year') === true || claim.written.has('year'));
  return isRange || isAmong;
}

/** A part of what is counted that a claim looks at alone, and its words do not name. */
export interface Unnamed {
  readonly dimension: string;
  readonly value: string;
  readonly label: string;
}

/**
 * The category to which a claim is narrowed while its sentence speaks of all that is counted: "victims fell" around women
 * alone. A category is named anywhere in its block, by a word of its label or by a noun for persons; undefined where it is, or where
 * nobody can tell.
 */
export function unnamedCategory(
  { about, sentence }: PlacedWord,
  claim: WrittenClaim,
  data: PublishedData,
): Unnamed | undefined {
  const dataset = ownOf(data, claim.dataset ?? '');
  const counted = about.filter((meaning) => meaning.dataset === dataset?.name);
  const speaksOfAll = counted.some(({ dimension }) => dimension === undefined);
  if (dataset === undefined || !speaksOfAll) return undefined;
  const units = dataset.fields.flatMap(({ unit }) => unit?.toLowerCase() ?? []);
  if (sentence.persons.some((noun) => !units.some((unit) => unit.startsWith(noun)))) return undefined;
  // A rank says who it is of: the words around it speak of all that it is compared with.
  const shape = kindNamed(claim.kind)?.shape;
  if (shape === 'rows' || shape === 'standing' || claim.calculated.size > 0) return undefined;
  for (const field of dataset.fields) {
    const parts = partsOf(field, claim);
    if (parts.length === 0 || counted.some(({ dimension }) => dimension === field.name)) continue;
    if (parts.some((value) => isNamedIn(sentence.block, field, value))) continue;
    const label = parts.map((value) => labelOf(field, value)).join(', ');
    return { dimension: field.name, value: parts.join('|'), label };
  }
  return undefined;
}

/** The category of a dimension with a total that a claim is narrowed to; of a trend, each of several, but not all. */
function partsOf(field: Field, { kind, written }: WrittenClaim): readonly string[] {
  const { name, role, type, total, categories } = field;
  const values = written.get(name) ?? [];
  const isPart = role === 'dimension' && type === 'string' && total !== undefined;
  const isTrend = ['series', 'change'].includes(kindNamed(kind)?.shape ?? '');
  const isAll = namesAll(values, categories, total) || values.some((value) => value === total);
  return isPart && !isAll && (isTrend || values.length === 1) ? values : [];
}

const namesAll = (values: readonly string[], categories: Field['categories'], total?: string): boolean =>
  values.includes(everyCategory) ||
  categories.every(({ value }) => value === total || values.includes(value));

/** True where a word of the label or of the value begins like one of the text; of numbers alone nobody can tell. */
function isNamedIn(text: string, field: Field, value: string): boolean {
  // A short name is there or not; its beginning would be that of many words.
  if (text.toLowerCase().includes(labelOf(field, value).toLowerCase())) return true;
  const words = stemsOf(`${labelOf(field, value)} ${value}`);
  const own = new Set(stemsOf(text));
  return words.length === 0 || words.some((word) => own.has(word));
}

/** How words begin; short ones say too little. */
const stemsOf = (text: string): string[] =>
  [...text.toLowerCase().matchAll(/\p{L}{4,}/gu)].map(([word]) => word.slice(0, 5));
