/** Page number (from 1) by id. */
export type PageNumbers = Readonly<Record<string, number>>;

/** What stands in the contents of a print until its pages are known: as many digits as a number may have. */
export const pagePlaceholder = '0000';

/** What numbers are made of. A font in a PDF holds only the glyphs that the print painted. */
export const digitGlyphs = '0123456789';

/** Where the link targets of a printed PDF are. */
export interface Destinations {
  /** By id, in the order of ids. Only ids that a link leads to have a destination. */
  readonly pages: Record<string, number>;
  readonly pageCount: number;
}

/** Which of the ids are on another page in `after`, or nowhere in it. */
export function movedPages(ids: readonly string[], before: PageNumbers, after: PageNumbers): string[] {
  return ids.filter((id) => before[id] !== after[id]);
}
