import type { Element, Nodes } from 'hast';
import type { Diagnostic } from '../../diagnostics.js';
import { groupBy, listAt } from '../../model/group-by.js';
import { problem } from '../../problems/problem.js';
import { namedOnPaper } from '../html/drawing-names.js';
import type { PageEdges } from '../html/running-heads.js';
import { isOfOneForm } from '../html/variants.js';
import type { PrintedText, PrintedWords } from '../pdf/content/printed-words.js';
import { differences, Letters, lettersOf, skipEqual } from './letters.js';
import { type Places, positionAt, type ShownText, type ShownWords } from './paper-words.js';

/**
 * The pages of a PDF with words of chapters that bear a band along their edge, from 1. The words of both must agree: a letter
 * is found by how many stand before it, hyphens left out, since those at the ends of lines are drawn or not.
 */
function bandedPages(shown: readonly ShownText[], printed: readonly PrintedText[]): ReadonlySet<number> {
  const pages = new Set<number>();
  if (!shown.some(({ isBanded }) => isBanded)) return pages;
  const actual = new Letters(printed.map(withoutHyphens));
  let at = 0;
  for (const piece of shown.map(withoutHyphens)) {
    const { length } = new Letters([piece]).text;
    if (piece.isBanded && length > 0) {
      const [first = 1, last = 0] = [at, at + length - 1].map((place) => actual.find(place)?.piece.page);
      for (let page = first; page <= last; page++) pages.add(page);
    }
    at += length;
  }
  return pages;
}

const withoutHyphens = <P extends { readonly text: string }>(piece: P): P => ({
  ...piece,
  text: piece.text.replace(/[-\u00AD\u2010\u2011]/g, ''),
});

/** What a PDF was printed from. */
interface PaperSource extends Places {
  /** What its pages are to show. */
  readonly shown: ShownWords;
  readonly pageCount: number;
  readonly edgesOf: (page: number) => PageEdges;
}

/**
 * One error for each stretch of words that a finished PDF has and the report does not, or the other way round: hidden
 * or cut by a style, lost, or made by the browser. What is painted over by a picture or a line, or too small to be read, is
 * not seen.
 */
export function wordProblems(printed: PrintedWords, source: PaperSource): Diagnostic[] {
  const { shown } = source;
  const problems = compare(shown.reading, printed.reading, source);
  for (const [index, words] of shown.pictures.entries()) {
    // The words of a picture from a file are its own; they were read when it was taken in.
    if (words !== undefined)
      for (const each of compare(words, printed.pictures[index] ?? [], source)) problems.push(each);
  }
  if (shown.pictures.length !== printed.pictures.length) {
    const [count, expected] = [printed.pictures.length, shown.pictures.length];
    problems.push(problem('output/words.pictures', source.template, { count, expected }));
  }
  // Where words differ, it is not known where a chapter stands.
  const banded = problems.length > 0 ? undefined : bandedPages(shown.reading, printed.reading);
  return [...problems, ...strayWords(printed, source, banded)];
}

function compare(shown: readonly ShownText[], printed: readonly PrintedText[], places: Places): Diagnostic[] {
  const [expected, actual] = [new Letters(shown), new Letters(printed)];
  return differences(expected, actual).map((difference) => {
    const missing = expected.quote(...difference.expected);
    const extra = actual.quote(...difference.actual);
    const position = positionAt(expected.find(difference.expected[0]), places);
    const page = actual.find(difference.actual[0])?.piece.page ?? 1;
    if (missing === '') return problem('output/words.words', position, { extra, page });
    return extra === ''
      ? problem('output/words.look', position, { page, missing })
      : problem('output/words.instead', position, { page, extra, missing });
  });
}

/** Words, and the page that they stand on. */
type OnPage = readonly [words: string, page: number];

/**
 * What stands outside the text: running heads, page numbers, bands, signs of the theme, and heads of tables once more.
 *
 * @param banded Where bands must stand; undefined where they may stand anywhere.
 */
function strayWords(
  { aside, repeated, reading }: PrintedWords,
  source: PaperSource,
  banded: ReadonlySet<number> | undefined,
): Diagnostic[] {
  const { shown, pageCount, template } = source;
  const signs = shown.aside.map(({ text }) => lettersOf(text));
  const stray: OnPage[] = [];
  const lost: OnPage[] = [];
  const byPage = groupBy(aside, ({ page }) => page);
  for (let page = 1; page <= pageCount; page++) {
    const own = new Letters(byPage.get(page) ?? []);
    const { must, all } = edgesAt(page, source, banded);
    const { rest, used } = takeApart(own.text, all.map(lettersOf), signs);
    if (rest !== '') stray.push([own.quote(own.text.length - rest.length, own.text.length), page]);
    else for (const each of must) if (!used.has(lettersOf(each))) lost.push([each, page]);
  }
  for (const each of strayRepeats(repeated, new Letters(reading).text)) stray.push(each);
  if (stray.length === 0 && signs.length > 0) lost.push([signs.join(' '), pageCount]);
  return [
    ...stray.map(([words, page]) => problem('output/words.words-page', template, { words, page })),
    ...lost.map(([words, page]) => problem('output/words.gap', template, { page, words })),
  ];
}

/** What must stand around the text of a page, and all that may. */
function edgesAt(page: number, { edgesOf }: PaperSource, banded: ReadonlySet<number> | undefined) {
  const { number, mark, band, texts } = edgesOf(page);
  const must = [
    ...(page > 1 ? [number, ...(mark === undefined ? [] : [mark])] : []),
    ...(banded?.has(page) ? [band] : []),
  ];
  return { must, all: [...texts, ...must, ...(banded === undefined ? [band] : [])] };
}

/** Heads of tables that are repeated and stand nowhere in the text. The same few are repeated on many pages. */
function strayRepeats(repeated: readonly PrintedText[], text: string): OnPage[] {
  const found = new Map<string, boolean>();
  return repeated.flatMap(({ text: words, page }): OnPage[] => {
    const isKnown = found.get(words) ?? text.includes(lettersOf(words));
    found.set(words, isKnown);
    return isKnown ? [] : [[words, page]];
  });
}

/** Takes known texts off the front until none fits; signs that were found are taken from their list. */
function takeApart(
  letters: string,
  edges: readonly string[],
  signs: string[],
): { readonly rest: string; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  let rest = letters;
  while (rest !== '') {
    const fitting = [...edges.filter((text) => !used.has(text)), ...signs].flatMap((text) => {
      const [end, length] = skipEqual(text, rest, 0, 0);
      return text !== '' && end === text.length ? [{ text, length }] : [];
    });
    const [longest] = fitting.sort((a, b) => b.length - a.length);
    if (longest === undefined) break;
    if (edges.includes(longest.text) && !used.has(longest.text)) used.add(longest.text);
    else signs.splice(signs.indexOf(longest.text), 1);
    rest = rest.slice(longest.length);
  }
  return { rest, used };
}

/**
 * One error for each stretch of words that a page has and its print has not, or the other way round. Parts that are
 * declared to stand in one of them alone are left out. Chapters are compared by name: lists come last on screens.
 */
export function formProblems(
  screen: readonly Element[],
  paper: readonly Element[],
  places: Places,
): Diagnostic[] {
  const [shown, printed] = [partsOf(screen), partsOf(paper)];
  return [...new Set([...shown.keys(), ...printed.keys()])].flatMap((name) =>
    compareForms(shown.get(name) ?? [], printed.get(name) ?? [], places),
  );
}

function compareForms(
  shown: readonly ShownText[],
  printed: readonly ShownText[],
  places: Places,
): Diagnostic[] {
  // Both are made of the same tree, so that their texts are equal wherever their letters are.
  if (joined(shown) === joined(printed)) return [];
  const [expected, actual] = [new Letters(shown), new Letters(printed)];
  return differences(expected, actual).map((difference): Diagnostic => {
    const missing = expected.quote(...difference.expected);
    const extra = actual.quote(...difference.actual);
    const found = missing === '' ? actual.find(difference.actual[0]) : expected.find(difference.expected[0]);
    const position = positionAt(found, places);
    if (missing === '') return problem('output/words.alone', position, { extra });
    return extra === ''
      ? problem('output/words.paper', position, { missing })
      : problem('output/words.paper-instead', position, { extra, missing });
  });
}

const joined = (pieces: readonly ShownText[]): string => pieces.map(({ text }) => text).join('');

/** The words of each chapter by its id, of what belongs to none by `''`, and of each line of the cover by its name. */
function partsOf(content: readonly Element[]): ReadonlyMap<string, readonly ShownText[]> {
  const parts = new Map<string, ShownText[]>();
  let offset: number | undefined;
  const visit = (node: Nodes, name: string): void => {
    if (node.type === 'text' || node.type === 'raw') {
      const own = node.position?.start.offset;
      offset = own ?? offset;
      const text = node.type === 'raw' ? namedOnPaper(node.value) : node.value;
      listAt(parts, name).push({ text, offset, isWritten: own !== undefined });
    } else if (node.type === 'element' && !isOfOneForm(node)) {
      const inner = node.data?.chapter?.id ?? name;
      for (const child of node.children) visit(child, inner);
    }
  };
  for (const element of content.flatMap(textsOf)) visit(element, nameOf(element) ?? '');
  return parts;
}

/** The text of a report and the lines of its cover; what only helps to use a page is left out. */
function textsOf(element: Element): Element[] {
  if (element.tagName === 'main') return [element];
  if (nameOf(element) !== undefined) return [element];
  const isFrame = ['div', 'header', 'footer'].includes(element.tagName);
  return isFrame ? element.children.flatMap((child) => (child.type === 'element' ? textsOf(child) : [])) : [];
}

/** What a line of the cover is compared under. */
const nameOf = ({ data }: Element): string | undefined => data?.coverLine;
