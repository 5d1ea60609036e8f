import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { audienceOf, type Snapshot } from '../../model/snapshot/snapshot.js';
import { continuedWords } from '../../outputs/continued/continued-words.js';
import { possibleEdges } from '../../outputs/html/running-heads.js';
import type { FinishedPdf } from '../../outputs/pdf/read-finished.js';
import { MarkupFault, readMarkup } from '../../outputs/snapshot/read-markup.js';
import { wordProblems } from '../../outputs/words/check-paper.js';
import { lettersOf } from '../../outputs/words/letters.js';
import { type PageAsPaper, pageAsPaper } from '../../outputs/words/page-as-paper.js';
import { shownWords } from '../../outputs/words/paper-words.js';
import { problemAt } from './problem.js';

interface PdfInput {
  readonly bytes: Uint8Array;
  readonly file: string;
  /** The page beside it, in which nothing is wrong. */
  readonly page: { readonly html: string; readonly file: string };
  readonly snapshot: Snapshot;
  readonly language: Language;
}

/** More would say the same over and over. */
const mostShown = 20;

/**
 * Reads a PDF and holds its words, numbers, bookmarks, links and the alternatives of its pictures against the page
 * beside it, as the build does. It compares letter by letter, in reading order, with the running heads that such a
 * report may have.
 */
export async function checkPdf(input: PdfInput): Promise<Diagnostic[]> {
  const { bytes, file, page, snapshot } = input;
  // Loaded only where there is a PDF: reading one needs a large library.
  const { readFinishedPdf } = await import('../../outputs/pdf/read-finished.js');
  const found = await readFinishedPdf(bytes);
  if (found === undefined)
    return [
      problemAt(
        'verify/form',
        file,
        'Unexpected PDF that cannot be read, expected one as Tallybook makes it',
      ),
    ];
  try {
    const moves = 'moved' in snapshot ? (snapshot.moved ?? []) : [];
    const paper = pageAsPaper(page.html, readMarkup(page.html), found.bookmarks, moves);
    return [
      ...moveFaults(paper, file),
      ...foreignFaults(found, file),
      ...wordFaults(found, paper, input),
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
    return problemAt(
      'verify/paper',
      file,
      `Unexpected ${what}${where}, expected only what PDFs of Tallybook have`,
    );
  });
}

/** What `published.json` says to stand elsewhere on paper: figures and tables, past text of their section, and nothing else. */
function moveFaults({ impossible }: PageAsPaper, file: string): Diagnostic[] {
  return impossible.map(({ id, past }) =>
    problemAt(
      'verify/paper',
      file,
      `Unexpected move of \`${id}\` past ${past === 1 ? 'one block' : `${past} blocks`} of text, expected one figure or table of the page with so much text behind it in its section`,
    ),
  );
}

function wordFaults(found: FinishedPdf, paper: PageAsPaper, input: PdfInput): Diagnostic[] {
  const { file, page, snapshot, language } = input;
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
  const positionOf = (offset: number) =>
    problemAt('verify/paper', page.file, '', { text: page.html, offset }).position;
  const shown = shownWords(paper.content, pages);
  return wordProblems(words, { shown, pageCount, edgesOf, positionOf, template }).map(
    ({ message, position }) => ({
      ...problemAt('verify/paper', file, message),
      ...(position.file === page.file && { see: [{ position, note: 'as the page has it' }] }),
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
  const fault = (message: string): Diagnostic => problemAt('verify/paper', file, message);
  return [
    ...(title === expectedTitle
      ? []
      : [fault(`Unexpected title \`${title}\` of the PDF, expected \`${expectedTitle}\``)]),
    ...unequal(bookmarks, paper.headings).map(([actual = 'none', expected = 'none']) =>
      fault(`Unexpected bookmark \`${actual}\` of the PDF, expected \`${expected}\` as on the page`),
    ),
    ...unequal(alternatives, paper.alternatives).map(([actual = 'none', expected = 'none']) =>
      fault(
        `Unexpected words \`${cut(actual)}\` in place of a picture of the PDF, expected \`${cut(expected)}\` as on the page`,
      ),
    ),
    ...links.flatMap(({ target, page }) =>
      isKnown(target, paper.targets)
        ? []
        : [
            fault(
              `Unexpected link to \`${target}\` on page ${page} of the PDF, expected only links of the page`,
            ),
          ],
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
