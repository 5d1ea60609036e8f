import type { Nodes } from 'mdast';
import type { Language } from '../../src/language/language.js';
import type { ChartNode, DataTableNode, TestedQuotationNode } from '../../src/model/tree/nodes.js';
import type { CompiledText } from './compile-report.js';
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
export function pageSentences({ document }: CompiledText, language: Language): PageSentence[] {
  const found: PageSentence[] = [];
  const { title, subtitle = '' } = document.meta;
  const add: Add = (place, kind, pieces) => {
    for (const sentence of cutSentences(pieces)) found.push({ ...place, kind, ...sentence });
  };
  for (const text of [title, subtitle])
    add({ section: '_title', block: document.tree }, 'title', [{ text, typed: true }]);
  visit(document.tree, { section: '_front', block: document.tree }, { add, language });
  return found;
}

interface Where {
  readonly section: string;
  readonly block: Nodes;
}

type Add = (place: Where, kind: SentenceKind, pieces: readonly Piece[]) => void;

interface Telling {
  readonly add: Add;
  readonly language: Language;
}

/** Nodes that are a line of words, by what these are. */
const lines: Partial<Record<Nodes['type'], SentenceKind>> = {
  heading: 'heading',
  paragraph: 'text',
  tableCell: 'cell',
  caption: 'caption',
  title: 'chart-title',
  toldLine: 'told',
};

/** Lists repeat what stands elsewhere; the figures of tables are no sentences, nor are the names of sources and speakers. */
const passedOver = new Set<Nodes['type']>([
  'listing',
  'speaker',
  'citation',
  'dataHead',
  'dataBody',
  'tally',
  'legend',
  'sources',
  'drawnTable',
]);

function visit(node: Nodes, place: Where, telling: Telling): void {
  const { add } = telling;
  const kind = node.type === 'subtitle' && place.block.type === 'chart' ? 'chart-title' : lines[node.type];
  if (passedOver.has(node.type)) return;
  if (kind !== undefined && 'children' in node) add(within(node, place), kind, piecesOf(node.children));
  else if (node.type === 'notes') for (const note of node.children) add(place, 'note', piecesOf([note]));
  else if (node.type === 'drawnLabels') sayLabels(piecesOf(node.children), place, add);
  else if ('children' in node) for (const child of node.children) visit(child, within(node, place), telling);
  if (node.type === 'testedQuotation') sayVerdict(node, { ...place, block: node }, telling);
}

/** Where what is in a node stands: one call makes all of a figure, so that it is the block of its lines. */
function within(node: Nodes, { section, block }: Where): Where {
  if (node.type === 'section') return { section: node.id, block: node };
  return { section, block: isCall(block) && node.type !== 'paragraph' ? block : node };
}

/** True for what one call makes, words and all. */
export const isCall = (node: Nodes): node is ChartNode | DataTableNode | TestedQuotationNode =>
  node.type === 'chart' || node.type === 'dataTable' || node.type === 'testedQuotation';

/** Names of categories are labels too; three words say something. */
function sayLabels(labels: readonly Piece[], place: Where, add: Add): void {
  const said = new Set(labels.map(({ text }) => text).filter((text) => text.split(/\s+/).length > 2));
  for (const text of said) add(place, 'annotation', [{ text, typed: false }]);
}

const verdicts = { true: 'supported', false: 'not-supported', untestable: 'untestable' } as const;

/** What the figures say of a quotation, then what they show. */
function sayVerdict(node: TestedQuotationNode, place: Where, { add, language }: Telling): void {
  const finding = node.children[3];
  const verdict = language.message(`document.tested-quotation.${verdicts[node.verdict]}`, {
    family: node.family,
  });
  for (const text of [verdict, finding.value]) add(place, 'verdict', [{ text, typed: false }]);
}
