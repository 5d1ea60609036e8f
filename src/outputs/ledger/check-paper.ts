import type { Diagnostic, Position } from '../../diagnostics.js';
import type { PrintedDigits } from '../pdf/printed-digits.js';
import { isText, type MarkupElement, type MarkupNode, readMarkup } from '../snapshot/read-markup.js';

/** What a PDF was printed from. */
export interface PaperSource {
  /** The page that the browser printed, without the numbers of pages. */
  readonly html: string;
  /** Page by id. */
  readonly pages: Readonly<Record<string, number>>;
  readonly pageCount: number;
  /** The `@page` rules with the running heads. */
  readonly heads: string;
}

/**
 * One error for each run of digits in a finished PDF that is not in what it was printed from, or is there less often.
 * Digits are compared, not whole numerals: where a line ends or a font changes, a numeral comes in pieces. Running
 * heads, page numbers and the heads of tables repeat as often as they like, page numbers only on their page.
 */
export function unclassifiedDigits(
  digits: readonly PrintedDigits[],
  source: PaperSource,
  template: Position,
): Diagnostic[] {
  const { text, repeated } = expectedDigits(source);
  const own = digits.filter(({ text: run, isArtifact, page }) => {
    if (!isArtifact) return true;
    return run !== `${page}` && run !== `${source.pageCount}` && !repeated.has(run);
  });
  // The heads of a table that goes on over a page are tagged as text there too.
  const strange = unmatched(own, text).filter((run) => !repeated.has(run.text));
  return strange.map(({ text: run, page }) => ({
    severity: 'error',
    code: 'number/unclassified',
    message: `Unexpected digits \`${run}\` on page ${page} of the PDF, expected only those of the report's own text`,
    position: template,
    hint: 'the browser added them: look at that page and at the style sheets of the theme',
  }));
}

/** The runs for which nothing is left; pieces of one numeral are put together. */
function unmatched(runs: readonly PrintedDigits[], expected: ReadonlyMap<string, number>): PrintedDigits[] {
  const left = new Map(expected);
  const take = (text: string): boolean => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count > 0;
  };
  const open = runs.filter(({ text }) => !take(text));
  return open.filter((run, index) => {
    const [before, next] = [open[index - 1], open[index + 1]];
    const isStart = next !== undefined && take(run.text + next.text);
    return !isStart && !(before !== undefined && expected.has(before.text + run.text));
  });
}

interface ExpectedDigits {
  /** How often each run may stand in the text. */
  readonly text: ReadonlyMap<string, number>;
  readonly repeated: ReadonlySet<string>;
}

function expectedDigits({ html, pages, heads }: PaperSource): ExpectedDigits {
  const text = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [, string = ''] of heads.matchAll(/content:\s*"([^"]*)"/g))
    for (const run of runsOf(string)) repeated.add(run);
  const add = (words: string, isHead: boolean): void => {
    for (const run of runsOf(words)) {
      text.set(run, (text.get(run) ?? 0) + 1);
      if (isHead) repeated.add(run);
    }
  };
  const visit = (nodes: readonly MarkupNode[], isHead: boolean): void => {
    for (const node of nodes) {
      if (isText(node)) add(node.text, isHead);
      else if (!unseen.has(node.name)) {
        for (const words of generatedText(node, pages)) add(words, isHead);
        visit(node.children, isHead || node.name === 'thead');
      }
    }
  };
  visit(readMarkup(html), false);
  return { text, repeated };
}

/** Elements whose text is not printed. */
const unseen = new Set(['head', 'title', 'desc', 'details']);

/** What the browser or the theme prints that is no text of the page: numbers of pages and of lists, codes of tiles. */
function generatedText({ name, attributes, children }: MarkupElement, pages: PaperSource['pages']): string[] {
  const page = pages[attributes.get('data-page-of') ?? ''];
  const items = children.filter((child) => !isText(child) && child.name === 'li');
  const isNumbered = name === 'ol' && attributes.get('class')?.split(' ').includes('listing') !== true;
  const start = Number(attributes.get('start') ?? 1);
  return [
    ...(page === undefined ? [] : [`${page}`]),
    ...(isNumbered ? items.map((_, index) => `${start + index}`) : []),
    attributes.get('data-code') ?? '',
  ];
}

const runsOf = (text: string): string[] => text.match(/\p{Nd}+/gu) ?? [];
