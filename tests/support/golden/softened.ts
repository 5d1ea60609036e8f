/**
 * A text as a reader takes it: every run of white space, also of kinds that do not break or are narrow, is one space;
 * what only guides the breaking of lines is gone.
 */
export function softened(text: string): string {
  return text.replace(/[\u00AD\u200B\u2060]/g, '').replace(/\s+/g, ' ');
}
