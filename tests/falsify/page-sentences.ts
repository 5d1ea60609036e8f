import type { Nodes } from 'mdast';
import type { ChartNode, DataTableNode, QuotedClaimNode } from '../../src/model/nodes.js';
import type { ToldLineNode } from '../../src/model/part-nodes.js';
import type { CompiledReport } from '../../src/session/write-report.js';
import { cutSentences, type Piece, piecesOf } from './sentence-text.js';

/** What a sentence is on the page; `told` is what the tool says of a drawing to those who do not see it. */
export type SentenceKind =
  | 'title'
  | 'heading'
  | 'text'
  | 'cell'
  | 'caption'
  | 'note'
  | 'chart-title'
  | 'annotation'
  | 'told'
  | 'verdict';

/** A sentence as a reader finds it. */
export interface PageSentence {
  /** The id of its section. */
  readonly section: string;
  readonly kind: SentenceKind;
  /** With its numbers; a reference is the id that it leads to, so that a new figure leaves it as it is. */
  readonly text: string;
  /** Its words and numbers apart. */
  readonly pieces: readonly Piece[];
  /** The block that it stands in. */
  readonly block: Nodes;
}

/** Every sentence, title, caption and description of a finished report, in reading order. */
export function pageSentences({ document, language }: CompiledReport): PageSentence[] {
  const found: PageSentence[] = [];
  const add = (section: string, kind: SentenceKind, block: Nodes, pieces: readonly Piece[]): void => {
    for (const sentence of cutSentences(pieces)) found.push({ section, kind, block, ...sentence });
  };
  const say: Say = {
    words: (section, kind, block, nodes) => add(section, kind, block, piecesOf(nodes)),
    typed: (section, kind, block, text) => add(section, kind, block, [{ text, typed: true }]),
    computed: (section, kind, block, text) => add(section, kind, block, [{ text, typed: false }]),
    verdict: ({ verdict }) => language.message(`document.quoted-claim.${verdicts[verdict]}`),
  };
  const { title, subtitle = '' } = document.meta;
  for (const text of [title, subtitle]) say.typed('_title', 'title', document.tree, text);
  visit(document.tree, '_front', say);
  return found;
}

type Add<Words> = (section: string, kind: SentenceKind, block: Nodes, words: Words) => void;

interface Say {
  readonly words: Add<readonly Nodes[]>;
  readonly typed: Add<string>;
  readonly computed: Add<string>;
  readonly verdict: (node: QuotedClaimNode) => string;
}

const verdicts = { true: 'supported', false: 'not-supported', untestable: 'untestable' } as const;

/** Blocks that are one line of words, by what these are. */
const lines = {
  heading: 'heading',
  paragraph: 'text',
  tableCell: 'cell',
  caption: 'caption',
  title: 'chart-title',
  subtitle: 'chart-title',
} as const;

/** `block` is what the words stand in: a figure or table as a whole, since one call makes it. */
function visit(node: Nodes, section: string, say: Say, block: Nodes = node): void {
  // What the numbers of a table count is said by the tool.
  if (node.type === 'subtitle' && node.children.every(({ type }) => type === 'label')) return;
  if (node.type in lines && 'children' in node) {
    say.words(section, lines[node.type as keyof typeof lines], block, node.children);
    return;
  }
  if (node.type === 'listing' || node.type === 'speaker' || node.type === 'citation') return;
  const inner = node.type === 'section' ? node.id : section;
  if ('children' in node)
    for (const child of node.children) visit(child, inner, say, isCall(node) ? node : undefined);
  if (node.type === 'chart') sayChart(node, section, say);
  if (node.type === 'dataTable') {
    const [, , , , , , notes] = node.children;
    for (const { value } of notes.children) say.typed(section, 'note', node, value);
  }
  if (node.type === 'quotedClaim') sayVerdict(node, section, say);
}

/** True for what one call makes, words and all. */
export const isCall = (node: Nodes): node is ChartNode | DataTableNode | QuotedClaimNode =>
  node.type === 'chart' || node.type === 'dataTable' || node.type === 'quotedClaim';

function sayChart(chart: ChartNode, section: string, { typed, computed }: Say): void {
  const drawing = chart.children.find((child) => child.type === 'drawing');
  if (drawing === undefined) return;
  const [labels, telling] = drawing.children;
  const words = labels.children.flatMap((label) => (label.type === 'label' ? [label.value] : []));
  // Names of categories are labels too; three words say something.
  const said = new Set(words.filter((label) => label.split(/\s+/).length > 2));
  for (const label of said) typed(section, 'annotation', chart, label);
  for (const line of telling.children) computed(section, 'told', chart, wordsOf(line));
}

const wordsOf = ({ children }: ToldLineNode): string =>
  children.map((part) => (part.type === 'value' ? part.entry.text : part.value)).join('');

function sayVerdict(node: QuotedClaimNode, section: string, { computed, verdict }: Say): void {
  const [, , , test, , figures] = node.children;
  computed(section, 'verdict', node, verdict(node));
  const pointed = figures.children.filter((figure) => figure.pointed);
  const names = pointed.map(({ children: [label] }) => label.value);
  computed(section, 'verdict', node, [test.value, ...names].join(', '));
}
