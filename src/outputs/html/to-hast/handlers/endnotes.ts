import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { EndnoteNode } from '../../../../model/part-nodes.js';
import { withData } from '../../element-data.js';
import type { HastContext, NodeHandler } from '../context.js';

/** The notes of a chapter. */
export const endnotes: NodeHandler<'endnotes'> = (node, { language }, state) => {
  const made = h('div.endnotes', [
    h('p.endnotes-title', language.message('document.notes')),
    h('ol', { start: node.children[0]?.number ?? 1 }, state.all(node)),
  ]);
  return withData(made, { place: 'footnote' });
};

/** One note. */
export const endnote: NodeHandler<'endnote'> = (note, context, state) =>
  h('li', { id: note.id, value: note.number }, withBackLinks(state.all(note), note, context));

/** What a note says, and links back to its marks. They stand at the end of the last paragraph, so that they never make a line of their own. */
function withBackLinks(
  content: ElementContent[],
  note: EndnoteNode,
  { language }: HastContext,
): ElementContent[] {
  const links = note.references.flatMap((id): ElementContent[] => [
    { type: 'text', value: ' ' },
    h(
      'a.back',
      {
        href: `#${id}`,
        ariaLabel: language.message('document.back-to', { number: `${note.number}` }),
        dataNAlt: 'enumerator',
      },
      language.message('document.back'),
    ),
  ]);
  const last = content.findLast((child) => child.type === 'element');
  if (last?.type === 'element' && last.tagName === 'p') {
    for (const each of links) last.children.push(each);
    return content;
  }
  return [...content, h('p', links)];
}
