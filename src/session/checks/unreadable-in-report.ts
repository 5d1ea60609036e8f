import type { Nodes } from 'hast';
import { locate } from '../../content/template/marks.js';
import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import {
  coverageFile,
  coveredBy,
  fontWith,
  nameOfCharacter,
  parseCoverage,
} from '../../language/font-coverage.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { someFormat } from '../../model/dataset/formats.js';
import type { Project } from '../../model/project/project.js';
import { type HtmlReport, htmlReport } from '../../outputs/html/html-report.js';
import { pageText } from '../../outputs/html/page-text.js';
import { problem } from '../../problems/problem.js';
import { findUnreadable, unreadableProblem } from '../../unreadable-characters.js';
import type { CompiledReport } from '../made-report.js';

/**
 * The characters of all texts in a value, objects and arrays all the way down, without texts of plain ASCII: those have nothing that could
 * be strange. `['Visits', {town: 'Niš'}]` has `N`, `i` and `š`. Each object is looked into once.
 */
export function charactersIn(value: unknown): ReadonlySet<string> {
  const characters = new Set<string>();
  const seen = new Set<object>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') {
      if (unusual.test(next)) for (const character of next) characters.add(character);
    } else if (typeof next === 'object' && next !== null && !seen.has(next)) {
      seen.add(next);
      for (const part of Object.values(next)) open.push(part);
    }
  }
  return characters;
}

/** Any character but those of plain ASCII, which every font has. */
const unusual = /[^\n\t\x20-\x7E]/;

/** What a report was made from. */
interface Made {
  readonly report: CompiledReport;
  readonly project: Project;
  readonly data: PublishedData;
  /** Files of the project that were read for it. */
  readonly reads: readonly string[];
}

/**
 * Errors for the characters that nobody can read in the finished report, in the first file that has them: the template, or a file of data
 * or settings. A character is told once a line, and at most five times. One that no font has is an error where a PDF is asked for; on a
 * screen the fonts of the reader may have it.
 */
export async function unreadableCharacters(made: Made, host: Host): Promise<readonly Diagnostic[]> {
  const { document, language } = made.report;
  const isStrange = await strangeIn(made.report, host);
  // Of the data a number shows titles and labels; of rows, what its own cells say.
  const used = new Set(
    document.ledger.flatMap(({ quantity }) => quantity.cells.map(({ dataset }) => dataset)),
  );
  const datasets = [...used].map((name) => ({ ...made.data[name], rows: [] }));
  // What a report is made from has every character that it shows, so that its pages are made for this only where one of
  // them is strange. It has a hundred different ones: only these are looked at.
  if (![...charactersIn([document, datasets])].some(isStrange)) return [];
  const elements = htmlReport({ document, language });
  const strange = [...new Set(pageText(elements, language))].filter(isStrange);
  if (strange.length === 0) return [];
  const sources = await sourcesOf(made, host);
  const shown = { ...made.report, body: elements.body };
  const places = strange.flatMap((character) =>
    positionsOf(character, sources, shown).map((position) => ({ character, position })),
  );
  return firstOfEach(places).map(problemAt);
}

/** Tells of a character whether nobody can read it in this report. */
async function strangeIn(
  { target, house }: CompiledReport,
  host: Host,
): Promise<(character: string) => boolean> {
  const isPrinted = someFormat('needsLetters', target.formats);
  const { page } = parseCoverage(await host.tool.readText(coverageFile));
  const faces = house.fonts?.faces.filter(({ family }) => family.startsWith('House-text')) ?? [];
  const ranges = faces.map(({ unicodeRange }) => unicodeRange);
  const own = ranges.length === 0 ? () => false : coveredBy(ranges.join(','));
  return (character) =>
    findUnreadable(character) !== undefined ||
    (isPrinted && (runsLeft.test(character) || (!page(character) && !own(character))));
}

/** The words of a PDF are read again from left to right; what runs the other way could not be compared. */
const runsLeft =
  /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Samr}\p{sc=Mand}\p{sc=Adlm}]/u;

/** A strange character, and where it stands. */
interface Place {
  readonly character: string;
  readonly position: Position;
}

/** A word in another script is one thing to mend, not one for each of its letters: of ბათუმი in one line the first letter is told. */
function firstOfEach(places: readonly Place[]): Place[] {
  const first = new Map<string, Place>();
  for (const place of places) {
    const { character, position } = place;
    const key = [toMend(character), position.file, position.line].join('\n');
    const known = first.get(key);
    if (known === undefined || position.column < known.position.column) first.set(key, place);
  }
  return [...first.values()];
}

/** What characters that are mended together have in common: that their script runs from right to left, else the font that has it. */
function toMend(character: string): string {
  if (findUnreadable(character) !== undefined) return character;
  return runsLeft.test(character) ? 'right to left' : (fontWith(character)?.font ?? character);
}

function problemAt({ character, position }: Place): Diagnostic {
  const unreadable = findUnreadable(character);
  if (unreadable !== undefined) return unreadableProblem(unreadable, position);
  if (runsLeft.test(character))
    return problem('output/right-to-left', position, { character: nameOfCharacter(character) });
  return problem(
    'output/missing-glyph.character',
    position,
    { character: nameOfCharacter(character) },
    { hint: hintOn(character) },
  );
}

function hintOn(character: string): string {
  const known = fontWith(character);
  if (known === undefined) return 'replace it, or say it in words';
  return `${known.font} has it (package \`${known.package}\`): name its files under \`theme: {fonts: {text: [...]}}\`, or say it in words`;
}

interface Source {
  readonly file: string;
  readonly text: string;
}

/** The files that a report can have a character from: those read for its text, by their paths; the settings; those of its data. */
async function sourcesOf({ project, data, reads }: Made, host: Host): Promise<Source[]> {
  const texts = reads.filter((path) => /\.(?:md|ya?ml|json)$/i.test(path));
  const rows = Object.values(data).flatMap(({ rows: [first] }) => first?.origin.file ?? []);
  const paths = [...new Set([...texts, 'tallybook.yaml', project.data, ...rows])];
  const read = paths.map(async (file): Promise<Source[]> => {
    try {
      return [{ file, text: await host.project.readText(file) }];
    } catch {
      // Data may be in another encoding. The template is named in its place where no other file has the character.
      return [];
    }
  });
  return (await Promise.all(read)).flat();
}

/** A report with the elements of its pages. */
type ShownReport = CompiledReport & Pick<HtmlReport, 'body'>;

/** How many lines are named of one character. */
const namedLines = 5;

/** Where a character stands in the first file that has it: its first place in each line. */
function positionsOf(character: string, sources: readonly Source[], report: ShownReport): Position[] {
  const source = sources.find(({ text }) => text.includes(character));
  if (source === undefined) return [writtenAt(character, report)];
  const lines = source.text.replace(/\r\n?/g, '\n').split('\n');
  return lines
    .flatMap((line, index): Position[] => {
      const at = line.indexOf(character);
      return at < 0 ? [] : [{ file: source.file, line: index + 1, column: at + 1 }];
    })
    .slice(0, namedLines);
}

/** Where a text with the character stands whose author wrote it in another way, such as `&#x202E;`. */
function writtenAt(character: string, { body, content, target }: ShownReport): Position {
  let offset: number | undefined;
  const visit = (node: Nodes): void => {
    if (offset !== undefined) return;
    if (node.type === 'text' && node.value.includes(character)) offset = node.position?.start.offset;
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(body);
  const template = { file: target.report.template, line: 1, column: 1 };
  return offset === undefined ? template : locate(content.positions, offset);
}
