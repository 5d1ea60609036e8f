import type { Heading, Link, Nodes, Paragraph, Root } from 'mdast';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { type Float, isFloat } from '../../model/tree/floats.js';
import type { BibliographyEntryNode, DefinitionTermNode } from '../../model/tree/part-nodes.js';
import type { NumeralNode, ReferenceNode } from '../../model/tree/phrasing-nodes.js';
import { visit, visitParents } from '../../model/tree/visit.js';
import { phrase, problem } from '../../problems/problem.js';
import { floatLabel, markedText, type TransformState } from '../tree.js';

/** Dead references with a hint at what was meant: to look for that among all ids takes long. */
const mostHints = 100;

/** A thing that a reference can point at. */
export interface Anchor {
  readonly node: Heading | Paragraph | Float | DefinitionTermNode | BibliographyEntryNode;
  readonly annex: boolean;
}

/**
 * Fills references with the words of their target ("Figure 3", "Section 3.2", or the title of an unnumbered
 * heading) and reports references and links inside the report that point at nothing.
 */
export function resolve(state: TransformState): void {
  const anchors = anchorsIn(state.root);
  linkTiles(state, anchors);
  let dead = 0;
  const report = (target: string, at: Position): void =>
    reportDead(state, target, at, anchors, dead++ < mostHints);
  visitParents(state.root, (node) => {
    if (node.type === 'reference') {
      const anchor = anchors.get(node.target);
      if (anchor !== undefined) node.children = [labelOf(anchor, state.language)];
      else report(node.target, node.at);
    } else if ((node.type === 'link' || node.type === 'definition') && node.url.startsWith('#')) {
      const target = decode(node.url.slice(1));
      if (!anchors.has(target)) report(target, state.positionOf(node));
    }
  });
}

/**
 * Of two rows of one id the first keeps it, so that what links to it has one place to go to. Tiles whose row is in no
 * table of the report lead nowhere.
 */
function linkTiles({ root }: TransformState, anchors: ReadonlyMap<string, Anchor>): void {
  const rows = new Set<string>();
  visit(root, 'dataRow', (row) => {
    if (row.id === undefined) return;
    if (rows.has(row.id) || anchors.has(row.id)) delete row.id;
    else rows.add(row.id);
  });
  visit(root, 'dataCell', (cell) => {
    if (cell.tiles === undefined) return;
    cell.tiles = cell.tiles.map(({ target, ...tile }) =>
      target === undefined || !rows.has(target) ? tile : { ...tile, target },
    );
  });
}

/** Everything in a report that a reference can point at, by its id. */
export function anchorsIn(root: Root): Map<string, Anchor> {
  const anchors = new Map<string, Anchor>();
  visitParents(root, (node, ancestors) => {
    const id = idOf(node);
    if (id === undefined || anchors.has(id)) return;
    const annex = ancestors.some((ancestor) => ancestor.type === 'section' && ancestor.annex);
    anchors.set(id, { node: node as Anchor['node'], annex });
  });
  return anchors;
}

function idOf(node: Nodes): string | undefined {
  if (node.type === 'heading' || node.type === 'paragraph') return node.data?.id;
  return isFloat(node) || node.type === 'definitionTerm' || node.type === 'bibliographyEntry'
    ? node.id
    : undefined;
}

/** The words of a reference without words of its own: "Figure 3". */
export function labelOf({ node, annex }: Anchor, language: Language): NumeralNode {
  const enumerated = (value: string): NumeralNode => ({ type: 'numeral', class: 'enumerator', value });
  if (isFloat(node)) return enumerated(floatLabel(node, language));
  if (node.type === 'paragraph') {
    return enumerated(language.message('document.paragraph', { number: `${node.data?.number ?? ''}` }));
  }
  const enumerator = node.type === 'heading' ? node.data?.enumerator : undefined;
  // A title or a term stands for itself, whatever numerals are in it.
  if (node.type !== 'heading' || enumerator === undefined)
    return { type: 'numeral', class: 'label', value: markedText(node.children, language) };
  if (node.depth > 1) return enumerated(language.message('document.section', { number: enumerator }));
  return enumerated(language.message(annex ? 'document.annex' : 'document.chapter', { number: enumerator }));
}

function reportDead(
  state: TransformState,
  target: ReferenceNode['target'],
  position: Position,
  anchors: ReadonlyMap<string, Anchor>,
  isHinted: boolean,
): void {
  // Hundreds of numbered paragraphs would hide the ids that an author wrote.
  const ids = [...anchors.keys()].filter((id) => !/^par-\d+$/.test(id));
  const none = { hint: phrase('document/dead-reference.none', { target }) };
  const near = isHinted ? didYouMean(target, ids) : {};
  state.report(
    problem(
      'document/dead-reference',
      position,
      { target, ids: listNames(ids) },
      ids.length === 0 ? none : near,
    ),
  );
}

function decode(url: Link['url']): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
