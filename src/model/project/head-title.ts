/** Characters of a title from which it is too long for the head of a page. */
const longTitle = 60;

/** What the heads of pages call a report: its short title, else its title, of a long one what stands before the colon. */
export function headTitle({
  title,
  shortTitle,
}: {
  readonly title: string;
  readonly shortTitle?: string | undefined;
}): string {
  if (shortTitle !== undefined || title.length <= longTitle) return shortTitle ?? title;
  const colon = title.indexOf(': ');
  return colon < 0 ? title : title.slice(0, colon);
}
