import { type Diagnostic, type Position, positionIn } from '../../diagnostics.js';
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
  // None of its places is one that somebody could look up.
  const position = { file, line: 1, column: 1 };
  if (found === undefined) return [problem('verify/form.pdf', position)];
  try {
    const paper = pageAsPaper(page.html, readMarkup(page.html), found.bookmarks, snapshot.moved);
    return [
      // What `published.json` says to stand elsewhere on paper: figures and tables, past text of their section, and nothing else.
      ...paper.impossible.map(({ id, past }) =>
        problem('verify/paper.move', position, { id, blocks: past === 1 ? 'one block' : `${past} blocks` }),
      ),
      ...found.foreign.map((each) => {
        const where = each.page === undefined ? '' : ` on page ${each.page}`;
        return problem('verify/paper.pdfs', position, { what: each.what, where });
      }),
      ...wordFaults(found, paper, position, about),
      ...spokenFaults(found, paper, snapshot.title, position),
    ].slice(0, mostShown);
  } catch (error) {
    // What is wrong with the page has been reported.
    if (error instanceof MarkupFault) return [];
    throw error;
  }
}

function wordFaults(
  found: FinishedPdf,
  paper: PageAsPaper,
  template: Position,
  { page, snapshot, language }: PublishedReport,
): Diagnostic[] {
  const { words, pages, pageCount } = found;
  const { title, shortTitle, draft, audience, release } = snapshot;
  const continued = paper.groups.map((group) => continuedWords(group, language));
  const edgesOf = possibleEdges(
    { title, shortTitle, draft, audience, release, chapters: paper.chapters, continued },
    language,
    pageCount,
  );
  const positionOf = (offset: number) => positionIn(page.file, page.html, offset);
  const shown = shownWords(paper.content, pages);
  return wordProblems(words, { shown, pageCount, edgesOf, positionOf, template }).map(
    ({ message, position }) => ({
      severity: 'error',
      code: 'verify/paper',
      message,
      position: template,
      ...(position.file === page.file && { see: [{ position, note: phrase('outputs/verify.page') }] }),
    }),
  );
}

/** What is heard or followed rather than seen: the title, bookmarks, alternatives of pictures and links. */
function spokenFaults(
  { title, bookmarks, alternatives, links }: FinishedPdf,
  paper: PageAsPaper,
  expectedTitle: string,
  position: Position,
): Diagnostic[] {
  return [
    ...(title === expectedTitle ? [] : [problem('verify/paper.title', position, { title, expectedTitle })]),
    ...unequal(bookmarks, paper.headings).map(([actual, expected]) =>
      problem('verify/paper.bookmark', position, {
        actual: actual === undefined ? 'no bookmark' : `the bookmark \`${actual}\``,
        expected: expected === undefined ? 'no heading' : `the heading \`${expected}\``,
      }),
    ),
    ...unequal(alternatives, paper.alternatives).map(([actual, expected]) =>
      problem('verify/paper.words', position, { actual: quoted(actual), expected: quoted(expected) }),
    ),
    ...links.flatMap(({ target, page }) =>
      isKnown(target, paper.targets) ? [] : [problem('verify/paper.link', position, { target, page })],
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

const quoted = (text: string | undefined): string =>
  text === undefined ? 'nothing' : `“${text.length <= 80 ? text : `${text.slice(0, 80)}…`}”`;

function isKnown(target: string, known: ReadonlySet<string>): boolean {
  if (known.has(target) || known.has(encodeURI(target))) return true;
  return [...known].some((each) => URL.canParse(each) && new URL(each).href === target);
}
