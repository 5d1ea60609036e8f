import { faultOf } from '../../../problems/problem.js';
import { type Block, everyBlock, firstPage, hasClass, lastPage, nextOf } from '../blocks.js';
import { type Finding, type LayoutRule, nameOf, wordsOf } from '../rule.js';

/** A heading, a caption or a lead-in at the foot of a page, and what it belongs to on the next. */
export const parted: LayoutRule = ({ blocks }) =>
  [...everyBlock(blocks)].flatMap((block): Finding[] => {
    const kind = kindOf(block);
    const next = kind === undefined ? undefined : followerOf(block);
    const [page, other] = [lastPage(block), next && firstPage(next)];
    if (kind === undefined || next === undefined || page === undefined || other === undefined) return [];
    if (page >= other) return [];
    return [
      {
        ...faultOf(
          'layout/parted',
          { kind, words: wordsOf(block), page, name: nameOf(next), other },
          { hint: hints[kind] },
        ),
        page,
        block,
      },
    ];
  });

type Kind = 'heading' | 'caption' | 'lead-in';

const hints: Readonly<Record<Kind, string>> = {
  heading: 'let a sentence follow the heading before what does not fit the page',
  caption: 'make the figure or table smaller, so that it fits a page with its caption',
  'lead-in': 'end the sentence with a full stop, or make what it leads to smaller',
};

/** What can be announced by a sentence that ends in a colon, and what every paragraph before it announces. */
const shown: ReadonlySet<string> = new Set(['figure', 'table', 'blockquote', 'pre', 'div', 'ul', 'ol']);
const always: ReadonlySet<string> = new Set(['ul', 'ol', 'blockquote', 'pre', 'table']);

function kindOf(block: Block): Kind | undefined {
  const { tagName } = block.element;
  if (/^h[2-6]$/.test(tagName)) return 'heading';
  if (tagName === 'figcaption') return 'caption';
  const follower = tagName === 'p' ? nextOf(block) : undefined;
  if (follower === undefined || hasClass(block, 'source', 'caption', 'note-label')) return undefined;
  const next = follower.element.tagName;
  const end = block.texts.at(-1)?.text.trimEnd() ?? '';
  return always.has(next) || hasClass(follower, 'plain-table') || (end.endsWith(':') && shown.has(next))
    ? 'lead-in'
    : undefined;
}

/** What follows a block, within its parent or after it. */
function followerOf(block: Block): Block | undefined {
  return (
    nextOf(block) ?? (block.parent?.element.tagName === 'section' ? followerOf(block.parent) : undefined)
  );
}
