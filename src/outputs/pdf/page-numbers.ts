/** Page number (from 1) by id. */
export type PageNumbers = Readonly<Record<string, number>>;

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
