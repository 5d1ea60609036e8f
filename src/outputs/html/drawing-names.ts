/**
 * A drawing of a page is called as its figure is, and described by its own words. On paper it has one text, in which all of them stand.
 *
 * *Source:* WAI, "Complex images": a short name, and a description apart.
 */
export const namedOnPage = (svg: string): string =>
  svg.replace(
    / aria-labelledby="((\S+)-title\b[^"]*)"/,
    ' aria-labelledby="_$2-title" aria-describedby="$1"',
  );

/** What `namedOnPage` was made of. */
export const namedOnPaper = (svg: string): string =>
  svg.replace(/ aria-labelledby="[^"]*" aria-describedby="([^"]*)"/, ' aria-labelledby="$1"');
