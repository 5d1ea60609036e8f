/** What the words around a number say of a candidate, added up. */

/**
 * What each piece of evidence weighs. They were set on reports of which every number was known; that keys must be said makes the
 * difference between right and wrong, and not these.
 */
export const weights = {
  ...{ label: 3, heading: 2, paragraph: 1.6, before: 0.6 },
  ...{ year: 2, yearNear: 1, edition: 1.2, yearBefore: 1.6 },
  ...{ unit: 1.5, wordAfter: 2, title: 1.5, otherLabel: 1.6, otherYear: 0.2 },
};

export class Tally {
  sum = 0;
  hasLabel = false;
  /** Keys that the paragraph alone says. */
  fromParagraph = 0;
  readonly missing: string[] = [];
  /** Groups of categories that no word names. */
  readonly unnamed: string[] = [];

  add(weight: number): void {
    this.sum += weight;
  }
}
