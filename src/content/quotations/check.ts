import type { Nodes, Root } from 'mdast';
import type { Diagnostic, Outcome, Position } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import type { Language } from '../../language/language.js';
import { literally } from '../../language/literally.js';
import { writtenForm } from '../../language/serbian-latin.js';
import { defined } from '../../model/defined.js';
import type { QuotedSource } from '../../model/project/project.js';
import type { TestedQuotationNode } from '../../model/tree/nodes.js';
import { attribution, type SaidNode } from '../../model/tree/part-nodes.js';
import { visit } from '../../model/tree/visit.js';
import { phrase, problem } from '../../problems/problem.js';
import { type NotedPassage, noteOriginals } from '../markdown/notes.js';
import { placeholder } from '../numbers/number-words.js';
import { aroundQuotation, quotations } from '../numbers/quotation.js';
import { type TextRun, textRuns } from '../numbers/text-runs.js';
import { locate, type PositionMap } from '../template/marks.js';
import { readNamed } from '../template/named-file.js';
import { findTranslated, readTranslated, SourceText, type TranslatedSource } from './source-text.js';

/** A source with its text, and what tells that a sentence names it. */
interface ReadSource extends QuotedSource {
  readonly text: SourceText;
  readonly named: RegExp;
  /** What it says in the language of the report, where that is another one. */
  readonly translated?: TranslatedSource;
}

/** Words of a source that a report quotes, in the language of the source. */
export interface QuotedPassage {
  readonly words: string;
  readonly file: string;
  readonly at: Position;
}

/** What quotations are looked at with. */
export interface QuotationContext {
  readonly language: Language;
  readonly positions: PositionMap;
  readonly host: Host;
  isFreed(place: Position): boolean;
}

/**
 * Compares what a resolved report quotes with the text of the source that it names. It looks at the words of quoted
 * claims, at block quotations with an attribution, and at quotation marks in or right after a sentence that names a
 * speaker of the source. In another language than that of the source they may be those of a translation that the
 * project holds; then a footnote with the original is put behind them, in place.
 */
export async function checkQuotations(
  body: Root,
  sources: readonly QuotedSource[],
  context: QuotationContext,
): Promise<Outcome<readonly QuotedPassage[]>> {
  if (sources.length === 0) return { value: [], diagnostics: [] };
  const { read, problems } = await readSources(sources, context);
  const quoted = [...claimsIn(body), ...blocksIn(body, read, context), ...marksIn(body, read, context)];
  const value: QuotedPassage[] = [];
  const notes: NotedPassage[] = [];
  const diagnostics = [...problems];
  for (const { words, at, by, end } of quoted) {
    const own = read.filter(({ named }) => named.test(by));
    const found = foundIn(own, words);
    const [first] = own;
    if (found !== undefined) {
      value.push({ words: found.original ?? words, file: found.file, at });
      if (found.original !== undefined)
        notes.push({ original: found.original, language: found.language, end });
    } else if (first !== undefined && !context.isFreed(at)) diagnostics.push(problemOf(first, words, at));
  }
  noteOriginals(body, notes, context.language);
  return { value, diagnostics };
}

/** The source that has these words, and their original where they are a translation. */
function foundIn(
  sources: readonly ReadSource[],
  words: string,
): { readonly file: string; readonly language: string; readonly original?: string } | undefined {
  for (const { file, language, text, translated } of sources) {
    if (text.misquoted(words) === undefined) return { file, language };
    const passage = translated && findTranslated(translated, words).passage;
    if (passage !== undefined) return { file, language, original: passage.original };
  }
  return undefined;
}

/** Somebody's words, and the text that names who said them. */
interface Quotation {
  readonly words: string;
  readonly by: string;
  readonly at: Position;
  readonly end: NotedPassage['end'];
}

function claimsIn(body: Root): Quotation[] {
  const found: Quotation[] = [];
  visit(body, 'testedQuotation', ({ children: [said, speaker], at }: TestedQuotationNode) => {
    found.push({ words: spokenWords(said), by: textOf(speaker), at, end: { node: said } });
  });
  return found;
}

const textOf = (node: TestedQuotationNode['children'][1]): string =>
  node.children.map((child) => ('value' in child ? String(child.value) : '')).join('');

/**
 * Block quotations with an attribution: a last line after a dash, or words with a colon right before. Marks around all of the
 * words are part of neither.
 */
function blocksIn(body: Root, sources: readonly ReadSource[], { positions }: QuotationContext): Quotation[] {
  const found: Quotation[] = [];
  const visitAll = (parent: Nodes): void => {
    if (!('children' in parent)) return;
    const children = parent.children as Nodes[];
    for (const [index, node] of children.entries()) {
      if (node.type !== 'blockquote') {
        visitAll(node);
        continue;
      }
      const lines = linesOf(node);
      const last = lines.at(-1) ?? '';
      const before = children[index - 1];
      const announced = before === undefined ? '' : wordsOf(before).trim();
      const signed = attribution.test(last);
      const by = signed ? last : announced.endsWith(':') ? (sentencesOf(announced).at(-1) ?? '') : '';
      const words = withoutMarks((signed ? lines.slice(0, -1) : lines).join(' '));
      const start = node.position?.start.offset;
      if (words === '' || start === undefined || !sources.some(({ named }) => named.test(by))) continue;
      found.push({ words, by, at: locate(positions, start), end: { node } });
    }
  };
  visitAll(body);
  return found;
}

const linesOf = (node: Nodes): string[] =>
  ('children' in node ? (node.children as Nodes[]) : [])
    .flatMap((paragraph) => wordsOf(paragraph, '\n').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+/u);

function marksIn(body: Root, sources: readonly ReadSource[], context: QuotationContext): Quotation[] {
  return textRuns(body, context.language.lexicon)
    .filter(({ otherwise }) => otherwise === undefined)
    .flatMap((run) => {
      const { text, offsetIn } = filled(run);
      const all = quotations(text);
      return all.flatMap(([from, to]) => {
        const { own, before } = aroundQuotation(text, [from, to], all);
        const names = (words: string): boolean => sources.some(({ named }) => named.test(words));
        // "The police say" in its own sentence: whoever the sentence before names is not quoted.
        const words = text.slice(from + 1, to - 1);
        const goesOn =
          !context.language.lexicon.statements.speaker.test(own) && words.split(/\s+/u).length >= ownWords;
        const by = names(own) || !goesOn ? own : before;
        const at = placeIn(run, offsetIn(from), context.positions);
        const end = endIn(run, offsetIn(to - 1));
        if (at === undefined || end === undefined || isName(words, sources) || !names(by)) return [];
        return [{ words, by, at, end }];
      });
    });
}

/** ‘The source’, where a report says what it calls it. */
const isName = (words: string, sources: readonly ReadSource[]): boolean =>
  sources.some(({ speakers, translated }) =>
    [...speakers, ...(translated?.speakers ?? [])].some((name) => name.toLowerCase() === words.toLowerCase()),
  );

/** Fewer words than these may be a term of the author's own where their sentence names no speaker. */
const ownWords = 4;

/** The place of a character of a run in its template. */
function placeIn({ pieces }: TextRun, offset: number, positions: PositionMap): Position | undefined {
  const piece = pieces.findLast(({ from }) => from <= offset) ?? pieces[0];
  const start = piece?.node.position?.start.offset;
  return piece === undefined || start === undefined
    ? undefined
    : locate(positions, start + Math.max(offset - piece.from, 0));
}

/** Behind the mark that closes a quotation, and behind the comma or full stop after it. */
function endIn({ pieces }: TextRun, offset: number): NotedPassage['end'] | undefined {
  const piece = pieces.findLast(({ from }) => from <= offset);
  if (piece === undefined) return undefined;
  const { node, from } = piece;
  const after = offset - from + 1;
  return { node, offset: /[.,;]/.test(node.value.charAt(after)) ? after + 1 : after };
}

const shortened = (words: string): string => (words.length > 160 ? `${words.slice(0, 160)}…` : words);

function problemOf(source: ReadSource, quoted: string, position: Position): Diagnostic {
  const { file, speakers, text, translated } = source;
  if (translated !== undefined) {
    const { nearest } = findTranslated(translated, quoted);
    return problem(
      nearest === undefined ? 'quotation/words.quotation' : 'quotation/words.quotation-words',
      position,
      {
        quoted: shortened(quoted),
        speaker: translated.speakers[0] ?? file,
        file,
        translatedFile: translated.file,
        nearest,
      },
    );
  }
  const { words = quoted, isOutOfOrder = false, nearest } = text.misquoted(quoted) ?? {};
  const shown = shortened(words);
  return problem(
    isOutOfOrder
      ? 'quotation/words.quotation-source'
      : nearest === undefined
        ? 'quotation/words.quotation-stands'
        : 'quotation/words.quotation-nearest',
    position,
    { shown, speaker: speakers[0] ?? file, file, words: nearest?.words },
    nearest && {
      see: [
        { position: { file, line: nearest.line, column: 1 }, note: phrase('quotation/words.nearest-words') },
      ],
    },
  );
}

async function readSources(
  sources: readonly QuotedSource[],
  { host, language }: QuotationContext,
): Promise<{ readonly read: readonly ReadSource[]; readonly problems: readonly Diagnostic[] }> {
  const read: ReadSource[] = [];
  const problems: Diagnostic[] = [];
  for (const source of sources) {
    const { file, speakers, position } = source;
    const words = await readNamed(file, host, position);
    if (typeof words !== 'string') {
      problems.push(words);
      continue;
    }
    const text = new SourceText(words);
    const isForeign = writtenForm(source.language) !== writtenForm(language.tag);
    const { value: translated, diagnostics } = isForeign
      ? await readTranslated({ file, text }, language.tag, host)
      : { value: undefined, diagnostics: [] };
    for (const each of diagnostics) problems.push(each);
    const named = anyOf([...speakers, ...(translated?.speakers ?? [])]);
    read.push(defined({ ...source, text, named, translated }));
  }
  return { read, problems };
}

/** Finds the names of speakers as whole words. */
function anyOf(speakers: readonly string[]): RegExp {
  const names = speakers.map(literally);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

/** A text with its numbers, and the way back to where they are one character each. */
interface FilledText {
  readonly text: string;
  offsetIn(offset: number): number;
}

/** The text of a run as it is printed; what else a placeholder stands for, such as the mark of a footnote, is left out. */
function filled({ text: run, values, declared }: Pick<TextRun, 'text' | 'values' | 'declared'>): FilledText {
  let text = '';
  const steps: { readonly at: number; readonly from: number }[] = [];
  const printed = new Map([
    ...values.map(({ from, node }) => [from, node.entry.text] as const),
    ...declared.map(({ from, text: number }) => [from, number] as const),
  ]);
  for (let from = 0; from < run.length; from++) {
    const character = run.charAt(from);
    steps.push({ at: text.length, from });
    text += printed.get(from) ?? (character === placeholder ? '' : character);
  }
  return { text, offsetIn: (offset) => steps.findLast(({ at }) => at <= offset)?.from ?? 0 };
}

/** The words that somebody said, without the quotation marks around all of them. */
function spokenWords(said: SaidNode): string {
  return withoutMarks(said.children.map((each) => wordsOf(each)).join(' '));
}

/** Words without the quotation marks around all of them. */
function withoutMarks(words: string): string {
  const text = words.trim();
  const [whole] = quotations(text);
  return whole?.[0] === 0 && whole[1] === text.length ? text.slice(1, -1) : text;
}

/** The words of a node as they are printed; `lineEnd` stands for a line that was ended on purpose. */
function wordsOf(node: Nodes, lineEnd = ' '): string {
  if (node.type === 'value') return node.entry.text;
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'numeral') return node.value;
  if (node.type === 'break') return lineEnd;
  return 'children' in node ? (node.children as Nodes[]).map((each) => wordsOf(each, lineEnd)).join('') : '';
}
