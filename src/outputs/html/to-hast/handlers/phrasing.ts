import type { Element } from 'hast';
import { h } from 'hastscript';
import { type MathElement, rootSign } from '../../../../model/tree/mathml.js';
import type { InlineMathNode, MathNode } from '../../../../model/tree/phrasing-nodes.js';
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

  /** Numerals in an equation are part of it. */
  inlineMath: (node) => equation(node),

  /** "Figure 3" as a link. Its class keeps the label and its number on one line. */
  reference: (node, _context, state) => {
    const properties = { className: ['reference'], href: `#${encodeURI(node.target)}` };
    const [only, ...others] = node.children;
    if (only?.type === 'numeral' && others.length === 0)
      return h('a', { ...properties, dataN: only.class }, only.value);
    return h('a', properties, state.all(node));
  },
} satisfies Partial<NodeHandlers>;

/** An equation in MathML, which browsers set and read aloud; a PDF has its words from `alttext`. */
export const equation = ({ mathml, text = '' }: InlineMathNode | MathNode): Element =>
  h('span.math', { dataN: 'label' }, mathml === undefined ? [] : [mathElement(mathml, { alttext: text })]);

/** Signs grow no further than a font has them whole: put together of parts, they would be no text in a PDF. */
const tallest = { maxsize: '3em' };

function mathElement({ name, attributes, children }: MathElement, more = {}): Element {
  const inside = children.map((child) => (typeof child === 'string' ? child : mathElement(child)));
  if (name === 'msqrt') return root(inside);
  // The degree stands before the sign.
  if (name === 'mroot')
    return h('mrow', [h('msup', [h('mrow'), ...inside.slice(1)]), root(inside.slice(0, 1))]);
  return h(name, { ...attributes, ...(name === 'mo' ? tallest : {}), ...more }, inside);
}

/** A root, whose line the theme draws. */
const root = (inside: readonly (Element | string)[]): Element =>
  h('mrow', [
    h('mo', { form: 'prefix', stretchy: 'true', lspace: '0', rspace: '0', ...tallest }, rootSign),
    h('mrow.radicand', [...inside]),
  ]);
