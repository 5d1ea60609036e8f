import type { Heading, Nodes, PhrasingContent, Root, TableRow } from 'mdast';
import type { Language } from '../../language/language.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { finiteDigits, toFractionText } from '../../model/exact.js';
import type { Quantity } from '../../model/quantity.js';
import type { Literal } from '../../model/tree/literal.js';
import type { CaptionedTableNode } from '../../model/tree/nodes.js';
import { captionOf } from '../../model/tree/part-nodes.js';
import type { NumeralNode } from '../../model/tree/phrasing-nodes.js';
import { legendNode, sourcesNode } from '../../model/tree/table-nodes.js';
import type { LiteralsBlock } from '../printable.js';

/** A declared number as a node of the text. */
export function literalNode(literal: Literal): NumeralNode {
  return { type: 'numeral', class: 'literal', value: literal.text, literal };
}

/**
 * A declared number as a chart of a dataset draws it; undefined for a text that is no plain number. Beside illustrative numbers it
 * says no more of the world than they do.
 */
export function declaredQuantity(
  { number, unit, source, at }: Literal,
  { name, illustrative }: Pick<PublishedDataset, 'name' | 'illustrative'>,
): Quantity | undefined {
  if (number === undefined) return undefined;
  return {
    kind: 'quantity',
    value: number,
    unit,
    dataset: name,
    cells: [],
    operation: 'declared',
    declared: { number: toFractionText(number), source },
    digits: finiteDigits(number) ?? 0,
    illustrative,
    at,
  };
}

/** The table of declared numbers, to be filled once all of them are known. */
export function literalsNode({ id, caption, at }: LiteralsBlock): CaptionedTableNode {
  return {
    type: 'captionedTable',
    id,
    children: [
      captionOf(caption),
      { type: 'table', align: [null, null, null, null], children: [], data: { literals: true } },
      legendNode([]),
      sourcesNode([]),
    ],
    at,
  };
}

/** What was declared with one unit and one source, and the headings that it stands under. */
interface Use {
  readonly literals: Literal[];
  readonly headings: Heading[];
}

/** Fills every table of declared numbers of a resolved tree, in place; where there are none, a sentence says so. */
export function fillLiterals(body: Root, language: Language): void {
  const uses = usesIn(body);
  fill(body, uses, language);
}

function fill(node: Nodes, uses: readonly Use[], language: Language): void {
  if (!('children' in node)) return;
  const children = node.children as Nodes[];
  for (const [index, child] of children.entries()) {
    if (child.type !== 'captionedTable' || child.children[1].data?.literals !== true) {
      fill(child, uses, language);
    } else if (uses.length === 0) {
      const text = language.message('content.literals.none');
      children[index] = { type: 'paragraph', children: [{ type: 'text', value: text }] };
    } else {
      child.children[1].children = [headOf(language), ...uses.map(rowOf)];
    }
  }
}

/** Every declared number once, in reading order, those of one unit and source together. */
function usesIn(body: Root): Use[] {
  const uses = new Map<string, Use>();
  let heading: Heading | undefined;
  const visit = (node: Nodes): void => {
    if (node.type === 'heading') heading = node;
    for (const literal of literalsOf(node)) {
      const key = JSON.stringify([literal.unit, literal.source]);
      const use = uses.get(key) ?? { literals: [], headings: [] };
      uses.set(key, use);
      if (!use.literals.some(({ text }) => text === literal.text)) use.literals.push(literal);
      if (heading !== undefined && !use.headings.includes(heading)) use.headings.push(heading);
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(body);
  return [...uses.values()];
}

/** Those that a chart draws stand in its specification, and on the page once it is drawn. */
function literalsOf(node: Nodes): readonly Literal[] {
  if (node.type === 'chart') return node.constants?.flatMap(({ literal }) => literal ?? []) ?? [];
  return node.type === 'numeral' && node.literal !== undefined ? [node.literal] : [];
}

const cells = (...content: PhrasingContent[][]): TableRow => ({
  type: 'tableRow',
  children: content.map((children) => ({ type: 'tableCell', children })),
});

const words = (value: string): PhrasingContent[] => [{ type: 'text', value }];

function headOf(language: Language): TableRow {
  const names = ['number', 'unit', 'source', 'where'] as const;
  return cells(...names.map((name) => words(language.message(`content.literals.${name}`))));
}

function rowOf({ literals, headings }: Use): TableRow {
  const [first] = literals;
  if (first === undefined) return cells();
  const numbers = join(
    literals.map((literal) => [literalNode(literal)]),
    ', ',
  );
  const cited: PhrasingContent = { type: 'text', value: first.source, data: { fromData: true } };
  const where = headings.map((heading) => placeOf(heading, first));
  return cells(numbers, words(first.unit), [cited], join(where, '; '));
}

function join(items: readonly PhrasingContent[][], separator: string): PhrasingContent[] {
  return items.flatMap((item, index) => (index === 0 ? item : [...words(separator), ...item]));
}

/** "Section 2.3" where the heading has an id, else its words. */
function placeOf(heading: Heading, { at }: Literal): PhrasingContent[] {
  const id = heading.data?.id;
  if (id !== undefined) return [{ type: 'reference', target: id, children: [], at }];
  return heading.children.flatMap((child) => ('value' in child ? words(String(child.value)) : []));
}
