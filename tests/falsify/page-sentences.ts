import type { Nodes, PhrasingContent } from 'mdast';
import { textOfParts } from '../../src/model/classed-text.js';
import type { ChartNode, DataTableNode, QuotedClaimNode } from '../../src/model/nodes.js';
import { partsOf } from '../../src/model/parts.js';
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
  readonly words: Add<readonly PhrasingContent[]>;
  readonly typed: Add<string>;
  readonly computed: Add<string>;
  readonly verdict: (node: QuotedClaimNode) => string;
}

const verdicts = { true: 'supported', false: 'not-supported', untestable: 'untestable' } as const;

function visit(node: Nodes, section: string, say: Say): void {
  const { words } = say;
  if (node.type === 'section') for (const child of node.children) visit(child, node.id, say);
  else if (node.type === 'heading') words(section, 'heading', node, node.children);
  else if (node.type === 'paragraph') words(section, 'text', node, node.children);
  else if (node.type === 'tableCell') words(section, 'cell', node, node.children);
  else if (node.type === 'chart') visitChart(node, section, say);
  else if (node.type === 'dataTable') visitTable(node, section, say);
  else if (node.type === 'quotedClaim') visitQuoted(node, section, say);
  else {
    if (node.type === 'captionedTable') words(section, 'caption', node, node.caption);
    const below = partsOf(node).filter(({ kind }) => kind === 'below');
    for (const { nodes } of below) for (const child of nodes) visit(child, section, say);
  }
}

function visitChart(node: ChartNode, section: string, { words, typed, computed }: Say): void {
  words(section, 'chart-title', node, node.title);
  words(section, 'chart-title', node, node.subtitle);
  const labels = (node.drawn?.labels ?? []).filter(({ role }) => role === 'label').map(({ text }) => text);
  // Names of categories are labels too; three words say something.
  const said = new Set(labels.filter((label) => label.split(/\s+/).length > 2));
  for (const label of said) typed(section, 'annotation', node, label);
  for (const line of node.drawn?.told ?? []) computed(section, 'told', node, textOfParts(line));
}

function visitTable(node: DataTableNode, section: string, { words, typed }: Say): void {
  words(section, 'caption', node, node.caption);
  for (const note of node.notes) typed(section, 'note', node, note);
}

function visitQuoted(node: QuotedClaimNode, section: string, say: Say): void {
  for (const child of node.children) visit(child, section, say);
  say.computed(section, 'verdict', node, say.verdict(node));
  const names = node.figures.filter(({ pointed }) => pointed).map(({ label }) => label);
  say.computed(section, 'verdict', node, [node.test, ...names].join(', '));
}
