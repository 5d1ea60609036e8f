import type { Diagnostic, Position } from './diagnostics.js';
import { problem } from './problems/problem.js';

/**
 * How much of anything one build takes, so that no input ends in minutes of silence or in a machine out of memory.
 * Every limit is here and nowhere else, with its default and what it counts. A project that needs more says so
 * under `limits:` in `tallybook.yaml`, where a reviewer sees it. `most` is how far: what is read by recursion ends the
 * program itself when it is deeper.
 */
const table = {
  dataBytes: ['a data file may have', 'bytes', 268_435_456],
  rows: ['a data file may have', 'rows', 2_000_000],
  columns: ['a data file may have', 'columns', 2_000],
  workbookBytes: ['an unpacked workbook may have', 'bytes', 209_715_200],
  workbookSeconds: ['reading a workbook may take', 'seconds', 60],
  workbookMegabytes: ['reading a workbook may take', 'megabytes of memory', 768],
  querySeconds: ['answering a query may take', 'seconds', 60],
  protectSeconds: ['finding out what protects small counts may take', 'seconds', 20],
  queryMegabytes: ['answering a query may take', 'megabytes of memory', 1_024],
  cellLength: ['a cell may have', 'characters', 100_000],
  digits: ['a number may have', 'digits', 100],
  categories: ['a field may have', 'categories', 100_000],
  items: ['a report that is made for many may have', 'items', 10_000],
  totals: ['a data file may have', 'combinations of dimensions with totals', 300],
  textBytes: ['a template or YAML file may have', 'bytes', 4_194_304],
  reportCharacters: ['a report in Markdown may have', 'characters', 4_194_304],
  titleCharacters: ['a title or heading may have', 'characters', 2_000],
  yamlDepth: ['a YAML or JSON file may have', 'values inside each other', 100, 300],
  yamlRepeats: ['a YAML file may have', 'values that aliases repeat', 100_000],
  templateDepth: ['a template may have', 'blocks or subexpressions inside each other', 100, 300],
  markdownDepth: ['a report may have', 'lists, quotations, boxes or emphasis inside each other', 100, 300],
  unpairedMarks: ['a paragraph may have', 'marks without a partner (`*`, `_`, `]`, `<!`, backticks)', 200],
  paragraphParts: ['a paragraph may have', 'lines and marks without an empty line between them', 5_000],
  markdownParts: [
    'a report may have',
    'lines, table cells, marks (`*`, `[`, `>`), numbers (each as 4) and headings (as 10)',
    100_000,
  ],
  terms: ['`terms.yaml` may have', 'terms', 20_000],
  links: ['a report may have', 'links and link definitions', 20_000],
  htmlDepth: ['a page may have', 'elements inside each other', 500, 500],
  publishedBytes: ['a published file may have', 'bytes', 268_435_456],
  pdfBytes: ['an unpacked PDF may have', 'bytes', 209_715_200],
  wordBytes: ['an unpacked Word file may have', 'bytes', 67_108_864],
  pictureBytes: ['a picture may have', 'bytes', 33_554_432],
  picturePixels: ['a picture may have', 'pixels', 100_000_000],
  pictureNodes: ['an SVG picture may have', 'elements', 100_000],
  fontBytes: ['a font may have', 'bytes', 4_194_304],
  geometryBytes: ['a file of shapes may have', 'bytes', 33_554_432],
  geometryShapes: ['a file of shapes may have', 'shapes', 10_000],
  geometryPlaces: ['a file of shapes may have', 'places along the borders', 1_000_000],
  chartSeconds: ['drawing a chart may take', 'seconds', 30],
  chartMegabytes: ['drawing charts may take', 'megabytes of memory', 1_024],
  cacheBytes: ['what is kept for the next build may have', 'bytes', 268_435_456],
  diagnostics: ['a run may have', 'printed problems', 500],
} as const satisfies Readonly<Record<string, LimitRow>>;

/** What may have or take how much, what is counted, how many are usual, and how far that can be raised. */
type LimitRow = readonly [may: string, counts: string, standard: number, most?: number];

export type ResourceLimitName = keyof typeof table;

/** A number for each limit: that of the table, or of `limits:` in `tallybook.yaml`. */
export type ResourceLimits = Readonly<Record<ResourceLimitName, number>>;

/** The names of all limits, in the order of the table. */
export const resourceLimitNames = Object.keys(table) as readonly ResourceLimitName[];

/** What a limit is about, as in "How many columns a data file may have". */
export const meaningOf = (name: ResourceLimitName): string => `How many ${table[name][1]} ${table[name][0]}`;

/** How far a project may raise a limit. */
export function highest(name: ResourceLimitName): number {
  const [, , , most = Number.MAX_SAFE_INTEGER]: LimitRow = table[name];
  return most;
}

/** The limits of a project that asks for nothing else. */
export const standardLimits: ResourceLimits = resourceLimits({});

/** The limits with those replaced that `own` names. */
export function resourceLimits(
  own: {
    readonly [Name in ResourceLimitName]?: number | undefined;
  },
): ResourceLimits {
  const entries = resourceLimitNames.map((name) => [name, own[name] ?? table[name][2]] as const);
  return Object.fromEntries(entries) as Record<ResourceLimitName, number>;
}

/** What goes beyond a limit, and where. */
export interface Excess {
  readonly name: ResourceLimitName;
  readonly limits: ResourceLimits;
  readonly position: Position;
  /** How many there are; absent where counting on would take too long. */
  readonly found?: number | string;
  /** Which one it is, such as a file or a field, where the position does not say it. */
  readonly which?: string;
}

/** The error of an input that goes beyond a limit, with the way to raise it. */
export function limitProblem({ name, limits, position, found = 'more', which }: Excess): Diagnostic {
  const [may, counts] = table[name];
  return problem('limit/exceeded', position, {
    may: may.charAt(0).toUpperCase() + may.slice(1),
    most: `${limits[name].toLocaleString('en')} ${counts}`,
    which: which === undefined ? 'this one' : `\`${which}\``,
    has: `${may.endsWith('take') ? 'takes' : 'has'} ${found.toLocaleString('en')}`,
    name,
  });
}
