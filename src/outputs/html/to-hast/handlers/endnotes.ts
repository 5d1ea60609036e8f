import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { EndnoteNode } from '../../../../model/tree/part-nodes.js';
import { withData } from '../../element-data.js';
import type { HastContext, NodeHandler } from '../context.js';

/** The notes of a chapter. One with a sign is no item of a list that counts. */
export const endnotes: NodeHandler<'endnotes'> = (node, { language }, state) => {
  const signed = node.children.filter(({ number }) => number === undefined);
  const counted = node.children.filter(({ number }) => number !== undefined);
  const made = h('div.endnotes', [
    h('p.endnotes-title', language.message('document.notes')),
    ...signed.flatMap((note) => state.one(note, node) ?? []),
    ...(counted.length === 0
      ? []
      : [h('ol', { start: counted[0]?.number ?? 1 }, state.all({ ...node, children: counted }))]),
  ]);
  return withData(made, { place: 'footnote' });
};

/** One note. */
export const endnote: NodeHandler<'endnote'> = (note, context, state) => {
  const content = withBackLinks(state.all(note), note, context);
  return note.number === undefined
    ? h('div.signed-note', { id: note.id }, withSign(content, note.label))
    : h('li', { id: note.id, value: note.number }, content);
};

function withSign(content: ElementContent[], sign: string): ElementContent[] {
  const [first] = content.filter((child) => child.type === 'element');
  first?.children.unshift({ type: 'text', value: `${sign}\u00A0` });
  return content;
}

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
        ariaLabel: language.message('document.back-to', { number: note.label }),
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
