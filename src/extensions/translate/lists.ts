import { basename, dirname, extname } from 'node:path';
import { type Diagnostic, positionIn } from '../../diagnostics.js';
import { folderFiles } from '../../host/files/files.js';
import { FileProblem } from '../../host/host.js';
import { DamagedFile } from '../../outputs/docx/read/parse-part.js';
import { problem } from '../../problems/problem.js';
import { readWordFile } from '../../session/read-word-file.js';
import type { TranslatedText } from './blocks.js';
import { csvOf, type ReturnedText, readCsv } from './csv-list.js';
import { hasOpenWords, inOneLine, lockedIn, sameText, straightened, strayPart } from './segments.js';
import { rowsOf, wordListOf } from './word-list.js';
import { readXliff, xliffOf } from './xliff.js';

/** Texts on their way to a translator and back, in the form that the name of a file says: CSV, XLIFF or Word. */

/** The languages of a list. */
interface Languages {
  readonly source: string;
  readonly target: string;
}

/** The texts in the form of a file. */
export function listOf(file: string, texts: readonly TranslatedText[], languages: Languages): Uint8Array {
  const open = texts.filter(({ source }) => hasOpenWords(source));
  if (isWord(file)) return wordListOf(open, languages);
  return new TextEncoder().encode(isXliff(file) ? xliffOf(open, languages) : csvOf(texts));
}

/** True of a name whose ending says a form. */
export const isListName = (file: string): boolean => /\.(?:csv|docx|xlf|xliff)$/iu.test(file);
const isWord = (file: string): boolean => extname(file).toLowerCase() === '.docx';
const isXliff = (file: string): boolean => /^\.xl(?:f|iff)$/u.test(extname(file).toLowerCase());

/** A list that came back. */
interface Returned {
  readonly rows: readonly ReturnedText[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a list is, and what it was made of. */
interface Given {
  readonly path: string;
  /** As typed. */
  readonly shown: string;
  readonly root: string;
  readonly texts: readonly TranslatedText[];
  readonly language: string;
  /** Bytes at most. */
  readonly most: number;
}

/** Reads a list that came back. A translation with other placeholders than its source is an error. */
export async function readList(given: Given): Promise<Returned> {
  const { rows, diagnostics } = await readRows(given);
  return { rows: rows.map((row) => ({ ...row, translation: setIn(row) })), diagnostics };
}

/** A translation as far to the right as its source, which says what a paragraph belongs to. */
const setIn = ({ source, translation }: ReturnedText): string =>
  (/^ */u.exec(source)?.[0] ?? '') + translation.trim();

async function readRows(given: Given): Promise<Returned> {
  const { path, shown, texts } = given;
  const read = isWord(path) ? wordRows : isXliff(path) ? xliffRows : csvRows;
  const rows = await read(given);
  if ('severity' in rows) return { rows: [], diagnostics: [rows] };
  const known = new Map(texts.map((text) => [text.place, text]));
  const said = rows.filter(isSaid);
  const stray = said.flatMap((row) => strayProblem(row, known.get(row.place)?.source, shown));
  return stray.length > 0
    ? { rows: [], diagnostics: stray }
    : { rows: [...said, ...(read === csvRows ? [] : withoutWords(texts, said))], diagnostics: [] };
}

async function csvRows(given: Given): Promise<readonly Row[] | Diagnostic> {
  const text = await readFile(given, (files, name) => files.readText(name, given.most));
  return typeof text === 'string' ? readCsv(text, given.shown) : text;
}

/** A text that came back; in Word it was filled with its source, which then says nothing. */
type Row = ReturnedText & { readonly isFilled?: true };

const isSaid = ({ source, translation, isFilled }: Row): boolean =>
  translation !== '' && !(isFilled === true && sameText(translation, source));

/** Blocks that are nothing but calls are the same in every language, and nobody is asked for them. */
const withoutWords = (texts: readonly TranslatedText[], said: readonly Row[]): ReturnedText[] =>
  said.length === 0
    ? []
    : texts
        .filter(
          ({ place, source, state }) => /#\d+$/u.test(place) && state !== 'current' && !hasOpenWords(source),
        )
        .map(({ place, source }) => ({ place, source, translation: source, line: 1 }));

function strayProblem(
  { place, translation, line }: Row,
  source: string | undefined,
  file: string,
): Diagnostic[] {
  const stray = source === undefined ? undefined : strayPart(source, translation);
  if (stray === undefined) return [];
  const { part, isLost } = stray;
  const id = isLost ? 'translation/placeholder.lost' : 'translation/placeholder.new';
  return [problem(id, { file, line, column: 1 }, { part, place })];
}

async function wordRows({ path, shown, root, texts }: Given): Promise<readonly Row[] | Diagnostic> {
  const document = await readWordFile(path, shown, root);
  if ('severity' in document) return document;
  const left = texts.filter(({ source }) => hasOpenWords(source));
  // The first row names the languages.
  return rowsOf(document)
    .slice(1)
    .map(({ row, source, translation }) => {
      const at = left.findIndex((text) => sameText(text.source, source));
      const [found] = at < 0 ? [] : left.splice(at, 1);
      const place = found?.place ?? `row ${row}`;
      const isBent = found !== undefined && strayPart(found.source, translation) !== undefined;
      return {
        ...{ place, source: found?.source ?? source, line: row },
        translation: isBent ? straightened(translation) : translation,
        isFilled: true as const,
      };
    });
}

async function xliffRows(given: Given): Promise<readonly Row[] | Diagnostic> {
  const { shown, texts, language } = given;
  const bytes = await readFile(given, (files, name) => files.read(name, given.most));
  if ('severity' in bytes) return bytes;
  const known = new Map(texts.map((text) => [text.place, text]));
  const start = { file: shown, line: 1, column: 1 };
  try {
    const read = readXliff(bytes, (place) => lockedIn(inOneLine(known.get(place)?.source ?? '')));
    if (read.language !== undefined && read.language !== language)
      return problem('translation/returned.language', start, { language, other: read.language });
    const written = new TextDecoder().decode(bytes);
    return read.units.map(({ place, source, translation }) => {
      const own = known.get(place)?.source;
      const { line } = positionIn(shown, written, Math.max(0, written.indexOf(`"${place}"`)));
      return {
        ...{ place, line, translation },
        source: own !== undefined && sameText(own, source) ? own : source,
      };
    });
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    return problem('translation/returned.xliff', start, { reason: error.message });
  }
}

async function readFile<Read>(
  { path, shown }: Given,
  read: (files: ReturnType<typeof folderFiles>, name: string) => Promise<Read>,
): Promise<Read | Diagnostic> {
  try {
    return await read(folderFiles(dirname(path)), basename(path));
  } catch (fault) {
    if (!(fault instanceof FileProblem)) throw fault;
    const found = fault.reason === 'missing' ? 'missing file' : `file (${fault.reason.replaceAll('-', ' ')})`;
    return problem('translation/returned.texts', { file: shown, line: 1, column: 1 }, { found, shown });
  }
}
