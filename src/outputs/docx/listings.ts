import type { Nodes } from 'mdast';
import type { Element } from 'xast';
import type { ListingNode } from '../../model/tree/nodes.js';
import type { ListingEntryNode } from '../../model/tree/part-nodes.js';
import { w } from './ooxml.js';
import { inline } from './phrasing.js';
import { type Handlers, type Made, plain, targetName, type Writing } from './writing.js';

type Listings =
  | 'definitionList'
  | 'definitionTerm'
  | 'definitionDescription'
  | 'bibliography'
  | 'bibliographyEntry'
  | 'listing'
  | 'listingEntry'
  | 'endnotes'
  | 'endnote';
type Visit = (node: Nodes) => Made;
const nothing: Made = () => [];

/** Lists that the tool makes, and terms and notes. */
export function listingHandlers(writing: Writing): Handlers<Listings> {
  return {
    definitionList: inline,
    definitionTerm: (node, visit) => (around) => [
      writing.paragraph(
        writing.target(node.id, writing.written(node.position?.start.offset, inline(node, visit)(around))),
        { ...around, style: 'Tallybook Term' },
      ),
    ],
    definitionDescription: (node, visit) => (around) =>
      inline(node, visit)({ ...around, style: 'Tallybook Meaning' }),
    bibliography: inline,
    bibliographyEntry: (node, visit) => (around) => {
      const number = node.number === undefined ? [] : writing.words(`[${node.number}] `, around.marks);
      const words = [...number, ...inline(node, visit)(around)];
      return [writing.paragraph(writing.target(node.id, words), { ...around, style: 'Bibliography' })];
    },
    listing: (node, visit) => () => listing(writing, node, visit),
    listingEntry: inline,
    // They stand at the foot of the page of their mark.
    endnotes: () => nothing,
    endnote: (node, visit) => (around) => inline(node, visit)({ ...around, style: 'footnote text' }),
  };
}

/** The contents, or a list of figures or tables, as the field that Word makes them with. Page numbers come when it is updated: Word alone knows them. */
function listing(writing: Writing, node: ListingNode, visit: Visit): Element[] {
  const deepest = node.children.reduce((most, { depth }) => Math.max(most, depth), 1);
  const instruction =
    node.name === 'contents'
      ? `TOC \\o "1-${deepest}" \\h \\z \\u`
      : `TOC \\h \\z \\c "${node.name === 'figures' ? 'Figure' : 'Table'}"`;
  const { begin, end } = writing.fieldEnds(instruction);
  const last = node.children.length - 1;
  return node.children.map((entry, index) => {
    const link = w(
      'hyperlink',
      { anchor: targetName(entry.id), history: 1 },
      entryRuns(writing, entry, visit),
    );
    const style = node.name === 'contents' ? `toc ${Math.min(entry.depth, 3)}` : 'table of figures';
    const content = [...(index === 0 ? begin : []), link, ...(index === last ? end : [])];
    return writing.paragraph(content, { marks: {}, style });
  });
}

function entryRuns(writing: Writing, entry: ListingEntryNode, visit: Visit): Element[] {
  const number = entry.enumerator === '' ? [] : [...writing.words(entry.enumerator), w('r', {}, w('tab'))];
  return [...number, ...visit(entry)(plain)];
}
