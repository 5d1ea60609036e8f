/** What has to be put in the place of a part of a text so that it becomes another. */
export interface TextPatch {
  readonly start: number;
  /** Of the part that goes, in the old text. */
  readonly end: number;
  readonly text: string;
}

/** The smallest single part in which two texts differ. */
export function patchBetween(before: string, after: string): TextPatch {
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
