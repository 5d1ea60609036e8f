import type { Position } from '../../diagnostics.js';
import type { Change, OldWriting, ProjectText } from '../../project/versions/change.js';
import { locator } from '../../yaml/places.js';

/** A stretch of a text that was written anew. */
export interface Edit {
  readonly position: Position;
  /** Empty where something was added. */
  readonly before: string;
  readonly after: string;
}

/** A text after a change, with what was done to it. Nothing but the stretches that the change names is touched. */
export interface Edited {
  readonly text: ProjectText;
  readonly edits: readonly Edit[];
}

/** Makes in a text what a change can make by itself. */
export function applyChange(text: ProjectText, change: Change): Edited {
  const found = change
    .find(text)
    .flatMap(({ replacement, ...place }) => (replacement === undefined ? [] : [{ ...place, replacement }]));
  return applyWritings(text, found);
}

/** A stretch of a text, and what to write in its place. */
export type Replacement = Pick<OldWriting, 'start' | 'end'> & { readonly replacement: string };

/** Writes replacements into a text; of two that overlap the first is made, and the other is found again. */
export function applyWritings(text: ProjectText, replacements: readonly Replacement[]): Edited {
  const locate = locator(text.text, text.file, { line: 1, column: 1 });
  const edits: Edit[] = [];
  let written = '';
  let at = 0;
  for (const { start, end, replacement } of [...replacements].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    written += text.text.slice(at, start) + replacement;
    at = end;
    edits.push({ position: locate(start), before: text.text.slice(start, end), after: replacement });
  }
  return { text: { ...text, text: written + text.text.slice(at) }, edits };
}
