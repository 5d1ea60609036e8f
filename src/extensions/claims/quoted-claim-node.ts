import type { BlockContent, Nodes, Paragraph } from 'mdast';
import { parseMarkdown } from '../../content/markdown/parse.js';
import { type BlockResolver, Resolution, type ResolveTree } from '../../content/markdown/resolution.js';
import { sentenceBounds } from '../../content/numbers/sentence.js';
import { placeText } from '../../content/template/marks.js';
import type { StatementWords } from '../../language/lexicon/statement-words.js';
import { distinctSources } from '../../model/dataset/sources.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { ClaimFigure } from '../../model/snapshot/claim-record.js';
import type { TestedQuotationNode } from '../../model/tree/nodes.js';
import type { TestedFigureNode } from '../../model/tree/part-nodes.js';
import type { ValueNode } from '../../model/tree/phrasing-nodes.js';
import { labelNode, legendNode, sourcesNode } from '../../model/tree/table-nodes.js';
import type { LegendEntry, Source } from '../../model/tree/table-parts.js';
import { visit } from '../../model/tree/visit.js';
import type { ExpandedClaim } from './keep.js';
import { type Family, familyOf, kindNamed } from './kinds.js';
import { causeKind, findWords } from './words/find-words.js';

/** Words of a quotation that its test leaves open. */
interface UntestedPart {
  readonly what: 'cause' | 'statement';
  readonly words: string;
}

/** A stretch of what was said. */
interface Piece {
  readonly text: string;
  /** The families of the claims that its words make. */
  readonly families: readonly Family[];
  /** True where it says something, and is no part of a list of nouns. */
  readonly isClause: boolean;
  /** True where what it says is of a subject of its own: "and arrests fell", not "and fell again". */
  readonly hasSubject: boolean;
  /** Where a cause is named in it. */
  readonly cause?: number;
}

/** Ends a clause: a mark with a space after it, so that "1,200" is none. */
const clauseEnd = /[,;:](?=\s)|\s[\u2013\u2014](?=\s)/gu;

/** Marks of quotation and of cuts around what was said, and the mark at its end. */
const edges =
  /^[\s"'\u2018-\u201F\u00AB\u00BB\u2026,;:\u2013\u2014]+|[\s"'\u2018-\u201F\u00AB\u00BB.,;:!?\u2013\u2014]+$/gu;

/**
 * What a test of one family leaves open in what was said, in order: other sentences, other clauses that say something, behind
 * "and" too, and the cause that the tested sentence names. `paragraphs` are the words as printed.
 */
export function untestedIn(
  paragraphs: readonly string[],
  tested: Family,
  words: StatementWords,
): UntestedPart[] {
  const sentences = paragraphs.flatMap((text) =>
    sentencesOf(text, words).map((each) => pieceOf(each, words)),
  );
  const own = theTested(sentences, tested);
  return sentences.flatMap((sentence) =>
    sentence === own ? insideOf(sentence, tested, words) : statement(sentence.text),
  );
}

/** The one that the test is about: the first with a word of its family, else the first. */
const theTested = (pieces: readonly Piece[], tested: Family): Piece | undefined =>
  pieces.find(({ families }) => families.includes(tested)) ?? pieces[0];

function insideOf({ text, cause }: Piece, tested: Family, words: StatementWords): UntestedPart[] {
  const [before, because, after] = cutAtCause(text, cause, tested, words);
  const clauses = [before, after]
    .flatMap((part) => joinedClauses(part, words))
    .map((each) => pieceOf(each, words));
  const own =
    clauses.find(({ families }) => families.includes(tested)) ?? clauses.find(({ isClause }) => isClause);
  const others = clauses.filter((clause) => clause !== own && isOpen(clause, tested));
  return [
    ...others.flatMap((clause) => statement(clause.text)),
    ...(because === '' ? [] : [{ what: 'cause' as const, words: trimmed(because) }]),
  ];
}

/** True of a clause that says something else than what was tested, or of something else. */
const isOpen = ({ families, isClause, hasSubject }: Piece, tested: Family): boolean =>
  families.includes(tested) ? hasSubject : isClause || families.length > 0;

/**
 * What stands before a cause, the cause, and what stands after it. Behind what is tested, a cause goes on to the end,
 * commas and all; before it, "because of the war, it fell", to the first mark.
 */
function cutAtCause(
  text: string,
  cause: number | undefined,
  tested: Family,
  words: StatementWords,
): readonly [before: string, because: string, after: string] {
  if (cause === undefined) return [text, '', ''];
  const before = text.slice(0, cause);
  const [first = '', ...rest] = clausesOf(text.slice(cause));
  const isBehind = pieceOf(before, words).families.includes(tested);
  return isBehind ? [before, text.slice(cause), ''] : [before, first, rest.join('')];
}

function statement(text: string): UntestedPart[] {
  const words = trimmed(text);
  return words === '' ? [] : [{ what: 'statement', words }];
}

const trimmed = (text: string): string => text.replace(edges, '').replace(/\s+/gu, ' ');

function pieceOf(text: string, words: StatementWords): Piece {
  const found = findWords(text, words);
  const cause = found.find(({ kind }) => kind === causeKind)?.offset;
  const families = found.flatMap(({ kind }) => kindNamed(kind) ?? []).map(familyOf);
  const verbs = words.verbs.in(text);
  const own = text
    .replace(edges, '')
    .split(/\s+/u)
    .slice(words.conjunctions.in(text)[0]?.index === 0 ? 1 : 0);
  const isClause = own.length >= leastWords && found.length + verbs.length > 0 && !words.speaker.test(text);
  const before = text.slice(0, Math.min(found[0]?.offset ?? 0, verbs[0]?.index ?? text.length));
  const isJoint = (word: string): boolean => words.conjunctions.in(word)[0]?.[0] === word;
  const hasSubject = before.split(/[^\p{L}]+/u).some((word) => word.length > 3 && !isJoint(word));
  return { text, families, isClause, hasSubject, ...(cause !== undefined && { cause }) };
}

/** Fewer words are no clause, whatever they are: "and fell again". */
const leastWords = 3;

/** Clauses between marks, and behind "and" where what follows is one and no noun of a list. */
function joinedClauses(text: string, words: StatementWords): string[] {
  return clausesOf(text).flatMap((clause) => {
    const joints = words.conjunctions.in(clause).map(({ index }) => index);
    const ends = joints.filter(
      (at) => trimmed(clause.slice(0, at)) !== '' && pieceOf(clause.slice(at), words).isClause,
    );
    return [0, ...ends].map((from, index) => clause.slice(from, ends[index]));
  });
}

function sentencesOf(text: string, { abbreviations }: StatementWords): string[] {
  const sentences: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [, end] = sentenceBounds(text, at, abbreviations);
    const next = end + (/^[^\p{L}\p{N}\u2026]*/u.exec(text.slice(end))?.[0].length ?? 0);
    if (trimmed(text.slice(at, end)) !== '') sentences.push(text.slice(at, end));
    at = Math.max(next, at + 1);
  }
  return sentences;
}

function clausesOf(text: string): string[] {
  const ends = [...text.matchAll(clauseEnd)].map(({ index }) => index);
  return [0, ...ends].map((from, index) => text.slice(from, ends[index]));
}

/** Words as they are printed, for what is quoted from them again. */
function printedWords(node: Nodes): string {
  if (node.type === 'value') return node.entry.text;
  if (node.type === 'break') return ' ';
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node ? node.children.map(printedWords).join('') : '';
}

/** A quoted claim that stands where its paragraph stood; its words are expanded and still have their marks. */
interface QuotedClaimBlock {
  readonly claim: ExpandedClaim;
  readonly by: string;
  readonly source: string;
  /** What the figures say, in a sentence. */
  readonly finding: string;
  readonly subject: string;
  readonly family: Family;
}

declare module '../../content/printable.js' {
  interface ExtensionBlocks {
    'quoted-claim': QuotedClaimBlock;
  }
}

export const quotedClaimBlock: BlockResolver<QuotedClaimBlock> = {
  noun: 'quotation',
  resolve: (content, ...around) => [quotedClaimNode(content, ...around)],
};

/** A quoted claim as a block: its words parsed and resolved, its figures printed. */
function quotedClaimNode(
  block: QuotedClaimBlock,
  paragraph: Paragraph,
  resolution: Resolution,
  resolveTree: ResolveTree,
): TestedQuotationNode {
  const { claim, by, source, finding, subject, family } = block;
  const said = wordsOf(block, paragraph, resolution, resolveTree);
  const quantities = claim.figures.flatMap(({ quantity }) => quantity ?? []);
  const open = untestedIn(said.map(printedWords), family, resolution.language.lexicon.statements);
  return {
    type: 'testedQuotation',
    children: [
      { type: 'said', children: said },
      { type: 'speaker', children: [{ type: 'text', value: by }] },
      { type: 'citation', children: source === '' ? [] : [{ type: 'text', value: source }] },
      labelNode(finding),
      labelNode(subject),
      { type: 'testedFigures', children: figuresOf(claim.figures, family, resolution) },
      legendNode(legendOf(quantities)),
      sourcesNode(sourcesOf(quantities, resolution)),
      ...open.map(({ what, words }) => labelNode(words, what)),
    ],
    verdict: claim.verdict,
    family,
    illustrative: quantities.length > 0 && quantities.every(({ illustrative }) => illustrative),
    at: claim.at,
    ...(paragraph.position === undefined ? {} : { position: paragraph.position }),
  };
}

/** The words as Markdown. Their own offsets are those of another text, so that each bears the place of the block. */
function wordsOf(
  { claim }: QuotedClaimBlock,
  { position }: Paragraph,
  resolution: Resolution,
  resolveTree: ResolveTree,
): BlockContent[] {
  const { tokens, marks, data, language } = resolution;
  const placed = placeText(claim.marked, marks, claim.at);
  const inner = new Resolution(placed, tokens, marks, data, language);
  const root = resolveTree(parseMarkdown(inner.placed.text), inner);
  const words = root.children.filter((child) => child.type === 'paragraph');
  const other = root.children.find((child) => child.type !== 'paragraph');
  if (other !== undefined) inner.refuse(other, 'content/argument.quoted-claim-block');
  else if (words.length === 0) inner.refuse(claim.at, 'content/argument.quoted-claim-words');
  for (const each of inner.diagnostics) resolution.diagnostics.push(each);
  visit(root, (node) => {
    if (position === undefined) delete node.position;
    else node.position = position;
  });
  return words;
}

/** The figures one by one; a part and its whole are one, "14 of 29", since neither says anything alone. */
function figuresOf(
  figures: readonly ClaimFigure[],
  family: Family,
  resolution: Resolution,
): TestedFigureNode[] {
  const shown = figures.map((figure) => printed(figure, resolution));
  const [part, whole, ...others] = shown;
  const [value, base] = [part?.children[1], whole?.children[1]];
  if (family !== 'share' || others.length > 0 || !part || !whole || !value || !base) return shown;
  const [a, b] = ['\uE000', '\uE001'];
  const said = resolution.language.message('content.fraction.of', { part: a, whole: b });
  const inOrder = said.indexOf(a) < said.indexOf(b) ? [value, base] : [base, value];
  const [, between = ''] = said.split(/[\uE000\uE001]/u);
  const pointed = part.pointed || whole.pointed;
  return [{ ...part, pointed, between, children: [part.children[0], ...inOrder] }];
}

function printed({ label, quantity, pointed }: ClaimFigure, resolution: Resolution): TestedFigureNode {
  const value: ValueNode[] =
    quantity === undefined ? [] : [{ type: 'value', entry: resolution.print(quantity, 'table') }];
  return { type: 'testedFigure', pointed, children: [labelNode(label), ...value] };
}

function legendOf(quantities: readonly Quantity[]): LegendEntry[] {
  const meanings = new Map(
    quantities.flatMap(({ value }) => (isExact(value) ? [] : [[value.symbol, value.meaning] as const])),
  );
  return [...meanings].map(([symbol, meaning]) => ({ symbol, meaning }));
}

/** The sources of the datasets that the figures come from, each once. */
function sourcesOf(quantities: readonly Quantity[], { data }: Resolution): readonly Source[] {
  return distinctSources(quantities.flatMap(({ dataset }) => data[dataset]?.sources ?? []));
}
