import type { Element } from 'xast';
import { attributeOf, childrenOf, textIn } from '../ooxml.js';

/** Who did something, and on which day; programs leave out either. */
export interface Author {
  readonly author: string;
  /** `2026-03-01`. */
  readonly day?: string;
}

/** A comment as it was written. */
export interface WrittenComment extends Author {
  readonly id: string;
  readonly text: string;
  /** The id of the comment that it answers. */
  readonly answers?: string;
  /** It is marked as done. */
  readonly isDone?: true;
}

/** Who wrote an element. LibreOffice writes `0-00-00T00:00:00Z` where it knows no day. */
export function authorOf(element: Element): Author {
  const day = /^[12]\d{3}-\d\d-\d\d/.exec(attributeOf(element, 'w:date') ?? '')?.[0];
  return { author: attributeOf(element, 'w:author') || 'somebody', ...(day !== undefined && { day }) };
}

/** The comments of a file; the second part says which of them answers another. */
export function readComments(comments: Element | undefined, threads: Element | undefined): WrittenComment[] {
  const threadOf = new Map(
    childrenOf(threads, 'w15:commentEx').map((each) => [attributeOf(each, 'w15:paraId'), each]),
  );
  const idOf = new Map<string | undefined, string>();
  return childrenOf(comments, 'w:comment').map((comment) => {
    const id = attributeOf(comment, 'w:id') ?? '';
    const inside = childrenOf(comment, 'w:p');
    // Threads name a comment by its last paragraph; an answer comes after what it answers.
    const name = attributeOf(inside.at(-1), 'w14:paraId');
    if (name !== undefined) idOf.set(name, id);
    const thread = name === undefined ? undefined : threadOf.get(name);
    const parent = attributeOf(thread, 'w15:paraIdParent');
    const answers = parent === undefined ? undefined : idOf.get(parent);
    return {
      id,
      ...authorOf(comment),
      text: inside.map(textIn).join('\n').trim(),
      ...(answers !== undefined && { answers }),
      ...(attributeOf(thread, 'w15:done') === '1' && { isDone: true as const }),
    };
  });
}
