import type { Diagnostic } from '../../diagnostics.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { problem } from '../../problems/problem.js';
import { parseYaml, type YamlPath } from '../../yaml/positions.js';

/** Words that may be old in the next edition, for a person to decide about. */
export interface OldWords {
  readonly line: number;
  readonly column: number;
  /** As they are typed: "2025", "last year". */
  readonly words: string;
  /** The sentence that they stand in. */
  readonly sentence: string;
  /** What is shown in place of the sentence, where that does not say what it is. */
  readonly shown?: string;
  /** What is written in place of a year that moves; absent where nothing can be. */
  readonly written?: string;
}

/** A sum of what is known: what its sentence says of the rest is so of one edition. */
export const partialSum = 'partial=true';

/** A passage that nothing tests: what its author gave as the reason may no longer be so. */
export const untested = 'unchecked';

/** A number that an author declared with its source: no cell says that it is still so. */
export const declared = 'literal';

/** A sentence that prints no figure and makes no claim: no data can say that it is old. */
const unmoved = 'unmoved';

/** What is looked for. */
export interface Sought {
  /** The edition that ends. */
  readonly edition: number;
  /** The words of the language of the text. */
  readonly lexicon: Lexicon;
}

/** A year in words, in a date, in a span or of a school; none in an address, a number of a law or a name. */
const yearWord =
  /(?:(?<![\p{L}\p{N}_#/.,-])|(?<=(?<![\p{L}\p{N}])\d{1,2}[./]\d{1,2}[./])|(?<=(?<!\d)(?:19|20)\d\d-))(?:19|20)\d\d(?![\p{L}\p{N}_]|\/(?!\d\d(?!\d))|-\d(?!\d(?!\d)|\d{3})|[.,]\d)/gu;

/** Years in a list, "2021, 2022 and 2024" or "2022 and {edition}"; a month alone is none. */
const yearList =
  /(?<![\p{L}\p{N}_#/.,-])(?:(?:19|20)\d\d|\{\{?edition[^{}]*\}\}?)(?:(?:,|,? \p{L}+) (?:(?:19|20)\d\d(?![\p{L}\p{N}_/-]|[.,]\d)|\{\{?edition[^{}]*\}\}?))+/gu;

/** Years from the one before the edition on, and words that point to a year, in a text; `at` is where each begins. */
export function oldWordsIn(text: string, { edition, lexicon }: Sought): { words: string; at: number }[] {
  const years = [...text.matchAll(yearWord)].filter(([year]) => Number(year) >= edition - 1);
  return [...years, ...lexicon.relativeYears.in(text)]
    .map((match) => ({ words: match[0], at: match.index }))
    .sort((a, b) => a.at - b.at);
}

/** A year as it is written where it moves with the edition; undefined of other words, and of a list that leaves years out. */
export function stepWritten(words: string, edition: number): string | undefined {
  const years = (words.match(/\d+/g) ?? []).map(Number);
  if (
    !/^\d{4}/.test(words) ||
    words.includes('{') ||
    years.some((year, at) => at > 0 && year !== (years[at - 1] ?? 0) + 1)
  )
    return undefined;
  return words.replaceAll(/\d+/g, (year) => `{${stepOf(Number(year), edition)}}`);
}

/** The year in the words of arguments: `edition-1`. */
export const stepOf = (year: number, edition: number): string =>
  year === edition ? 'edition' : `edition${year < edition ? '-' : '+'}${Math.abs(edition - year)}`;

/** The sentence of a line around one of its characters. */
export function sentenceAt(line: string, at: number): string {
  const ends = [...line.matchAll(/(?<!\d)[.!?]["”’)]*(?:\[\^[^\]]*\])?\s+|(?<=\d{4})\.\s+/g)].map(
    ({ 0: end, index }) => index + end.length,
  );
  const from = ends.findLast((end) => end <= at) ?? 0;
  return line.slice(from, ends.find((end) => end > at) ?? line.length).trim();
}

/** Old words in lines of a text. */
export function oldWordsOfLines(
  lines: readonly string[],
  typed: readonly string[],
  sought: Sought,
): OldWords[] {
  return lines.flatMap((line, index) => {
    const own = typed[index] ?? line;
    const lists = listsOf(own, sought);
    const found = [
      ...lists,
      ...oldWordsIn(line, sought).filter(
        ({ at }) => !lists.some((list) => list.at <= at && at < list.at + list.words.length),
      ),
    ].map(({ words, at }): OldWords => {
      const written = stepWritten(words, sought.edition);
      const sentence = sentenceAt(own, at);
      return { line: index + 1, column: at + 1, words, sentence, ...(written !== undefined && { written }) };
    });
    const before = sought.lexicon.evidence.yearBefore.exec(line);
    if (found.length > 0 || before === null) return found.filter(isFirstOfSentence);
    const sentence = sentenceAt(own, before.index);
    return sentence.includes('{{')
      ? []
      : [{ line: index + 1, column: before.index + 1, words: before[0], sentence }];
  });
}

/** The sentences of a template, its headings and rows of tables too, in which no call stands; `typed` is `lines` without their calls. */
export function unmovedOf(lines: readonly string[], typed: readonly string[]): OldWords[] {
  const begin = lines[0] === '---' ? lines.indexOf('---', 1) + 1 : 0;
  let isCode = false;
  return lines.flatMap((line, index) => {
    if (/^\s*```/.test(line)) isCode = !isCode;
    // Of a chart, the keys that say something.
    if (index < begin || (isCode && !/^\s*(?:(?:sub)?title|text|description):/.test(line))) return [];
    return [...line.matchAll(/\S+/g)]
      .map(({ index: at }) => ({ at, sentence: sentenceAt(line, at) }))
      .filter(({ sentence }, index, all) => sentence !== all[index - 1]?.sentence)
      .filter(({ sentence }) => hasWords.test(sentence) && (typed[index] ?? '').includes(sentence))
      .map(({ at, sentence }) => ({ line: index + 1, column: at + 1, words: unmoved, sentence }));
  });
}

/** Three words, of which none is an id. */
const hasWords = /(?:(?<![#\p{L}-])\p{L}{2,}[^\p{L}]+){2}\p{L}{2,}/u;

/** A sentence that is read for one of its words is read for all; its years may move. */
const isFirstOfSentence = (old: OldWords, at: number, found: readonly OldWords[]): boolean =>
  /\d{4}/.test(old.words) ||
  found.findIndex(({ words, sentence }) => !/\d{4}/.test(words) && sentence === old.sentence) === at;

/** Lists of which a year is old, or moves and another does not: the list moves as a whole or not at all. */
const listsOf = (line: string, { edition, lexicon }: Sought): { words: string; at: number }[] =>
  [...line.matchAll(yearList)]
    .map(({ 0: words, index: at }) => ({ words, at }))
    .filter(({ words }) => {
      const years = words.match(/(?:19|20)\d\d/g) ?? [];
      const isOld = words.includes('{')
        ? years.length > 0
        : years.some((year) => Number(year) >= edition - 1);
      return isOld && lexicon.statements.conjunctions.in(words).length > 0;
    });

/** Keys of the project file and of the data package under which nothing is printed, or what moves by itself. */
const unprinted = new Set(['edition', 'previous', 'query', 'template', 'name', 'url', 'doi', 'isbn', 'sql']);

/** A text in a YAML file, with its path. */
type Leaf = readonly [path: YamlPath, text: string];

function leavesOf(value: unknown, path: YamlPath = []): Leaf[] {
  const key = keyOf(path);
  if (unprinted.has(key)) return [];
  // A year alone names rows of data.
  if (typeof value === 'string') return /^\d{4}$/.test(value) && key !== 'next' ? [] : [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inside.flatMap(([step, each]) => leavesOf(each, [...path, step]));
}

const keyOf = (path: YamlPath): string => String(path.findLast((step) => typeof step === 'string') ?? '');

/** Old words in the texts of a YAML file, in which `{edition}` is replaced. */
export function oldWordsOfYaml(source: string, file: string, sought: Sought): OldWords[] {
  const parsed = parseYaml(source, file);
  const lines = source.split('\n');
  const found = new Map<string, OldWords>();
  for (const [path, said] of leavesOf(parsed.value)) {
    const { line, column } = parsed.positionOf(path);
    // Twelve months of a year in one list are one place.
    const list = (typeof path.at(-1) === 'number' ? path.slice(0, -1) : path).join('/');
    // The year in the name of a file has any sign beside it.
    const text = keyOf(path) === 'path' ? said.replace(/\D/g, ' ') : said;
    for (const { words } of oldWordsIn(text, sought)) {
      const at = Math.max((lines[line - 1] ?? '').indexOf(words, column - 1), column - 1);
      // A day does not move.
      const written = /^\d{4}-\d\d-\d\d$/.test(said) ? undefined : stepWritten(words, sought.edition);
      const old = {
        line,
        column: at + 1,
        words,
        sentence: said.trim(),
        ...(written !== undefined && { written }),
      };
      const place = `${list} ${words}`;
      if (!found.has(place))
        found.set(place, /\s/.test(said) ? old : { ...old, shown: `${keyOf(path)}: ${said}` });
    }
  }
  return [...found.values()];
}

/** As much of a sentence as tells where the words are, without its calls. */
function excerpt({ sentence, shown = sentence, words }: OldWords): string {
  const plain = shown.replace(/\{\{[#/].*?\}\}/g, '').replace(/\{\{.*?\}\}/g, '…');
  if (plain.length <= 80) return plain;
  const from = Math.max(plain.indexOf(words) - 40, 0);
  return `${from > 0 ? '…' : ''}${plain.slice(from, from + 77).trim()}…`;
}

/** What is said of places without old words. */
const marks = new Map([
  [partialSum, 'next/words.partial'],
  [declared, 'next/unchecked.literal'],
  [untested, 'next/unchecked'],
  [unmoved, 'next/unchanged'],
] as const);

/** The words as a warning. */
export function tellOld(file: string, edition: number, old: OldWords): Diagnostic {
  const { line, column, words, written } = old;
  const text = excerpt(old);
  const position = { file, line, column };
  const marked = marks.get(words as typeof untested);
  if (marked !== undefined) return problem(marked, position, { text, edition: edition + 1 });
  if (/^[\d{].*[\d}]$/.test(words) && /\s/.test(words))
    return problem('next/year.list', position, { text, years: words, edition: edition + 1 });
  if (!/^\d{4}$/.test(words)) return problem('next/words', position, { text, words, edition: edition + 1 });
  if (written === undefined) return problem('next/year.typed', position, { text, year: words });
  const about = { text, year: words, written };
  if (Number(words) > edition) return problem('next/year.ahead', position, { ...about, edition });
  if (Number(words) === edition) return problem('next/year.edition', position, about);
  const own = written.replace(/-\d+/, '');
  return problem('next/year.before', position, { ...about, own });
}
