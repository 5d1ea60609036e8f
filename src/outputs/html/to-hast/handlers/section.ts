import type { Element } from 'hast';
import { h } from 'hastscript';
import { withData } from '../../element-data.js';
import type { HastContext, NodeHandler } from '../context.js';

/**
 * A chapter or section. The id stands on its heading, which is what links and the PDF's outline point at. Chapters alone
 * bear a name: a list of all parts of a page is what the contents are for.
 */
export const section: NodeHandler<'section'> = (node, context, state) => {
  const kind =
    node.depth === 1
      ? ['chapter', ...(node.annex ? ['annex'] : []), ...(node.banded === true ? ['banded'] : [])]
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
};

/**
 * What stands along the edge of a chapter while one scrolls through it. The note below the heading says it to those who listen,
 * once; on paper the edge of each page does (`running-heads.ts`).
 */
function band({ language }: HastContext): Element {
  const words = h('span', language.message('document.band'));
  return withData(h('div.chapter-band', { ariaHidden: 'true' }, [words]), { only: 'band' });
}
