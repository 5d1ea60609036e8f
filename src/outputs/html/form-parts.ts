/** What only a screen shows, and why. Nothing else of a report may be on the page and not on paper. */
const screenParts = {
  folded: 'it is folded, and paper cannot be unfolded',
  spoken: 'it is heard in place of a mark that paper prints',
  wayBack: 'it leads back to the contents',
  downloads: 'paper has nothing to hand out',
  languages: 'paper leads nowhere',
  otherWidth: 'it is drawn for windows of another width, and paper has one',
  band: 'it stands along a chapter, and on paper along the edge of each of its pages',
  unfolding: 'it unfolds an annex, which paper shows open',
} as const;

/** What only paper shows, and why. Nothing else of a report may be on paper and not on the page. */
const paperParts = {
  pageNumber: 'a screen has no pages',
  contents: 'on a screen the contents stand beside the text',
} as const;

/** A part of the text that one form of a report shows and the other does not. Who makes its element says so. */
export type FormPart = keyof typeof screenParts | keyof typeof paperParts;

/** True for what only a screen shows. */
export const isOfScreen = (part: FormPart | undefined): boolean =>
  part !== undefined && Object.hasOwn(screenParts, part);

/** True for what only paper shows. */
export const isOfPaper = (part: FormPart | undefined): boolean =>
  part !== undefined && Object.hasOwn(paperParts, part);
