/** How headings are compared and taken apart. */

/** Stands between the rows of a heading that has several. */
const joint = ' | ';

/** A heading on one line: line breaks and spaces in it say nothing. */
export const plainHeading = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** The heading of a column from its rows, without those that are empty. */
export const joinHeading = (parts: readonly string[]): string =>
  parts
    .map(plainHeading)
    .filter((part) => part !== '')
    .join(joint);

/** The parts of a heading that is listed. */
export const headingParts = (heading: string): readonly string[] => heading.split(joint);

/** How many categories a pattern names. */
export const starsOf = (pattern: string): number => pattern.split('*').length - 1;

/**
 * What stands for each `*` of a pattern in a heading; undefined where they do not fit, `ambiguous` where they fit in more
 * than one way. A `*` stands for some text within one row of the heading.
 */
export function matchHeading(pattern: string, heading: string): readonly string[] | 'ambiguous' | undefined {
  const rows = heading.split(joint);
  const wanted = pattern.split(joint);
  if (rows.length !== wanted.length) return undefined;
  const found: string[] = [];
  for (const [index, row] of rows.entries()) {
    const parts = matchRow(wanted[index] ?? '', row);
    if (parts === undefined || parts === 'ambiguous') return parts;
    for (const part of parts) found.push(part);
  }
  return found;
}

function matchRow(pattern: string, text: string): readonly string[] | 'ambiguous' | undefined {
  const literals = pattern.split('*');
  const [first = '', ...rest] = literals;
  if (rest.length === 0) return text === first ? [] : undefined;
  const early = earliest(literals, text);
  if (early === undefined) return undefined;
  const mirrored = earliest(literals.map(reversed).reverse(), reversed(text));
  const late = mirrored?.map(reversed).reverse();
  return late?.every((part, index) => part === early[index]) ? early : 'ambiguous';
}

/** Each literal as far to the left as it can stand, with something between any two. */
function earliest(literals: readonly string[], text: string): readonly string[] | undefined {
  const [first = '', ...rest] = literals;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined;
  const end = text.length - last.length;
  const parts: string[] = [];
  let from = first.length;
  for (const literal of rest) {
    const at = text.indexOf(literal, from + 1);
    if (at < 0 || at + literal.length > end) return undefined;
    parts.push(text.slice(from, at));
    from = at + literal.length;
  }
  return end > from ? [...parts, text.slice(from, end)] : undefined;
}

const reversed = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => text[text.length - 1 - index]).join('');
