import { h } from 'hastscript';
import { repeatedNumber } from '../classed-words.js';
import type { NodeHandlers } from '../context.js';
import { repeatedMark } from '../marks.js';

/** What stands in a line of text. */
export const phrasing = {
  /** Words in another language. The PDF takes the language from the attribute. */
  foreign: (node, _context, state) => h('span', { lang: node.lang }, state.all(node)),

  /** Words of the data or of the tool, whose numerals are part of a name. */
  label: ({ value }) => h('span', { dataN: 'label' }, value),

  /** The raised number of a footnote, or its sign. No `role="doc-noteref"`: it destroys the tag of the link in a PDF. */
  noteMark: (node, { language }) => {
    const isNumber = /^\d+$/.test(node.label);
    const link = h(
      'a',
      {
        id: node.id,
        href: `#${node.target}`,
        ariaLabel: language.message('document.note-mark', { number: node.label }),
        ...(isNumber && { dataN: 'enumerator', dataNAlt: 'enumerator' }),
      },
      node.label,
    );
    // An asterisk is raised by itself.
    return isNumber ? h('sup.note-mark', [link]) : h('span.note-mark.sign', [link]);
  },

  /** A numeral of the author's words, with its class: `<span data-n="date">2014</span>`. */
  numeral: ({ class: name, value, entry, marked }, { language }) => {
    const shown = entry === undefined ? h('span', { dataN: name }, value) : repeatedNumber(value, entry);
    return marked === true ? [shown, repeatedMark(language)] : shown;
  },

  /** "Figure 3" as a link. Its class keeps the label and its number on one line. */
  reference: (node, _context, state) => {
    const properties = { className: ['reference'], href: `#${encodeURI(node.target)}` };
    const [only, ...others] = node.children;
    if (only?.type === 'numeral' && others.length === 0)
      return h('a', { ...properties, dataN: only.class }, only.value);
    return h('a', properties, state.all(node));
  },
} satisfies Partial<NodeHandlers>;
