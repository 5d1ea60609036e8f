import { h } from 'hastscript';
import { withData } from '../../elements.js';
import { elements, enumerated, nestedList } from '../classed-words.js';
import type { NodeHandlers } from '../context.js';

/** Entries from which the contents are set in two columns on paper: on one page rather than three. */
const longContents = 45;

/** Lists of the report. */
export const lists = {
  /** Contents, or a list of figures or tables. The page numbers are filled in when the PDF is printed. */
  listing: (node, _context, state) => {
    const list = nestedList(
      node.children.map((entry) => ({ depth: entry.depth, content: elements(state.one(entry, undefined)) })),
    );
    const long = node.name === 'contents' && node.children.length >= longContents;
    list.properties.className = ['listing', `listing-${node.name}`, ...(long ? ['long'] : [])];
    return withData(list, { place: 'contents' });
  },

  /** A line of a list: a link to what it names. */
  listingEntry: (entry, _context, state) =>
    h('a', { href: `#${encodeURI(entry.id)}` }, [
      ...enumerated(entry.enumerator),
      h('span.words', state.all(entry)),
      ' ',
      withData(h('span.page', { dataPageOf: entry.id, dataN: 'enumerator' }), { only: 'pageNumber' }),
    ]),

  /** The list of references. */
  bibliography: (node, _context, state) => h('ul.references', state.all(node)),

  /** A work, which citations lead to; with its number where they are numbers. */
  bibliographyEntry: ({ id, number, ...node }, _context, state) =>
    h('li', { id }, [
      ...enumerated(number === undefined ? '' : `[${number}]`),
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
