import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { EndnoteNode } from '../../../../model/tree/part-nodes.js';
import { withData } from '../../elements.js';
import { elements } from '../classed-words.js';
import type { HastContext, NodeHandlers } from '../context.js';
import { figure, legendLine, lengthClass, sourceLine } from '../figure.js';
import { equation } from './phrasing.js';

/** Blocks that take a few lines to print; a longer one has a file of its own. */
export const blocks = {
  /** A Markdown table as one unit with its caption above and its source below, like a table made from a dataset. */
  captionedTable: (node, context, state) => {
    const { language } = context;
    const [caption, table, legend, sources] = node.children;
    const label = language.message('document.table', { number: node.enumerator ?? '' });
    const foot = [...legendLine(legend), ...sourceLine(sources, language)];
    return figure(
      node,
      {
        label,
        title: state.all(caption),
        className: ['table', 'in-words', ...lengthClass(table.children.length - 1)],
      },
      [...elements(state.one(table, node)), ...(foot.length === 0 ? [] : [h('div.foot', foot)])],
      context,
    );
  },

  math: (node) => h('p.equation', [equation(node)]),

  /**
   * A chapter or section. The id stands on its heading, which is what links and the PDF's outline point at. Chapters alone
   * bear a name: a list of all parts of a page is what the contents are for.
   */
  section: (node, context, state) => {
    const kind =
      node.depth === 1
        ? [
            'chapter',
            ...(node.annex ? ['annex'] : []),
            ...(node.banded === true ? ['banded'] : []),
            ...(node.brief === true ? ['brief'] : []),
          ]
        : ['section'];
    const content = state.wrap(state.all(node), true);
    if (node.depth > 1) return h('section', { className: kind }, content);
    const section = h('section', { className: kind, ariaLabelledBy: [node.id] }, [
      ...(node.banded === true ? [band(context)] : []),
      ...content,
    ]);
    const { id, holds = 'text' } = node;
    return withData(section, {
      chapter: { id, holds },
      ...(node.banded === true && { banded: true as const }),
      ...(holds === 'contents' && { only: 'contents' as const }),
    });
  },

  /** What the symbols in the text of a chapter mean. */
  legend: (node) => legendLine(node),

  /** What the band of a chapter means, at its start; on a screen also what the mark of illustrative numbers means. */
  illustrativeNote: ({ about }, { language }) => {
    if (about === 'band') return h('p.illustrative-note', language.message('document.band-note'));
    const note = h('p.illustrative-note.mark-note', [
      h('span.legend-mark', language.message('document.illustrative-mark')),
      ` ${language.message('document.illustrative-note')}`,
    ]);
    return withData(note, { only: 'markNote' });
  },

  /** The notes of a chapter. One with a sign is no item of a list that counts. */
  endnotes: (node, { language }, state) => {
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
  },

  /** One note. */
  endnote: (note, context, state) => {
    const content = withBackLinks(state.all(note), note, context);
    return note.number === undefined
      ? h('div.signed-note', { id: note.id }, withSign(content, note.label))
      : h('li', { id: note.id, value: note.number }, content);
  },
} satisfies Partial<NodeHandlers>;

/**
 * What stands along the edge of a chapter while one scrolls through it. The note below the heading says it to those who listen,
 * once; on paper the edge of each page does (`running-heads.ts`).
 */
function band({ language }: HastContext): Element {
  const words = h('span', language.message('document.band'));
  return withData(h('div.chapter-band', { ariaHidden: 'true' }, [words]), { only: 'band' });
}

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
    withData(
      h(
        'a.back',
        {
          href: `#${id}`,
          ariaLabel: language.message('document.back-to', { number: note.label }),
          dataNAlt: 'enumerator',
        },
        language.message('document.back'),
      ),
      { only: 'wayBack' },
    ),
  ]);
  const last = content.findLast((child) => child.type === 'element');
  if (last?.type === 'element' && last.tagName === 'p') {
    for (const each of links) last.children.push(each);
    return content;
  }
  return [...content, h('p', links)];
}
