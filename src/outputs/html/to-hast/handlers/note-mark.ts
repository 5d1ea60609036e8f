import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** The raised number of a footnote, or its sign. No `role="doc-noteref"`: it destroys the tag of the link in a PDF. */
export const noteMark: NodeHandler<'noteMark'> = (node, { language }) => {
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
};
