import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { withData } from '../../element-data.js';
import type { HastContext, NodeHandler } from '../context.js';

/** The notes of a chapter, each ending in links back to its marks. */
export const endnotes: NodeHandler<'endnotes'> = (node, context, state) => {
  const made = h('div.endnotes', [
    h('p.endnotes-title', context.language.message('document.notes')),
    h(
      'ol',
      { start: node.notes[0]?.number ?? 1 },
      node.notes.map((note) => {
        const content = state.all({ type: 'blockquote', children: structuredClone([...note.children]) });
        return h('li', { id: note.id, value: note.number }, withBackLinks(content, note, context));
      }),
    ),
  ]);
  return withData(made, { place: 'footnote' });
};

type Note = { readonly number: number; readonly references: readonly string[] };

/** The links stand at the end of the last paragraph, so that they never make a line of their own. */
function withBackLinks(content: ElementContent[], note: Note, { language }: HastContext): ElementContent[] {
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
