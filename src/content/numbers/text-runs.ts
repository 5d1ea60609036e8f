import type { InlineCode, Nodes, Parents, PhrasingContent, Root, Table, TableRow, Text } from 'mdast';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { defined } from '../../model/defined.js';
import type { NumberClass } from '../../model/quantity.js';
import type { Literal } from '../../model/tree/literal.js';
import type { DefinitionListNode } from '../../model/tree/nodes.js';
import type { ValueNode } from '../../model/tree/phrasing-nodes.js';
import { placeholder } from './number-words.js';

/** A stretch of a run that one node holds. `from` is where it begins in the text of the run. */
export interface Piece {
  readonly node: Text | InlineCode;
  readonly from: number;
  /** True for the text of a bare address, whose numerals are part of it. */
  readonly address: boolean;
}

/** A number that a helper prints in a run, where one placeholder stands for it. */
export interface PrintedValue {
  readonly node: ValueNode;
  readonly from: number;
}

/** The words of one block as a reader takes them in: a paragraph, a heading, a cell, a caption. */
export interface TextRun {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** The numbers that helpers print in it, in their order. */
  readonly values: readonly PrintedValue[];
  /** The numbers that its author declared, each where one placeholder stands for it. */
  readonly declared: readonly { readonly text: string; readonly from: number; readonly literal?: Literal }[];
  /** Of a cell of a table: the words at the head of its column and of its row. */
  readonly heads?: readonly string[];
  /** Where its block begins in what was parsed; absent of cells, and of what was not. */
  readonly start?: number;
  /** What a figure in the words is: declared with its source where somebody else is quoted, part of a name in a title of data. */
  readonly otherwise?: NumberClass;
  /** The word that it explains, in a list of definitions. */
  readonly explains?: string;
  /** Of a block quotation, whose words are somebody else's: all of them. */
  readonly quotation?: string;
}

/** Every run of a tree in reading order, before or after it is resolved. */
export function textRuns(root: Root, lexicon: Lexicon): TextRun[] {
  return runsOf(root, lexicon, undefined);
}

/** What makes a line of its own, to be read as one. */
const lines = [
  'paragraph',
  'heading',
  'caption',
  'title',
  'subtitle',
  'description',
  'speaker',
  'citation',
  'definitionTerm',
  'bibliographyEntry',
] as const;
type Line = Extract<Nodes, { type: (typeof lines)[number] }>;

const isLine = (node: Nodes): node is Line => (lines as readonly string[]).includes(node.type);

function runsOf(node: Nodes, lexicon: Lexicon, around: NumberClass | undefined): TextRun[] {
  if (isLine(node)) {
    const start = node.position?.start.offset;
    return [{ ...runOf(node.children, '', around), ...(start !== undefined && { start }) }];
  }
  const otherwise = insideOf(node, around);
  if (node.type === 'table') return tableRuns(node, lexicon, otherwise);
  if (!('children' in node)) return [];
  const runs =
    node.type === 'definitionList'
      ? definitionRuns(node, lexicon, otherwise)
      : node.children.flatMap((child) => runsOf(child, lexicon, otherwise));
  if (node.type !== 'blockquote') return runs;
  const quotation = runs.map(({ text }) => text).join('\n');
  return runs.map((run) => ({ ...run, quotation }));
}

/** What explains a word is read with it. */
function definitionRuns(
  { children }: DefinitionListNode,
  lexicon: Lexicon,
  around: NumberClass | undefined,
): TextRun[] {
  let explains = '';
  return children.flatMap((child) => {
    const runs = runsOf(child, lexicon, around);
    if (child.type === 'definitionTerm') explains = runs.map(({ text }) => text).join(' ');
    return child.type === 'definitionTerm' ? runs : runs.map((run) => ({ ...run, explains }));
  });
}

function insideOf(node: Nodes, around: NumberClass | undefined): NumberClass | undefined {
  if (node.type === 'testedQuotation') return 'literal';
  // The title of a dataset may be the caption; what an author typed there has been linted.
  return node.type === 'dataTable' || node.type === 'chart' ? 'label' : around;
}

/** A cell is read with the head of its column where that says what its numbers are: "Article", "Page". */
function tableRuns(table: Table, { orderHead }: Lexicon, otherwise: NumberClass | undefined): TextRun[] {
  const [head, ...rows] = table.children;
  const heads = (head?.children ?? []).map((cell) => runOf(cell.children, '', otherwise));
  const body = rows.flatMap((row) =>
    row.children.map((cell, index) => {
      const title = heads[index]?.text.trim() ?? '';
      const run = runOf(cell.children, orderHead.test(title) ? `${title} ` : '', otherwise);
      return { ...run, heads: index === 0 ? [title] : [title, firstOf(row)] };
    }),
  );
  return [...heads, ...body];
}

/** The words at the head of a row. */
function firstOf({ children: [first] }: TableRow): string {
  return first === undefined ? '' : runOf(first.children, '', undefined).text.trim();
}

function runOf(
  nodes: readonly PhrasingContent[],
  before: string,
  otherwise: NumberClass | undefined,
): TextRun {
  const pieces: Piece[] = [];
  const values: PrintedValue[] = [];
  const declared: { text: string; from: number; literal?: Literal }[] = [];
  let text = before;
  const add = (children: readonly PhrasingContent[], address: boolean): void => {
    for (const node of children) {
      if (node.type === 'text' || node.type === 'inlineCode') {
        pieces.push({ node, from: text.length, address });
        text += node.value;
      } else if (node.type === 'break') text += '\n';
      else if ('children' in node && node.children.length > 0) add(node.children, address || isAddress(node));
      else {
        if (node.type === 'value') values.push({ node, from: text.length });
        if (node.type === 'numeral')
          declared.push(
            defined({
              text: node.value,
              from: text.length,
              literal: node.literal,
            }),
          );
        text += placeholder;
      }
    }
  };
  add(nodes, false);
  return { text: withoutSuffix(text), pieces, values, declared, ...(otherwise && { otherwise }) };
}

/** A bare address becomes a link whose words are the address. */
function isAddress(node: Extract<PhrasingContent, Parents>): boolean {
  if (node.type !== 'link') return false;
  const [only] = node.children;
  return (
    only?.type === 'text' &&
    (node.url === only.value || node.url.endsWith(`/${only.value}`) || node.url === `mailto:${only.value}`)
  );
}

/** `{#sec-2}` at the end is not printed; blanked, so that offsets stay. */
function withoutSuffix(text: string): string {
  return text.replace(/\{\s*[#.][^{}]*\}\s*$/, (suffix) => ' '.repeat(suffix.length));
}
