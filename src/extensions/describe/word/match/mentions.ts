import { greatest } from '../../../../model/chart/extremes.js';
import { monthNamed } from '../../data/months.js';
import { type Half, halvesIn } from './halves.js';
import { alike, type PlacedStem, stemsIn } from './stems.js';
import type { Label, Table } from './tables.js';

/** A category that a text names. */
export interface NamedLabel {
  readonly table: Table;
  readonly dimension: string;
  readonly category: string;
  readonly at: number;
  readonly end: number;
  /** How much of its name is there. */
  readonly weight: number;
  /** The name is there as it stands. */
  readonly isWhole: boolean;
}

export interface NamedYear {
  readonly year: number;
  readonly at: number;
}

/** A month, with its year where that stands beside it. */
export interface NamedMonth {
  /** "03". */
  readonly month: string;
  readonly year?: number;
  readonly at: number;
}

/** What a text names of the data. */
export interface Mentions {
  readonly labels: readonly NamedLabel[];
  readonly years: readonly NamedYear[];
  readonly months: readonly NamedMonth[];
  /** Runs of years: "2009 to 2014". */
  readonly spans: readonly (readonly [number, number])[];
  readonly stems: ReadonlySet<string>;
  readonly placed: readonly PlacedStem[];
}

/** Finds what a text names of tables. */
export function mentionsIn(text: string, tables: readonly Table[]): Mentions {
  const placed = stemsIn(text);
  const small = text.toLowerCase().replace(/[-_]/g, ' ');
  const said = [...text.matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)].map(({ 0: year, index: at }) => ({
    year: Number(year),
    at,
  }));
  const halves = halvesIn(text);
  const spans = [...text.matchAll(/((?:19|20)\d{2})\s*(?:–|-|\p{L}+)\s*((?:19|20)\d{2})/gu)];
  return {
    labels: tables.flatMap((table) => [
      ...labelsIn(table, small, placed),
      ...halfLabelsIn(table, halves, said),
    ]),
    years: said,
    months: tables.some(({ periods, years: own }) => periods.length > own.length) ? monthsIn(text) : [],
    spans: spans.map(([, first, last]) => [Number(first), Number(last)]),
    stems: new Set(placed.map(({ stem }) => stem)),
    placed,
  };
}

/** Months by their names; a word in small letters that is a month in another language is none before a word that it belongs to. */
function monthsIn(text: string): NamedMonth[] {
  return [...text.matchAll(/(\p{L}{3,})(?:[,\s\u00a0]+(?:of\s+)?((?:19|20)\d{2})(?!\d))?/gu)].flatMap(
    ({ 1: word = '', 2: year, index: at }): NamedMonth[] => {
      const month = monthNamed(word);
      if (month === undefined) return [];
      return [{ month, at, ...(year !== undefined && { year: Number(year) }) }];
    },
  );
}

/** Categories of a dimension from one that is named to another. */
export interface NamedRange {
  readonly table: Table;
  readonly dimension: string;
  readonly parts: readonly string[];
}

/** What stands between the first and the last: "to". */
const rangeWords = /^\s*(?:to|until|through|[-–]|deri(?: n[ëe])?|do|до)\s*$/iu;

/** The runs of three categories or more whose ends a sentence names. */
export function rangesIn(sentence: string, labels: readonly NamedLabel[]): readonly NamedRange[] {
  return labels.flatMap((first) =>
    labels.flatMap((last): NamedRange[] => {
      const { table, dimension } = first;
      if (last.table !== table || last.dimension !== dimension || last.at <= first.end) return [];
      if (!rangeWords.test(sentence.slice(first.end, last.at))) return [];
      const { values = [], total } = table.dimensions.find(({ name }) => name === dimension) ?? {};
      const [from, to] = [values.indexOf(first.category), values.indexOf(last.category)];
      const parts = from < 0 ? [] : values.slice(from, to + 1).filter((value) => value !== total);
      return parts.length > 2 ? [{ table, dimension, parts }] : [];
    }),
  );
}

/** How much of a name must be there: all of a short one, half of a long one. */
const shareNeeded = (words: number): number => (words <= 2 ? 1 : words <= 4 ? 0.66 : 0.45);

/** Categories that are half of a year: of its own where it names one, else of one that the text names, else of the last. */
function halfLabelsIn(table: Table, halves: readonly Half[], years: readonly NamedYear[]): NamedLabel[] {
  const { labels } = table;
  const known = labels.flatMap(({ half }) => half?.year ?? []);
  const said = years.length > 0 ? years.map(({ year }) => year) : [greatest(known)];
  return halves.flatMap(({ half, year, at, end }) =>
    labels
      .filter(
        ({ half: own }) =>
          own?.half === half &&
          (own.year === undefined || (year === undefined ? said.includes(own.year) : own.year === year)),
      )
      .map(({ dimension, category }) => ({ table, dimension, category, at, end, weight: 1, isWhole: true })),
  );
}

function labelsIn(table: Table, small: string, placed: readonly PlacedStem[]): NamedLabel[] {
  return table.labels.flatMap((label): NamedLabel[] => {
    const { dimension, category, text, stems, own } = label;
    const named = { table, dimension, category };
    const whole = placesOf(label, small);
    if (whole.length > 0)
      return whole.map((at) => ({ ...named, at, end: at + text.length, weight: 1, isWhole: true }));
    if (stems.length === 0) return [];
    const hits = placed.filter(({ stem }) => stems.some((each) => alike(each, stem)));
    const got = stems.filter((each) => hits.some(({ stem }) => alike(each, stem))).length / stems.length;
    const special = hits.filter(({ stem }) => own.some((each) => alike(each, stem)));
    const at = ({ at: from, end }: PlacedStem, weight: number): NamedLabel => ({
      ...named,
      at: from,
      end,
      weight,
      isWhole: false,
    });
    // "District courts" is a part of the names of many.
    if (got === 1 || (got >= shareNeeded(stems.length) && special.length > 0))
      return (special.length > 0 ? special : hits).map((hit) => at(hit, got));
    // One word that no other category has names a short one, and its first two such words a long one.
    const begins = stems
      .slice(0, 2)
      .every((stem) => own.includes(stem) && special.some((hit) => alike(stem, hit.stem)));
    const isShort =
      stems.length < 3 ||
      (stems.length === 3 && (own.length === 1 || special.some((hit) => alike(stems[0] ?? '', hit.stem))));
    return isShort || begins ? special.map((hit) => at(hit, 0.75)) : [];
  });
}

/** Where words stand, and no longer number does: "route 1" is not in "route 14". */
function placesOf({ text: words, isCode }: Label, text: string): number[] {
  const places: number[] = [];
  if (words.length < 4 && !isCode) return places;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (
      !joins.test(text.slice(Math.max(0, at - 1), at + 1)) &&
      !joins.test(text.slice(at + words.length - 1, at + words.length + 1))
    )
      places.push(at);
  return places;
}

const joins = /^(?:\d[\d\p{L}]|[\d\p{L}]\d)$/u;
