import type { Edit } from './edits.js';

/** Edits of several files to the same words. */
export type Conflict = readonly [Edit, Edit, ...Edit[]];

/** Edits of all files: what several wrote in the same way once, and what they do not agree on. */
export function reconcile(edits: readonly Edit[]): {
  readonly agreed: readonly Edit[];
  readonly conflicts: readonly Conflict[];
} {
  const once: Edit[] = [];
  for (const edit of edits) {
    const at = once.findIndex((other) => other.file !== edit.file && isSame(edit, other));
    const same = once[at];
    if (same === undefined) once.push(edit);
    else once[at] = { ...same, authors: [...same.authors, ...edit.authors] };
  }
  const groups: [Edit, ...Edit[]][] = [];
  for (const edit of once) {
    const group = groups.find((each) => each.some((other) => other.file !== edit.file && meet(edit, other)));
    if (group === undefined) groups.push([edit]);
    else group.push(edit);
  }
  return {
    agreed: groups.flatMap((group) => (group.length === 1 ? group : [])),
    conflicts: groups.filter((group): group is [Edit, Edit, ...Edit[]] => group.length > 1),
  };
}

const isSame = (one: Edit, other: Edit): boolean =>
  one.kind === other.kind &&
  one.passage === other.passage &&
  one.was === other.was &&
  one.text === other.text &&
  (one.kind !== 'words' || other.kind !== 'words' || one.from === other.from) &&
  (one.kind !== 'number' || other.kind !== 'number' || one.number === other.number) &&
  (one.kind !== 'moved' || other.kind !== 'moved' || one.after === other.after);

/** True where two edits cannot both be made. */
function meet(one: Edit, other: Edit): boolean {
  if (one.passage !== other.passage) return false;
  if (one.kind === 'new' || other.kind === 'new') return one.kind === other.kind;
  if (one.kind === 'words' && other.kind === 'words')
    return (one.from < other.to && other.from < one.to) || one.from === other.from;
  if (one.kind === 'number' && other.kind === 'number') return one.number === other.number;
  if (one.kind === 'number' || other.kind === 'number') return false;
  return true;
}
