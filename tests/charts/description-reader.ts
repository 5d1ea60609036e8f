/**
 * A reader of computed descriptions that shares no code with their writer: it takes the English sentences apart and works
 * every claim out again from the plain figures.
 */

/** One figure of the data: a number, `null` where none was recorded, 'x' where none is available. */
export interface Figure {
  readonly year: number;
  readonly series: string;
  readonly value: number | null | 'x';
  /** True where the series was counted anew from this year on. */
  readonly isBreak: boolean;
}

export interface Told {
  readonly figures: readonly Figure[];
  /** The years that a filter lets through. */
  readonly chosen: (year: number) => boolean;
  readonly description: string;
}

const numberOf = (text: string): number => Number(text.replaceAll(',', '').replace('\u2212', '-'));
const yearsOf = (text: string): readonly number[] => (text.match(/\d{4}/g) ?? []).map(Number);
const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && [...a].sort().every((each, index) => each === [...b].sort()[index]);

/** What the sentences say that the figures do not; empty when every claim holds. */
export function falseClaims({ figures, chosen, description }: Told): readonly string[] {
  const names = [...new Set(figures.map(({ series }) => series))];
  const wrong: string[] = [];
  const told = new Map<string, Set<number>>();
  let current = names.length === 1 ? (names[0] ?? '') : '';
  const sentences = description.split(/(?<=\.)\s+/);
  for (const whole of sentences) {
    const named = names.find((name) => whole.startsWith(`${name}: `));
    if (named !== undefined) current = named;
    const sentence = named === undefined ? whole : whole.slice(named.length + 2);
    const own = new Series(
      figures.filter(({ series }) => series === current),
      figures,
      chosen,
    );
    const reader = claims.find(({ pattern }) => pattern.test(sentence));
    const match = reader?.pattern.exec(sentence);
    if (reader === undefined || !match) wrong.push(`unknown sentence: ${sentence}`);
    else {
      if (!reader.holds(own, match.slice(1))) wrong.push(`${current}: ${sentence}`);
      const silent = reader.tells?.(match.slice(1)) ?? [];
      told.set(current, new Set([...(told.get(current) ?? []), ...silent]));
    }
  }
  for (const name of names) {
    const own = new Series(
      figures.filter(({ series }) => series === name),
      figures,
      chosen,
    );
    if (own.shown.length === 0) continue;
    const left = own.between.filter((year) => own.numberAt(year) === undefined && !told.get(name)?.has(year));
    if (left.length > 0) wrong.push(`${name}: nothing is said of ${left.join(', ')}`);
  }
  return wrong;
}

/** The figures of one series as a filter shows them. */
class Series {
  readonly shown: readonly Figure[];
  readonly known: readonly { readonly year: number; readonly value: number }[];
  /** Every year from the first to the last that the chart shows, unless the filter has chosen among them. */
  readonly between: readonly number[];
  readonly isChosen: boolean;

  constructor(
    readonly all: readonly Figure[],
    everyone: readonly Figure[],
    chosen: (year: number) => boolean,
  ) {
    this.shown = all.filter(({ year }) => chosen(year)).sort((a, b) => a.year - b.year);
    this.known = this.shown.flatMap(({ year, value }) =>
      typeof value === 'number' ? [{ year, value }] : [],
    );
    const years = everyone.map(({ year }) => year).filter(chosen);
    const [first, last] = [Math.min(...years), Math.max(...years)];
    const range = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const exist = new Set(everyone.map(({ year }) => year));
    this.isChosen = range.some((year) => exist.has(year) && !chosen(year));
    this.between = this.isChosen ? range.filter((year) => exist.has(year) && chosen(year)) : range;
  }

  numberAt(year: number): number | undefined {
    return this.known.find((each) => each.year === year)?.value;
  }

  /** True when there is a number for every year, and no year between is passed over by data or filter. */
  get isWhole(): boolean {
    return !this.isChosen && this.between.every((year) => this.numberAt(year) !== undefined);
  }

  breaks(from: number, to: number): readonly number[] {
    return this.all
      .filter(({ year, isBreak }) => isBreak && year > from && year <= to)
      .map(({ year }) => year);
  }

  yearsWith(pick: (...values: number[]) => number): readonly number[] {
    const wanted = pick(...this.known.map(({ value }) => value));
    return this.known.filter(({ value }) => value === wanted).map(({ year }) => year);
  }

  steps(): readonly number[] {
    return this.known.slice(1).map(({ value }, index) => value - (this.known[index]?.value ?? 0));
  }
}

interface Claim {
  readonly pattern: RegExp;
  readonly holds: (series: Series, parts: readonly string[]) => boolean;
  /** The years of which it says that they have no number. */
  readonly tells?: (parts: readonly string[]) => readonly number[];
}

const subject = '[Tt]he number of cases';
const extremes = String.raw`was highest in ([\d, and]+) \(([\d,\u2212]+)\) and lowest in ([\d, and]+) \(([\d,\u2212]+)\)\.`;

function haveExtremes(
  series: Series,
  [high = '', most = '', low = '', least = '']: readonly string[],
): boolean {
  return (
    isSame(yearsOf(high), series.yearsWith(Math.max)) &&
    isSame(yearsOf(low), series.yearsWith(Math.min)) &&
    numberOf(most) === Math.max(...series.known.map(({ value }) => value)) &&
    numberOf(least) === Math.min(...series.known.map(({ value }) => value)) &&
    series.breaks(series.known[0]?.year ?? 0, series.known.at(-1)?.year ?? 0).length === 0
  );
}

function haveEnds(series: Series, [first = '', from = '', last = '', to = '']: readonly string[]): boolean {
  const [start, end] = [series.known[0], series.known.at(-1)];
  return (
    start?.year === Number(from) &&
    start.value === numberOf(first) &&
    end?.year === Number(to) &&
    end.value === numberOf(last)
  );
}

const isWay = (series: Series, test: (step: number) => boolean): boolean =>
  series.isWhole && series.steps().every(test) && series.known.length > 2;

const claims: readonly Claim[] = [
  {
    pattern: new RegExp(
      `^${subject} was ([\\d,\u2212]+) in (\\d{4}) and ([\\d,\u2212]+) in (\\d{4}), a change of ([+\u2212]?[\\d,]+)\\.$`,
    ),
    holds: (series, [first = '', from = '', last = '', to = '', change = '']) =>
      haveEnds(series, [first, from, last, to]) &&
      numberOf(last) - numberOf(first) === numberOf(change) &&
      series.breaks(Number(from), Number(to)).length === 0,
  },
  {
    pattern: new RegExp(`^${subject} was ([\\d,\u2212]+) in (\\d{4}) and ([\\d,\u2212]+) in (\\d{4})\\.$`),
    holds: haveEnds,
  },
  {
    pattern: /^The two cannot be compared: from ([\d, and]+) on it was counted differently\.$/,
    holds: (series, [since = '']) =>
      isSame(yearsOf(since), series.breaks(series.known[0]?.year ?? 0, series.known.at(-1)?.year ?? 0)),
  },
  {
    pattern: new RegExp(`^${subject} was ([\\d,\u2212]+) in (\\d{4})\\.$`),
    holds: (series, [value = '', year = '']) =>
      series.known.length === 1 && series.numberAt(Number(year)) === numberOf(value),
  },
  {
    pattern: new RegExp(`^It ${extremes}$`),
    holds: (series, parts) => series.isWhole && haveExtremes(series, parts),
  },
  { pattern: new RegExp(`^Of the years with a figure, it ${extremes}$`), holds: haveExtremes },
  { pattern: new RegExp(`^Of these years, it ${extremes}$`), holds: haveExtremes },
  { pattern: /^It rose at every step\.$/, holds: (series) => isWay(series, (step) => step > 0) },
  { pattern: /^It fell at every step\.$/, holds: (series) => isWay(series, (step) => step < 0) },
  { pattern: /^It never fell\.$/, holds: (series) => isWay(series, (step) => step >= 0) },
  { pattern: /^It never rose\.$/, holds: (series) => isWay(series, (step) => step <= 0) },
  { pattern: /^It never changed\.$/, holds: (series) => isWay(series, (step) => step === 0) },
  {
    pattern: /^There were ups and downs in between\.$/,
    holds: (series) => series.steps().some((step) => step > 0) && series.steps().some((step) => step < 0),
  },
  {
    pattern:
      /^For ([\d, and]+): ((?:none recorded|not available)(?: and (?:none recorded|not available))?)\.$/,
    holds: (series, [years = '', meaning = '']) => isMissing(series, years, meaning),
    tells: ([years = '']) => yearsOf(years),
  },
  {
    pattern: new RegExp(`^${subject}: no figure for ([\\d, and]+) \\(([\\w ]+)\\)\\.$`),
    holds: (series, [years = '', meaning = '']) =>
      series.known.length === 0 && isMissing(series, years, meaning),
    tells: ([years = '']) => yearsOf(years),
  },
  {
    pattern: /^There is no figure for ([\d, and]+)\.$/,
    holds: (series, [years = '']) =>
      yearsOf(years).every((year) => series.all.every((figure) => figure.year !== year)),
    tells: ([years = '']) => yearsOf(years),
  },
];

function isMissing(series: Series, years: string, meaning: string): boolean {
  const cells = yearsOf(years).map((year) => series.shown.find((figure) => figure.year === year)?.value);
  const meanings = new Set(
    cells.map((value) => (value === null ? 'none recorded' : value === 'x' ? 'not available' : '?')),
  );
  return (
    [...meanings].every((each) => meaning.includes(each)) && meanings.size === meaning.split(' and ').length
  );
}
