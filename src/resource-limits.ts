import type { Diagnostic, Position } from './diagnostics.js';
import { problem } from './problems/problem.js';

/**
 * How much of anything one build takes, so that no input ends in minutes of silence or in a machine out of memory.
 * Every limit stands here and nowhere else, with its default and what it counts. A project that needs more says so
 * under `limits:` in `tallybook.yaml`, where a reviewer sees it. `most` is how far: what is read by recursion ends the
 * program itself when it is deeper.
 */
const table = {
  dataBytes: { standard: 268_435_456, counts: 'bytes of a data file' },
  rows: { standard: 2_000_000, counts: 'rows of a data file' },
  columns: { standard: 2_000, counts: 'columns of a data file' },
  workbookBytes: { standard: 209_715_200, counts: 'bytes that a workbook unpacks to' },
  workbookSeconds: { standard: 60, counts: 'seconds to read a workbook' },
  workbookMegabytes: { standard: 768, counts: 'megabytes of memory to read a workbook' },
  querySeconds: { standard: 60, counts: 'seconds to answer a query' },
  protectSeconds: { standard: 20, counts: 'seconds to find out what protects small counts' },
  queryMegabytes: { standard: 1_024, counts: 'megabytes of memory to answer a query' },
  cellLength: { standard: 100_000, counts: 'characters of a cell' },
  digits: { standard: 100, counts: 'digits of a number' },
  categories: { standard: 100_000, counts: 'categories of a field' },
  items: { standard: 10_000, counts: 'items of a report that is made for many' },
  totals: { standard: 300, counts: 'combinations of dimensions over which a data file has totals' },
  textBytes: { standard: 4_194_304, counts: 'bytes of a template or YAML file' },
  reportCharacters: { standard: 4_194_304, counts: 'characters of a report in Markdown' },
  titleCharacters: { standard: 2_000, counts: 'characters of a title or heading' },
  yamlDepth: { standard: 100, most: 300, counts: 'YAML or JSON values inside each other' },
  yamlRepeats: { standard: 100_000, counts: 'YAML values that aliases repeat' },
  templateDepth: {
    standard: 100,
    most: 300,
    counts: 'Handlebars blocks or subexpressions inside each other',
  },
  markdownDepth: {
    standard: 100,
    most: 300,
    counts: 'lists, quotations, containers or emphasis inside each other',
  },
  unpairedMarks: {
    standard: 200,
    counts: 'marks of a paragraph without a partner (`*`, `_`, `]`, `<!`, backticks)',
  },
  paragraphParts: {
    standard: 5_000,
    counts: 'lines and marks of Markdown without an empty line between them',
  },
  markdownParts: {
    standard: 100_000,
    counts:
      'lines, table cells, marks (`*`, `[`, `>`), numbers (each as 4) and headings (as 10) of a report in Markdown',
  },
  terms: { standard: 20_000, counts: 'terms of `terms.yaml`' },
  links: { standard: 20_000, counts: 'links and link definitions of a report' },
  htmlDepth: { standard: 500, most: 500, counts: 'elements of a page inside each other' },
  publishedBytes: { standard: 268_435_456, counts: 'bytes of a file that was published' },
  pdfBytes: { standard: 209_715_200, counts: 'bytes that the streams of a published PDF unpack to' },
  wordBytes: { standard: 67_108_864, counts: 'bytes that the texts of a Word file unpack to' },
  pictureBytes: { standard: 33_554_432, counts: 'bytes of a picture' },
  picturePixels: { standard: 100_000_000, counts: 'pixels of a picture' },
  pictureNodes: { standard: 100_000, counts: 'elements of an SVG picture' },
  fontBytes: { standard: 4_194_304, counts: 'bytes of a font' },
  geometryBytes: { standard: 33_554_432, counts: 'bytes of a file of shapes' },
  geometryShapes: { standard: 10_000, counts: 'shapes of a file' },
  geometryPlaces: { standard: 1_000_000, counts: 'places along the borders in a file of shapes' },
  chartSeconds: { standard: 30, counts: 'seconds to draw a chart' },
  chartMegabytes: { standard: 1_024, counts: 'megabytes of memory to draw charts' },
  cacheBytes: { standard: 268_435_456, counts: 'bytes of results that are kept for the next build' },
  diagnostics: { standard: 500, counts: 'problems printed of a run' },
} as const satisfies Readonly<Record<string, LimitRow>>;

interface LimitRow {
  readonly standard: number;
  readonly most?: number;
  readonly counts: string;
}

export type ResourceLimitName = keyof typeof table;

/** A number for each limit: that of the table, or of `limits:` in `tallybook.yaml`. */
export type ResourceLimits = Readonly<Record<ResourceLimitName, number>>;

/** The names of all limits, in the order of the table. */
export const resourceLimitNames = Object.keys(table) as readonly ResourceLimitName[];

/** What a limit counts, as in "at most 2,000 columns of a data file". */
export const countedBy = (name: ResourceLimitName): string => table[name].counts;

/** How far a project may raise a limit. */
export function highest(name: ResourceLimitName): number {
  const { most = Number.MAX_SAFE_INTEGER }: LimitRow = table[name];
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
  const entries = resourceLimitNames.map((name) => [name, own[name] ?? table[name].standard] as const);
  return Object.fromEntries(entries) as Record<ResourceLimitName, number>;
}

/** What goes beyond a limit, and where. */
export interface Excess {
  readonly name: ResourceLimitName;
  readonly limits: ResourceLimits;
  readonly position: Position;
  /** What was met, such as "3,000,000 rows" or, where counting on would take too long, "more rows". */
  readonly found: string;
}

/** The error of an input that goes beyond a limit, with the way to raise it. */
export function limitProblem({ name, limits, position, found }: Excess): Diagnostic {
  const most = limits[name].toLocaleString('en');
  return problem('limit/exceeded', position, { found, most, countedBy: countedBy(name), name });
}
