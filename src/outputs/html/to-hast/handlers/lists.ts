import type { Element } from 'hast';
import { h } from 'hastscript';
import type { State } from 'mdast-util-to-hast';
import type { ListingEntryNode } from '../../../../model/tree/part-nodes.js';
import { withData } from '../../element-data.js';
import type { NodeHandlers } from '../context.js';
import { elements } from '../phrasing.js';

/** Entries from which the contents are set in two columns on paper: on one page rather than three. */
const longContents = 45;

/** Lists of the report. */
export const lists = {
  /** Contents, or a list of figures or tables. The page numbers are filled in when the PDF is printed. */
  listing: (node, _context, state) => {
    const list = nestEntries(node.children, state);
    const long = node.name === 'contents' && node.children.length >= longContents;
    list.properties.className = ['listing', `listing-${node.name}`, ...(long ? ['long'] : [])];
    return withData(list, { place: 'contents' });
  },

  /** A line of a list: a link to what it names. */
  listingEntry: (entry, _context, state) => {
    const number =
      entry.enumerator === '' ? [] : [h('span.enumerator', { dataN: 'enumerator' }, entry.enumerator), ' '];
    return h('a', { href: `#${encodeURI(entry.id)}` }, [
      ...number,
      h('span.words', state.all(entry)),
      ' ',
      withData(h('span.page', { dataPageOf: entry.id, dataN: 'enumerator' }), { only: 'pageNumber' }),
    ]);
  },

  /** The list of references. */
  bibliography: (node, _context, state) => h('ul.references', state.all(node)),

  /** A work, which citations lead to; with its number where they are numbers. */
  bibliographyEntry: ({ id, number, ...node }, _context, state) =>
    h('li', { id }, [
      ...(number === undefined ? [] : [h('span.enumerator', { dataN: 'enumerator' }, `[${number}]`), ' ']),
      ...state.all({ ...node, type: 'bibliographyEntry', id }),
    ]),

  /** Terms and what they mean. */
  definitionList: (node, _context, state) => h('dl', state.all(node)),

  /** A term, which links lead to. */
  definitionTerm: (node, _context, state) =>
    h('dt', node.id === undefined ? {} : { id: node.id }, state.all(node)),

  /** What a term means. */
  definitionDescription: (node, _context, state) => h('dd', state.all(node)),
} satisfies Partial<NodeHandlers>;

/** Entries as nested lists, so that sections belong to their chapter for every reader. */
function nestEntries(entries: readonly ListingEntryNode[], state: State): Element {
  const root = h('ol');
  let last: Element | undefined;
  for (const entry of entries) {
    const item = h('li', elements(state.one(entry, undefined)));
    if (entry.depth === 1 || last === undefined) {
      root.children.push(item);
      last = item;
      continue;
    }
    const inner = last.children.find((child) => child.type === 'element' && child.tagName === 'ol');
    if (inner?.type === 'element') inner.children.push(item);
    else last.children.push(h('ol', [item]));
  }
  return root;
}
