import type { Language } from '../../language/language.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field, PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { decimalsOf, isNumeric, toExact } from '../../model/dataset/value.js';
import { factsName } from '../helpers/fact.js';
import { valueCall } from './call-text.js';
import { type UnitNouns, unitForms } from './units.js';

/** A number that was typed, and what stands around it. */
export interface TypedNumber {
  /** As typed: "1,500". */
  readonly text: string;
  /** The words of its sentence. */
  readonly sentence: string;
  /** The words right after it. */
  readonly after: string;
  /** Names of datasets that helpers nearby use, the nearest first. */
  readonly nearby: readonly string[];
}

interface Candidate {
  readonly call: string;
  /** Its unit stands beside the number, or the sentence names it. */
  readonly isNamed: boolean;
  readonly score: number;
}

/** More cells than these hold the number by chance, unless something speaks for one of them. */
const mostByChance = 3;
const mostSuggested = 2;

/**
 * The helper calls that would print a typed number, the likeliest first. They are cells of the published data with this
 * value whose unit stands beside it, or of which the sentence names a category, and not the year alone nor another one. At
 * most two. Where nothing tells which, `possible` is the first cell with these digits, which may well be another number.
 */
export function suggestCalls(
  typed: TypedNumber,
  data: PublishedData,
  { lexicon, number }: Language,
): { readonly calls: readonly string[]; readonly possible?: string } {
  const all = Object.values(data)
    .flatMap((dataset) => candidatesIn(dataset, typed, { lexicon, number }))
    .sort((a, b) => b.score - a.score);
  const calls = likeliest(all.filter(({ isNamed }) => isNamed));
  const digits = typed.text.replace(/\D/g, '').length;
  const [first] = digits > 2 || (digits === 2 && all.length <= mostByChance) ? all : [];
  return calls.length > 0 || first === undefined ? { calls } : { calls, possible: first.call };
}

function likeliest(found: readonly Candidate[]): string[] {
  const [best] = found;
  // Where many fit alike, each would be a guess.
  const alike = found.filter(({ score }) => score === best?.score).length;
  if (best === undefined || alike > mostByChance || (best.score < 1 && found.length > mostByChance))
    return [];
  return found
    .filter(({ score }) => score >= best.score - 1)
    .slice(0, mostSuggested)
    .map(({ call }) => call);
}

type Printing = Pick<Language, 'lexicon' | 'number'>;

function candidatesIn(dataset: PublishedDataset, typed: TypedNumber, language: Printing): Candidate[] {
  const measures = dataset.fields.filter(({ role }) => role === 'measure');
  return dataset.rows.flatMap((row) =>
    measures
      .filter((measure) => printsAs(row, measure, typed.text, language))
      .flatMap((measure): Candidate[] => {
        const unit = unitFit(measure.unit ?? row.attributes.unit, typed.after, language.lexicon);
        if (unit === undefined) return [];
        const named = namedKeys(dataset, row, typed);
        // A year says when, not what: "17 cats in 2014" are no accidents of that year.
        const isNamed =
          !named.isOfOtherYear &&
          (unit > 0 ||
            named.of > named.years ||
            (named.years > 0 && isMeant(measure, typed, language.lexicon)));
        const score = unit + 2 * named.of - named.other + (typed.nearby.includes(dataset.name) ? 1 : 0);
        if (dataset.name !== factsName)
          return [{ call: valueCall(dataset, row.keys, measure), score, isNamed }];
        return measure.name === 'low' ? [{ call: `{{fact "${row.keys.key ?? ''}"}}`, score, isNamed }] : [];
      }),
  );
}

function printsAs(row: Row, { name }: Field, text: string, language: Printing): boolean {
  const value = row.measures[name];
  if (value === undefined || !isNumeric(value)) return false;
  const digits = decimalsOf(value);
  const exact = toExact(value);
  return [true, false].some((grouping) => language.number(exact, { digits, grouping }) === text);
}

/** How well a unit fits the word after the number; undefined where one of the two is a percentage and the other is not. */
function unitFit(unit: string | undefined, after: string, lexicon: Lexicon): number | undefined {
  const next = after.trimStart().toLowerCase();
  const percent = (word: string): boolean => /^(?:%|per cent|percent)/.test(word);
  if (unit === undefined) return percent(next) ? undefined : 0;
  if (percent(next) !== percent(unit)) return undefined;
  return unitForms(unit, lexicon).some((form) => next.startsWith(form)) ? 3 : 0;
}

/** "12" alone, as in "9 accidents in 2015; in 2014 there were 12", counts what its sentence speaks of. */
function isMeant({ unit }: Field, { sentence, after }: TypedNumber, lexicon: Lexicon): boolean {
  const isAlone = /^\s*(?:$|[.,;:!?\u2026)])/u.test(after);
  const words = sentence.toLowerCase();
  return isAlone && unit !== undefined && unitForms(unit, lexicon).some((form) => hasWords(words, form));
}

/** How many keys of a row the sentence names, and how many of them are years: those speak for it, the others against, most of all a year. */
function namedKeys(
  { fields }: PublishedDataset,
  { keys }: Row,
  { sentence, text }: TypedNumber,
): {
  readonly of: number;
  readonly years: number;
  readonly other: number;
  readonly isOfOtherYear: boolean;
} {
  const words = sentence.toLowerCase();
  const told = fields.filter(({ role, name, total }) => role === 'dimension' && keys[name] !== total);
  const named = told.filter((field) => hasWords(words, labelOf(field, keys[field.name] ?? '').toLowerCase()));
  const years = named.filter(({ type }) => type === 'year').length;
  const said = words.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g)?.filter((year) => year !== text) ?? [];
  const isOfOtherYear =
    said.length > 0 &&
    told.some(({ name, type }) => isTimeType(type) && !said.includes(keys[name]?.slice(0, 4) ?? ''));
  return { of: named.length, years, other: told.length - named.length, isOfOtherYear };
}

/** Whole words: "other" does not stand in "another". */
function hasWords(words: string, label: string): boolean {
  const isWord = (character: string | undefined): boolean => /[\p{L}\p{N}]/u.test(character ?? '');
  for (let at = words.indexOf(label); at >= 0 && label !== ''; at = words.indexOf(label, at + 1)) {
    if (!isWord(words[at - 1]) && !isWord(words[at + label.length])) return true;
  }
  return false;
}

/** The unit that stands after a typed number, else dots to be filled in. */
export function unitAfter(after: string, { atStart }: UnitNouns): string {
  return atStart.exec(after)?.[0].replace(/^[\s-]+/, '') ?? '...';
}
