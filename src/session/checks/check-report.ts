import type { Nodes } from 'hast';
import { hiddenInSentences } from '../../content/guards/protected-counts.js';
import { chartsOf } from '../../content/markdown/chart-words.js';
import { locate } from '../../content/template/marks.js';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { operations } from '../../extensions/operations.js';
import type { Host } from '../../host/host.js';
import {
  coverageFile,
  coveredBy,
  fontWith,
  nameOfCharacter,
  parseCoverage,
} from '../../language/font-coverage.js';
import { inWords } from '../../language/periods.js';
import { datasetsOfChart } from '../../model/chart/chart-datasets.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { someFormat } from '../../model/dataset/formats.js';
import type { Project } from '../../model/project/project.js';
import { annexProblems } from '../../outputs/annex/annex-datasets.js';
import { nestingProblems } from '../../outputs/html/check-depth.js';
import { type HtmlReport, htmlReport } from '../../outputs/html/html-report.js';
import { pageText } from '../../outputs/html/page-text.js';
import { addedStates, twoMeanings, twoRoundings } from '../../outputs/ledger/contradictions.js';
import { problem } from '../../problems/problem.js';
import { brokenRules, lengthProblems } from '../../report/profile.js';
import { type ResourceLimits, standardLimits } from '../../resource-limits.js';
import { findUnreadable, unreadableProblem } from '../../unreadable-characters.js';
import { positionIn } from '../illustrate.js';
import type { CompiledReport } from '../made-report.js';

/** What is said of a finished report, and printed in none. */
export function checkReport(
  { target, language, content, document }: CompiledReport,
  published: PublishedData,
  limits: ResourceLimits = standardLimits,
): readonly Diagnostic[] {
  const data = inWords(published, language);
  return [
    ...nestingProblems({ document, language }, limits, positionIn(content.positions)),
    ...lengthProblems(document, target.report.length),
    ...brokenRules(document, target),
    ...annexProblems({
      target,
      data,
      claims: content.claims,
      charted: chartsOf(content.body).flatMap(datasetsOfChart),
      ledger: document.ledger,
    }),
    ...addedStates(document.ledger, data),
    ...hiddenInSentences(document.ledger, data),
    ...twoMeanings(document.ledger, language),
    ...twoRoundings(document.ledger, operations),
  ];
}

/** Every character of every text in a value, objects and arrays all the way down; each object is looked into once. */
export function charactersIn(value: unknown): ReadonlySet<string> {
  const characters = new Set<string>();
  const seen = new Set<object>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') {
      // Most texts have nothing but what every font has; those are no more than looked at.
      if (unusual.test(next)) for (const character of next) characters.add(character);
    } else if (typeof next === 'object' && next !== null && !seen.has(next)) {
      seen.add(next);
      for (const part of Object.values(next)) open.push(part);
    }
  }
  return characters;
}

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
 * One error for each place of a character that nobody can read in the finished report: in the template, or in the file of
 * data or settings that it comes from. A character that no font has is one where a PDF is asked for; on a screen the
 * fonts of the reader may have it.
 */
export async function unreadableCharacters(made: Made, host: Host): Promise<readonly Diagnostic[]> {
  const { document, language, target, house } = made.report;
  const { data } = made;
  const isPrinted = someFormat('needsLetters', target.formats);
  const { page } = parseCoverage(await host.tool.readText(coverageFile));
  const faces = house.fonts?.faces.filter(({ family }) => family.startsWith('House-text')) ?? [];
  const ranges = faces.map(({ unicodeRange }) => unicodeRange);
  const own = ranges.length === 0 ? () => false : coveredBy(ranges.join(','));
  const isStrange = (character: string): boolean =>
    findUnreadable(character) !== undefined ||
    (isPrinted && (runsLeft.test(character) || (!page(character) && !own(character))));
  // Of the data a number shows titles and labels; of rows, what its own cells say.
  const used = new Set(
    document.ledger.flatMap(({ quantity }) => quantity.cells.map(({ dataset }) => dataset)),
  );
  const sources = [...used].map((name) => ({ ...data[name], rows: [] }));
  // What a report is made from has every character that it shows, so that its pages are made for this only where one of
  // them is strange. It has a hundred different ones: only these are looked at.
  if (![...charactersIn([document, sources])].some(isStrange)) return [];
  const elements = htmlReport({ document, language });
  const strange = [...new Set(pageText(elements, language))].filter(isStrange);
  if (strange.length === 0) return [];
  const texts = await sourcesOf(made, host);
  return firstOfEach(
    strange.flatMap((character) =>
      placesOf(character, texts, { ...made.report, body: elements.body }).map((position) =>
        problemAt(character, position),
      ),
    ),
  );
}

/** The words of a PDF are read again from left to right; what runs the other way could not be compared. */
const runsLeft =
  /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Samr}\p{sc=Mand}\p{sc=Adlm}]/u;

/** A word in another script is one thing to mend, not one for each of its letters: the first of a line with the same hint is told. */
function firstOfEach(problems: readonly Diagnostic[]): Diagnostic[] {
  const first = new Map<string, Diagnostic>();
  for (const problem of problems) {
    const { code, hint, position, message } = problem;
    const isOfScript = code === 'output/right-to-left' || hint?.includes('(package `') === true;
    const key = [code, isOfScript ? hint : message, position.file, position.line].join('\n');
    const known = first.get(key);
    if (known === undefined || position.column < known.position.column) first.set(key, problem);
  }
  return [...first.values()];
}

function problemAt(character: string, position: Position): Diagnostic {
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

/** The texts that a report can have a character from, templates first. */
async function sourcesOf({ project, data, reads }: Made, host: Host): Promise<Source[]> {
  const texts = reads.filter((path) => /\.(?:md|ya?ml|json)$/i.test(path));
  const rows = Object.values(data).flatMap(({ rows: [first] }) => first?.origin.file ?? []);
  const paths = [...new Set([...texts, 'tallybook.yaml', project.data, ...rows])];
  const read = paths.map(async (file): Promise<Source[]> => {
    try {
      return [{ file, text: await host.project.readText(file) }];
    } catch {
      // Data may be in another encoding; then the template is named.
      return [];
    }
  });
  return (await Promise.all(read)).flat();
}

/** A report with the elements of its pages. */
type ShownReport = CompiledReport & Pick<HtmlReport, 'body'>;

/** Places that are named of one character. */
const namedPlaces = 5;

function placesOf(character: string, sources: readonly Source[], report: ShownReport): Position[] {
  const source = sources.find(({ text }) => text.includes(character));
  if (source === undefined) return [writtenAt(character, report)];
  const lines = source.text.replace(/\r\n?/g, '\n').split('\n');
  return lines
    .flatMap((line, index): Position[] => {
      const at = line.indexOf(character);
      return at < 0 ? [] : [{ file: source.file, line: index + 1, column: at + 1 }];
    })
    .slice(0, namedPlaces);
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
