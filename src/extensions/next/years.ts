import { timeOf } from '../../content/selection/fields.js';
import {
  type Arguments,
  type Expression,
  expressionsIn,
  type HashPair,
  literalText,
  nameOf,
  type Statement,
  type SubExpression,
  statementsIn,
  stringIn,
} from '../../content/template/ast.js';
import type { ParsedTemplate } from '../../content/template/parse-template.js';
import type { Field, PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { isCounted } from '../../model/dataset/periods.js';
import { ownOf } from '../../model/own.js';
import {
  declared,
  type OldWords,
  oldWordsIn,
  oldWordsOfLines,
  partialSum,
  type Sought,
  sentenceAt,
  stepOf,
  stepWritten,
  unmovedOf,
  untested,
} from './old-words.js';

/** Other words in a line of a file. Columns count from 0. */
export interface LineChange {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What moves with the edition by itself, and what a person has to look at. */
export interface MovedYears {
  readonly changes: readonly LineChange[];
  readonly typed: readonly OldWords[];
  /** Every other sentence of which no part follows the data. */
  readonly unmoved: readonly OldWords[];
}

/** The years of the edition that ends, and of the one before it. */
const agesOf = (edition: number): readonly number[] => [edition, edition - 1];

/**
 * Finds the periods in the calls of a template that follow the edition, and old words in the rest. A period can follow where its
 * dataset runs up to the edition or the year before. Those are its last period, the one before that, and the start of a span that
 * ends so and does not begin with the data. Where the edition has begun, nothing moves any more.
 */
export function yearsOfTemplate(
  { program }: Pick<ParsedTemplate, 'program'>,
  text: string,
  data: PublishedData,
  sought: Sought & { readonly begun: boolean },
): MovedYears {
  const lines = text.split('\n');
  const search = new Search(data, sought, lines);
  for (const statement of statementsIn(program)) search.statement(statement);
  const words = search.words();
  const all = [...search.typed, ...oldWordsOfLines(words, lines, sought)].filter(
    (old) => !search.movesBeside(old, words[old.line - 1] ?? ''),
  );
  const places = new Map(all.map((each) => [`${each.line}:${each.column}`, each]));
  const typed = [...places.values()].sort((a, b) => a.line - b.line || a.column - b.column);
  const told = new Set(typed.map(({ line, sentence }) => `${line} ${sentence}`));
  const unmoved = unmovedOf(lines, words).filter(({ line, sentence }) => !told.has(`${line} ${sentence}`));
  return { changes: search.changes, typed, unmoved };
}

class Search {
  readonly changes: LineChange[] = [];
  readonly typed: OldWords[] = [];
  /** Years that calls print and that move with the edition. */
  readonly #moving: (Place & { readonly year: number })[] = [];
  readonly #helpers: { readonly from: Place; readonly to: Place }[] = [];

  constructor(
    private readonly data: PublishedData,
    private readonly sought: Sought & { readonly begun: boolean },
    private readonly lines: readonly string[],
  ) {}

  statement(statement: Statement): void {
    if (statement.type === 'MustacheStatement' || statement.type === 'PartialStatement')
      this.#helpers.push(placesOf(statement));
    // What somebody said then stays about the years that it was about.
    const isQuoted = statement.type === 'BlockStatement' && nameOf(statement) === 'quoted-claim';
    if ('params' in statement) this.call(statement, !isQuoted, statement.loc.start);
    if (statement.type === 'BlockStatement' && nameOf(statement) === untested) this.untested(statement);
    if (statement.type === 'MustacheStatement' && nameOf(statement) === declared) this.declared(statement);
  }

  /** The words of a passage, or its place where they stand in lines of their own. */
  private untested({ loc: { start, end } }: Statement): void {
    const within = this.lines.slice(start.line - 1, end.line).join('\n');
    const sentence = within
      .slice(start.column)
      .replace(/\{\{\/.*$/s, '')
      .replace(/^.*?\}\}/s, '')
      .trim();
    const shown = sentence.replace(/\s+/g, ' ');
    this.typed.push({ line: start.line, column: start.column + 1, words: untested, sentence, shown });
  }

  private declared({ loc: { start } }: Statement): void {
    const sentence = sentenceAt(this.lines[start.line - 1] ?? '', start.column);
    const shown = sentence.replaceAll(/\{\{literal "([^"]*)".*?\}\}/g, '$1');
    this.typed.push({ line: start.line, column: start.column + 1, words: declared, sentence, shown });
  }

  /** The lines without the calls: what somebody typed. */
  words(): readonly string[] {
    const lines = [...this.lines];
    // Calls of blocks, comments and those that stand in one line are told by their braces.
    for (const { from, to } of this.#helpers)
      for (let line = from.line; line <= to.line; line++) {
        const text = lines[line - 1] ?? '';
        const begin = line === from.line ? from.column : 0;
        const end = line === to.line ? to.column : text.length;
        lines[line - 1] = text.slice(0, begin) + ' '.repeat(Math.max(end - begin, 0)) + text.slice(end);
      }
    return lines.map((line) => line.replace(/\{\{[#/!>].*?\}\}/g, (whole) => ' '.repeat(whole.length)));
  }

  private call(call: Arguments, moves: boolean, at: Place): void {
    const dataset = call.params
      .map((each) => ownOf(this.data, stringIn(each) ?? ''))
      .find((each) => each !== undefined);
    const pairs = call.hash?.pairs ?? [];
    const moved = new Set<number>();
    if (dataset !== undefined && moves) {
      for (const pair of pairs) this.pair(pair, pairs, dataset, moved);
      if (this.isOfAll(pairs, dataset)) for (const pair of pairs) this.spanOf(pair);
    }
    // The words of a call speak of the periods that it names.
    for (const pair of pairs) this.wordsOf(pair, moved);
    for (const year of moved) this.#moving.push({ ...at, year });
    for (const pair of pairs) {
      this.left(pair, dataset);
      this.partial(pair);
    }
    for (const value of call.params) this.left({ key: '', value }, dataset);
    for (const each of expressionsIn(call)) if (each.type === 'SubExpression') this.call(each, moves, at);
  }

  private pair(
    { key, value }: HashPair,
    pairs: readonly HashPair[],
    dataset: PublishedDataset,
    moved: Set<number>,
  ): void {
    const text = literalText(value);
    const [, before = '', other] = /^((.+)=)?/.exec(text ?? '') ?? [];
    const field = timeField(other ?? key, dataset);
    if (text === undefined || field === undefined) return;
    const parts = text.slice(before.length).split('|');
    for (const [, step] of text.matchAll(/(?<=^|\|)edition([+-]\d+)?(?=$|\|)/g))
      moved.add(this.sought.edition + Number(step ?? 0));
    const years = parts.map((part) => this.yearThatMoves(part.trim(), field, key === 'from' && endOf(pairs)));
    if (key === 'from' && this.isBeginNamed(value, years[0])) return;
    // Of a list whose first years stay, the years between would be lost.
    if (years.includes(undefined)) return;
    const written = parts.map((part, index) => {
      const year = years[index];
      if (year === undefined) return part;
      moved.add(year);
      return periodWritten(part.trim(), stepOf(year, this.sought.edition));
    });
    if (written.some((part, index) => part !== parts[index])) this.change(value, before + written.join('|'));
  }

  /** The year of a period that moves with the edition; undefined where it stays. */
  private yearThatMoves(period: string, field: Field, end: string | false): number | undefined {
    const periods = field.categories.map(({ value }) => value).filter((value) => value !== field.total);
    const last = yearOf(periods.at(-1));
    const year = yearOf(period);
    if (year === undefined || last === undefined || !agesOf(this.sought.edition).includes(last))
      return undefined;
    if (year === last || year === last - 1) return period === periods[0] ? undefined : year;
    const isSpan = end !== false && [last, last - 1].includes(yearOf(end) ?? 0);
    return isSpan && period !== periods[0] ? year : undefined;
  }

  /** "Since 2022": the words around a call name the year that it begins with, which stays what they say. */
  private isBeginNamed(call: Expression, year = 0): boolean {
    const { line, column } = placesOf(call).from;
    const sentence = sentenceAt(this.lines[line - 1] ?? '', column).replaceAll(/\{\{.*?\}\}/g, '');
    return !agesOf(this.sought.edition).includes(year) && sentence.includes(`${year}`);
  }

  /** Moves a year that a sentence counts in where a call of it prints that year and moves: "In 2024 … came". */
  movesBeside({ line, column, words, sentence, written }: OldWords, typed: string): boolean {
    const { begun, lexicon } = this.sought;
    const before = typed.slice(0, column - 1);
    const { yearOfCount, compared } = lexicon.evidence;
    const isBeside =
      yearOfCount.test(before) ||
      compared.test(before) ||
      [...typed.matchAll(lexicon.neighbours.spans)].some(
        ({ 0: span, index }) => index + span.length === before.length + words.length,
      );
    const own = this.lines[line - 1] ?? '';
    const isMoving = (year: string): boolean =>
      this.#moving.some(
        (each) =>
          each.line === line && each.year === Number(year) && sentenceAt(own, each.column) === sentence,
      );
    if (begun || written === undefined || !isBeside || !words.match(/\d+/g)?.every(isMoving)) return false;
    this.changes.push({ line, from: column - 1, to: before.length + words.length, text: written });
    return true;
  }

  /** The same years in a title or caption of the call. */
  private wordsOf({ key, value }: HashPair, moved: ReadonlySet<number>): void {
    const text = stringIn(value);
    if (text === undefined || key === 'id' || !/\s/.test(text)) return;
    const dated = text.replace(yearWord, (year) =>
      moved.has(Number(year)) ? `{${stepOf(Number(year), this.sought.edition)}}` : year,
    );
    if (dated !== text) this.change(value, dated);
  }

  /** True of a call that chooses no period of data that go on to the edition. */
  private isOfAll(pairs: readonly HashPair[], dataset: PublishedDataset): boolean {
    const { categories = [], total } = timeOf(dataset) ?? {};
    const last = categories.findLast(({ value }) => value !== total)?.value;
    const isChosen = pairs.some(({ key }) => timeField(key, dataset) !== undefined);
    return yearOf(last) === this.sought.edition && !isChosen;
  }

  /** "2021 to 2025" in a title or caption of all years of the data. */
  private spanOf({ value }: HashPair): void {
    const { edition, lexicon } = this.sought;
    const text = stringIn(value) ?? '';
    const dated = text.replace(lexicon.neighbours.spans, (words: string, _: string, to: string) =>
      Number(to) === edition ? words.replace(new RegExp(`${to}(?!.*${to})`, 's'), '{edition}') : words,
    );
    if (dated !== text) this.change(value, dated);
  }

  /** The old words in what a call says that does not move. */
  private left({ key, value }: Pick<HashPair, 'key' | 'value'>, dataset: PublishedDataset | undefined): void {
    const said = literalText(value);
    const { from } = placesOf(value);
    const isChanged = this.changes.some((each) => each.line === from.line && each.from === from.column);
    if (said === undefined || key === 'id' || isChanged) return;
    const isWords = /\s/.test(said);
    const field = dataset === undefined ? undefined : timeField(key, dataset);
    // A period that begins the data stays with them.
    if (!isWords && (field === undefined || field.categories[0]?.value === said)) return;
    for (const { words, at } of oldWordsIn(said, this.sought)) {
      const step = isWords
        ? stepWritten(words, this.sought.edition)
        : periodWritten(said, stepOf(Number(words), this.sought.edition));
      const quote = stringIn(value) === undefined ? 0 : 1;
      this.typed.push({
        ...{ line: from.line, column: from.column + quote + at + 1, words },
        sentence: isWords ? said : `${key}=${said}`,
        ...(step !== undefined && { written: step }),
      });
    }
  }

  /** What is missing this year may be there next year, and another number not. */
  private partial({ key, value }: HashPair): void {
    if (key !== 'partial' || value.type !== 'BooleanLiteral' || !value.value) return;
    const { line, column } = placesOf(value).from;
    const sentence = sentenceAt(this.lines[line - 1] ?? '', column);
    this.typed.push({ line, column: column + 1, words: partialSum, sentence });
  }

  private change(value: Expression, text: string): void {
    if (this.sought.begun) return;
    const { from, to } = placesOf(value);
    const line = this.lines[from.line - 1] ?? '';
    if (from.line !== to.line) return;
    const quote = /^['"]/.exec(line.slice(from.column))?.[0] ?? quoteAround(line, from.column);
    this.changes.push({ line: from.line, from: from.column, to: to.column, text: `${quote}${text}${quote}` });
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

const placesOf = ({
  loc,
}: Expression | Statement | SubExpression): { readonly from: Place; readonly to: Place } => ({
  from: loc.start,
  to: loc.end,
});

/** Inside double quotes of YAML the text of a helper is in single ones. */
const quoteAround = (line: string, column: number): string =>
  /\{\{[^{}"]*'[^{}]*$/.test(line.slice(0, column)) ? "'" : '"';

const timeField = (name: string, dataset: PublishedDataset): Field | undefined => {
  const field =
    name === 'from' || name === 'to' ? timeOf(dataset) : dataset.fields.find((each) => each.name === name);
  return field !== undefined && isCounted(field.type) ? field : undefined;
};

const endOf = (pairs: readonly HashPair[]): string | false =>
  literalText(pairs.find(({ key }) => key === 'to')?.value) ?? false;

const yearOf = (period: string | undefined): number | undefined =>
  period !== undefined && /^\d{4}(?!\d)/.test(period) ? Number(period.slice(0, 4)) : undefined;

/** A year alone is the edition; of another period the year stands in braces before the rest: `{edition}-03`. */
function periodWritten(period: string, step: string): string {
  const rest = period.slice(4);
  // A school year has two years, which the edition gives both.
  return rest === '' || rest.startsWith('/') ? step : `{${step}}${rest}`;
}

/** A year in a title that moves with the periods of its call. */
const yearWord = /(?<![\p{L}\p{N}#/.,-])(?:19|20)\d\d(?![\p{L}\p{N}/]|-\d|[.,]\d)/gu;
