import { elementsOf, type PartElement, textIn } from './parse-part.js';

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
export function authorOf({ attributes }: PartElement): Author {
  const day = /^[12]\d{3}-\d\d-\d\d/.exec(attributes['w:date'] ?? '')?.[0];
  return { author: attributes['w:author'] || 'somebody', ...(day !== undefined && { day }) };
}

/** The comments of a file; the second part says which of them answers another. */
export function readComments(
  comments: PartElement | undefined,
  threads: PartElement | undefined,
): WrittenComment[] {
  const threadOf = new Map(
    elementsOf(threads, 'w15:commentEx').map(({ attributes }) => [attributes['w15:paraId'], attributes]),
  );
  const idOf = new Map<string | undefined, string>();
  return elementsOf(comments, 'w:comment').map((comment) => {
    const { 'w:id': id = '' } = comment.attributes;
    const inside = elementsOf(comment, 'w:p');
    // Threads name a comment by its last paragraph; an answer comes after what it answers.
    const name = inside.at(-1)?.attributes['w14:paraId'];
    if (name !== undefined) idOf.set(name, id);
    const { 'w15:paraIdParent': parent, 'w15:done': done } = threadOf.get(name) ?? {};
    const answers = parent === undefined ? undefined : idOf.get(parent);
    return {
      id,
      ...authorOf(comment),
      text: inside.map(textIn).join('\n').trim(),
      ...(answers !== undefined && { answers }),
      ...(done === '1' && { isDone: true as const }),
    };
  });
}
