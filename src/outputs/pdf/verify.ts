import { type Diagnostic, positionIn } from '../../diagnostics.js';
import { audienceOf } from '../../model/snapshot/snapshot.js';
import { phrase, problem } from '../../problems/problem.js';
import { continuedWords } from '../continued.js';
import { possibleEdges } from '../html/running-heads.js';
import type { PublishedFile, PublishedReport } from '../output.js';
import { MarkupFault, readMarkup } from '../snapshot/read-markup.js';
import { wordProblems } from '../words/check-paper.js';
import { lettersOf } from '../words/letters.js';
import { type PageAsPaper, pageAsPaper } from '../words/page-as-paper.js';
import { shownWords } from '../words/paper-words.js';
import { type FinishedPdf, readFinishedPdf } from './read-finished.js';

/** More would say the same over and over. */
const mostShown = 20;

/**
 * Reads a PDF and holds its words, numbers, bookmarks, links and the alternatives of its pictures against the page
 * beside it, as the build does. It compares letter by letter, in reading order, with the running heads that such a
 * report may have.
 */
export async function verifyPdf(
  { bytes, file }: PublishedFile,
  about: PublishedReport,
): Promise<readonly Diagnostic[]> {
  const { page, snapshot } = about;
  const found = await readFinishedPdf(bytes);
  if (found === undefined) {
    return [{ ...problem('verify/paper.pdf', { file, line: 1, column: 1 }), code: 'verify/form' }];
  }
  try {
    const moves = 'moved' in snapshot ? (snapshot.moved ?? []) : [];
    const paper = pageAsPaper(page.html, readMarkup(page.html), found.bookmarks, moves);
    return [
      ...moveFaults(paper, file),
      ...foreignFaults(found, file),
      ...wordFaults(found, paper, file, about),
      ...spokenFaults(found, paper, snapshot.title, file),
    ].slice(0, mostShown);
  } catch (error) {
    // What is wrong with the page has been reported.
    if (error instanceof MarkupFault) return [];
    throw error;
  }
}

function foreignFaults({ foreign }: FinishedPdf, file: string): Diagnostic[] {
  return foreign.map(({ what, page }) => {
    const where = page === undefined ? '' : ` on page ${page}`;
    return problem('verify/paper.pdfs', { file, line: 1, column: 1 }, { what, where });
  });
}

/** What `published.json` says to stand elsewhere on paper: figures and tables, past text of their section, and nothing else. */
function moveFaults({ impossible }: PageAsPaper, file: string): Diagnostic[] {
  return impossible.map(({ id, past }) =>
    problem(
      'verify/paper.move',
      { file, line: 1, column: 1 },
      { id, oneBlock: past === 1 ? 'one block' : `${past} blocks` },
    ),
  );
}

/** Of the PDF as a whole: none of its places is one that somebody could look up. */
const faultOf = (file: string, message: string): Diagnostic => ({
  severity: 'error',
  code: 'verify/paper',
  message,
  position: { file, line: 1, column: 1 },
});

function wordFaults(
  found: FinishedPdf,
  paper: PageAsPaper,
  file: string,
  { page, snapshot, language }: PublishedReport,
): Diagnostic[] {
  const { words, pages, pageCount } = found;
  const { title, draft } = snapshot;
  const audience = audienceOf(snapshot);
  const continued = paper.groups.map((group) => continuedWords(group, language));
  const edgesOf = possibleEdges(
    { title, draft, audience, chapters: paper.chapters, continued },
    language,
    pageCount,
  );
  const template = { file, line: 1, column: 1 };
  const positionOf = (offset: number) => positionIn(page.file, page.html, offset);
  const shown = shownWords(paper.content, pages);
  return wordProblems(words, { shown, pageCount, edgesOf, positionOf, template }).map(
    ({ message, position }) => ({
      ...faultOf(file, message),
      ...(position.file === page.file && { see: [{ position, note: phrase('outputs/verify.page') }] }),
    }),
  );
}

/** What is heard or followed rather than seen: the title, bookmarks, alternatives of pictures and links. */
function spokenFaults(
  { title, bookmarks, alternatives, links }: FinishedPdf,
  paper: PageAsPaper,
  expectedTitle: string,
  file: string,
): Diagnostic[] {
  const fault = (message: string): Diagnostic => faultOf(file, message);
  return [
    ...(title === expectedTitle ? [] : [fault(phrase('outputs/verify.title', { title, expectedTitle }))]),
    ...unequal(bookmarks, paper.headings).map(([actual = 'none', expected = 'none']) =>
      fault(phrase('outputs/verify.bookmark', { actual, expected })),
    ),
    ...unequal(alternatives, paper.alternatives).map(([actual = 'none', expected = 'none']) =>
      fault(phrase('outputs/verify.words', { actual: cut(actual), expected: cut(expected) })),
    ),
    ...links.flatMap(({ target, page }) =>
      isKnown(target, paper.targets) ? [] : [fault(phrase('outputs/verify.link', { target, page }))],
    ),
  ];
}

/** The first place at which two lists of texts part. */
function unequal(
  actual: readonly string[],
  expected: readonly string[],
): readonly (readonly [actual: string | undefined, expected: string | undefined])[] {
  const places = Array.from({ length: Math.max(actual.length, expected.length) }, (_, index) => index);
  const at = places.find((index) => lettersOf(actual[index] ?? '') !== lettersOf(expected[index] ?? ''));
  return at === undefined ? [] : [[actual[at], expected[at]]];
}

const cut = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 80)}…`);

function isKnown(target: string, known: ReadonlySet<string>): boolean {
  if (known.has(target) || known.has(encodeURI(target))) return true;
  return [...known].some((each) => URL.canParse(each) && new URL(each).href === target);
}
