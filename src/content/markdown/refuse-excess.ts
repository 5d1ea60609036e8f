import type { Diagnostic } from '../../diagnostics.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { locate, type PlacedText } from '../template/positions.js';
import { tokenOpen } from '../template/private-use.js';
import { findMarkerExcess, type MarkerExcess } from './marker-scan.js';

/** The end of a line before a heading, with `#` or underlined, also in lists and quotations. */
const beforeHeading = /\n(?=(?:[ \t>]|[-+*] |\d{1,9}[.)] )*(?:#{1,6}(?:[ \t\n]|$)|(?:=+|-+)[ \t]*(?:\n|$)))/;

/**
 * What the parser makes things of: lines, cells, and marks in a line. Each comes to some 20 kB of its events and of our
 * nodes, and 0.1 ms, while a report is made, however short it is. Read less exactly than the parser does, it errs
 * towards counting.
 */
const part = new RegExp(
  `(\\n(?=[ \\t]*\\n))|(${beforeHeading.source})|(${tokenOpen})|\\n|[*_~\`]+|[[\\]<>&\\\\@|]|[-+] |\\d[.)] |://|www\\.`,
  'g',
);

/** A heading is a section with an id, a number and a line of the contents; a printed number bears its whole answer. */
const partsOf = { heading: 10, number: 4 } as const;

/** The characters of the heading behind the end of a line, or before it, where it is underlined. */
function headingLength(text: string, offset: number): number {
  const end = text.indexOf('\n', offset + 1);
  const isUnderlined = /^[=-]/.test(text.slice(offset + 1, offset + 2));
  if (isUnderlined) return offset - text.lastIndexOf('\n', offset - 1) - 1;
  return (end < 0 ? text.length : end) - offset - 1;
}

/** A cell is parsed alone, so that it costs the same in a table of any length. */
const isCell = (found: string): boolean => found === '|';

/**
 * The first excess of a Markdown text in what it is made of, beside each other rather than inside each other; undefined
 * where it can be parsed. Between two empty lines the parser compares marks with those before, and lines too, so that its
 * time grows with the square of their number: these have a limit of their own.
 */
export function findPartExcess(text: string, limits: ResourceLimits): MarkerExcess | undefined {
  let [parts, ofParagraph] = [0, 0];
  if (text.length > limits.reportCharacters) {
    return { name: 'reportCharacters', offset: limits.reportCharacters, found: 'more characters' };
  }
  for (const match of text.matchAll(part)) {
    const { 0: found, 1: beforeEmptyLine, 2: heading, 3: number, index: offset } = match;
    if (heading !== undefined && headingLength(text, offset) > limits.titleCharacters)
      return { name: 'titleCharacters', offset: offset + 1, found: 'longer heading' };
    parts += heading !== undefined ? partsOf.heading : number !== undefined ? partsOf.number : 1;
    if (beforeEmptyLine !== undefined) ofParagraph = 0;
    else if (!isCell(found)) ofParagraph += 1;
    if (ofParagraph > limits.paragraphParts) {
      return { name: 'paragraphParts', offset, found: 'more lines and marks' };
    }
    if (parts > limits.markdownParts) {
      return { name: 'markdownParts', offset, found: 'more lines, cells and marks' };
    }
  }
  return undefined;
}

/** The errors of texts that no parser should be given, each where the first mark too many stands in its template. */
export function refuseExcess(texts: readonly PlacedText[], limits: ResourceLimits): Diagnostic[] {
  return texts.flatMap(({ text, map }) => {
    const excess = findMarkerExcess(text, limits) ?? findPartExcess(text, limits);
    if (excess === undefined) return [];
    const { name, offset, found } = excess;
    return [limitProblem({ name, limits, found, position: locate(map, offset) })];
  });
}
