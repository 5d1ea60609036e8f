import type { ResourceLimits } from '../../resource-limits.js';
import type { MarkerExcess } from './marker-scan.js';

/**
 * What the parser makes things of: lines, cells, and marks in a line. Each comes to some 20 kB of its events and of our
 * nodes while a report is made, however short it is. Read less exactly than the parser does, it errs towards counting.
 */
const part = /(\n(?=[ \t]*\n))|\n|[*_~`]+|[[\]<>&\\@|]|[-+] |\d[.)] |:\/\/|www\./g;

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
  for (const { 0: found, 1: beforeEmptyLine, index: offset } of text.matchAll(part)) {
    parts += 1;
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
