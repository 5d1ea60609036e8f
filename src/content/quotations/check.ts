import type { Nodes, Root } from 'mdast';
import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { QuotedClaimNode } from '../../model/nodes.js';
import type { QuotedSource } from '../../model/project.js';
import { visit } from '../../model/visit.js';
import { aroundQuotation, quotations } from '../numbers/quotation.js';
import { type TextRun, textRuns } from '../numbers/text-runs.js';
import { describeFileProblem, isFileProblem } from '../template/file-problem.js';
import { locate, type PositionMap } from '../template/positions.js';
import { filled, spokenWords, withoutMarks, wordsOf } from './filled.js';
import { SourceText } from './source-text.js';

/** A source with its text, and what tells that a sentence names it. */
interface ReadSource extends QuotedSource {
  readonly text: SourceText;
  readonly named: RegExp;
}

/** What quotations are looked at with. */
export interface QuotationContext {
  readonly lexicon: Lexicon;
  readonly positions: PositionMap;
  readonly host: Host;
  isFreed(place: Position): boolean;
}

/**
 * Compares what a resolved report quotes with the text of the source that it names: the words of quoted claims, and what stands in
 * quotation marks in a sentence that names a speaker of the source, or right after one, and block quotations with an attribution.
 */
export async function checkQuotations(
  body: Root,
  sources: readonly QuotedSource[],
  context: QuotationContext,
): Promise<Diagnostic[]> {
  if (sources.length === 0) return [];
  const { read, problems } = await readSources(sources, context.host);
  const quoted = [...claimsIn(body), ...blocksIn(body, read, context), ...marksIn(body, read, context)];
  const found = quoted.flatMap(({ words, at, by }) => {
    const own = read.filter(({ named }) => named.test(by));
    const missed = own.map((source) => ({ source, miss: source.text.misquoted(words) }));
    const [first] = missed;
    if (first?.miss === undefined || missed.some(({ miss }) => miss === undefined)) return [];
    return context.isFreed(at) ? [] : [problemOf(first.source, first.miss, at)];
  });
  return [...problems, ...found];
}

/** Somebody's words, and the text that names who said them. */
interface Quotation {
  readonly words: string;
  readonly by: string;
  readonly at: Position;
}

function claimsIn(body: Root): Quotation[] {
  const found: Quotation[] = [];
  visit(body, 'quotedClaim', ({ children: [said, speaker], at }: QuotedClaimNode) => {
    found.push({ words: spokenWords(said), by: textOf(speaker), at });
  });
  return found;
}

const textOf = (node: QuotedClaimNode['children'][1]): string =>
  node.children.map((child) => ('value' in child ? String(child.value) : '')).join('');

/** A line that says who said what stands above it: "— The Ministry, 2014". */
const attribution = /^\s*(?:[\u2014\u2013\u2015]|--?)\s*(?=\p{L})/u;

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
      found.push({ words, by, at: locate(positions, start) });
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
  return textRuns(body, context.lexicon)
    .filter(({ otherwise }) => otherwise === undefined)
    .flatMap((run) => {
      const { text, offsetIn } = filled(run);
      const all = quotations(text);
      return all.flatMap(([from, to]) => {
        const { own, before } = aroundQuotation(text, [from, to], all);
        const names = (words: string): boolean => sources.some(({ named }) => named.test(words));
        // "The police say" in its own sentence: whoever the sentence before names is not quoted.
        const words = text.slice(from + 1, to - 1);
        const goesOn = !context.lexicon.claims.speaker.test(own) && words.split(/\s+/u).length >= ownWords;
        const by = names(own) || !goesOn ? own : before;
        const at = placeIn(run, offsetIn(from), context.positions);
        return at === undefined || isName(words, sources) || !names(by) ? [] : [{ words, by, at }];
      });
    });
}

/** ‘The source’, where a report says what it calls it. */
const isName = (words: string, sources: readonly ReadSource[]): boolean =>
  sources.some(({ speakers }) => speakers.some((name) => name.toLowerCase() === words.toLowerCase()));

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

function problemOf(
  { file, speakers }: ReadSource,
  { words, isOutOfOrder, nearest }: NonNullable<ReturnType<SourceText['misquoted']>>,
  position: Position,
): Diagnostic {
  const shown = words.length > 160 ? `${words.slice(0, 160)}…` : words;
  const hint = isOutOfOrder
    ? 'the source says it before what it follows here: quote it on its own'
    : nearest === undefined
      ? `none of it stands in ${file}: correct the words, or name who said them`
      : `the nearest words are “${nearest.words}”; what is left out is marked \`[...]\`, what is put in stands in \`[ ]\``;
  return {
    severity: 'error',
    code: 'quotation/words',
    message: `Unexpected “${shown}” in a quotation of \`${speakers[0] ?? file}\`, expected its words as in ${file}`,
    position,
    hint,
    ...(nearest && {
      see: [{ position: { file, line: nearest.line, column: 1 }, note: 'the nearest words' }],
    }),
  };
}

async function readSources(
  sources: readonly QuotedSource[],
  { project, limits }: Host,
): Promise<{ readonly read: readonly ReadSource[]; readonly problems: readonly Diagnostic[] }> {
  const read: ReadSource[] = [];
  const problems: Diagnostic[] = [];
  for (const source of sources) {
    const { file, speakers, position } = source;
    try {
      const text = await project.readText(file, limits.textBytes);
      const names = speakers.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
      const named = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
      read.push({ ...source, text: new SourceText(text), named });
    } catch (error) {
      if (!isFileProblem(error)) throw error;
      const limit = { name: 'textBytes', limits } as const;
      problems.push(describeFileProblem(error, { written: file, position, siblings: [], limit }));
    }
  }
  return { read, problems };
}
