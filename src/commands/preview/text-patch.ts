/** What has to be put in the place of a part of a text so that it becomes another. */
export interface TextPatch {
  readonly start: number;
  /** Of the part that goes, in the old text. */
  readonly end: number;
  readonly text: string;
}

/**
 * What to put in where, in the order of the text. Where there are as many lines as before it is each line that differs,
 * so that changes in the first and the last chapter do not send all between them. Else it is the smallest part in which
 * the texts differ.
 */
export function patchesBetween(before: string, after: string): readonly TextPatch[] {
  const [olds, news] = [before.split('\n'), after.split('\n')];
  if (olds.length !== news.length) return [patchBetween(before, after)];
  const patches: TextPatch[] = [];
  let offset = 0;
  for (const [index, old] of olds.entries()) {
    const now = news[index] ?? '';
    if (old !== now) {
      const { start, end, text } = patchBetween(old, now);
      patches.push({ start: offset + start, end: offset + end, text });
    }
    offset += old.length + 1;
  }
  return patches;
}

/** The smallest single part in which two texts differ. */
function patchBetween(before: string, after: string): TextPatch {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
