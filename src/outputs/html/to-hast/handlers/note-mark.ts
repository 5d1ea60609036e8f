import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** The raised number of a footnote. No `role="doc-noteref"`: it destroys the tag of the link in a PDF. */
export const noteMark: NodeHandler<'noteMark'> = (node, { language }) =>
  h('sup.note-mark', [
    h(
      'a',
      {
        id: node.id,
        href: `#${node.target}`,
        ariaLabel: language.message('document.note-mark', { number: `${node.number}` }),
        dataN: 'enumerator',
        dataNAlt: 'enumerator',
      },
      `${node.number}`,
    ),
  ]);
