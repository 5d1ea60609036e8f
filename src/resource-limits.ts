import type { Diagnostic, Position } from './diagnostics.js';
import { problem } from './problems/problem.js';

/**
 * How much of anything one build takes, so that no input ends in minutes of silence or in a machine out of memory.
 * Every limit stands here and nowhere else, with its default and what it counts. A project that needs more says so
 * under `limits:` in `tallybook.yaml`, where a reviewer sees it. `most` is how far: what is read by recursion ends the
 * program itself when it is deeper.
 */
const table = {
  dataBytes: { standard: 268_435_456, of: 'a data file', counts: 'bytes' },
  rows: { standard: 2_000_000, of: 'a data file', counts: 'rows' },
  columns: { standard: 2_000, of: 'a data file', counts: 'columns' },
  workbookBytes: { standard: 209_715_200, of: 'an unpacked workbook', counts: 'bytes' },
  workbookSeconds: { standard: 60, of: 'reading a workbook', counts: 'seconds', takes: true },
  workbookMegabytes: { standard: 768, of: 'reading a workbook', counts: 'megabytes of memory', takes: true },
  querySeconds: { standard: 60, of: 'answering a query', counts: 'seconds', takes: true },
  protectSeconds: {
    standard: 20,
    of: 'finding out what protects small counts',
    counts: 'seconds',
    takes: true,
  },
  queryMegabytes: { standard: 1_024, of: 'answering a query', counts: 'megabytes of memory', takes: true },
  cellLength: { standard: 100_000, of: 'a cell', counts: 'characters' },
  digits: { standard: 100, of: 'a number', counts: 'digits' },
  categories: { standard: 100_000, of: 'a field', counts: 'categories' },
  items: { standard: 10_000, of: 'a report that is made for many', counts: 'items' },
  totals: { standard: 300, of: 'a data file', counts: 'combinations of dimensions with totals' },
  textBytes: { standard: 4_194_304, of: 'a template or YAML file', counts: 'bytes' },
  reportCharacters: { standard: 4_194_304, of: 'a report in Markdown', counts: 'characters' },
  titleCharacters: { standard: 2_000, of: 'a title or heading', counts: 'characters' },
  yamlDepth: { standard: 100, most: 300, of: 'a YAML or JSON file', counts: 'values inside each other' },
  yamlRepeats: { standard: 100_000, of: 'a YAML file', counts: 'values that aliases repeat' },
  templateDepth: {
    standard: 100,
    most: 300,
    of: 'a template',
    counts: 'blocks or subexpressions inside each other',
  },
  markdownDepth: {
    standard: 100,
    most: 300,
    of: 'a report',
    counts: 'lists, quotations, boxes or emphasis inside each other',
  },
  unpairedMarks: {
    standard: 200,
    of: 'a paragraph',
    counts: 'marks without a partner (`*`, `_`, `]`, `<!`, backticks)',
  },
  paragraphParts: {
    standard: 5_000,
    of: 'a paragraph',
    counts: 'lines and marks without an empty line between them',
  },
  markdownParts: {
    standard: 100_000,
    of: 'a report',
    counts: 'lines, table cells, marks (`*`, `[`, `>`), numbers (each as 4) and headings (as 10)',
  },
  terms: { standard: 20_000, of: '`terms.yaml`', counts: 'terms' },
  links: { standard: 20_000, of: 'a report', counts: 'links and link definitions' },
  htmlDepth: { standard: 500, most: 500, of: 'a page', counts: 'elements inside each other' },
  publishedBytes: { standard: 268_435_456, of: 'a published file', counts: 'bytes' },
  pdfBytes: { standard: 209_715_200, of: 'an unpacked PDF', counts: 'bytes' },
  wordBytes: { standard: 67_108_864, of: 'an unpacked Word file', counts: 'bytes' },
  pictureBytes: { standard: 33_554_432, of: 'a picture', counts: 'bytes' },
  picturePixels: { standard: 100_000_000, of: 'a picture', counts: 'pixels' },
  pictureNodes: { standard: 100_000, of: 'an SVG picture', counts: 'elements' },
  fontBytes: { standard: 4_194_304, of: 'a font', counts: 'bytes' },
  geometryBytes: { standard: 33_554_432, of: 'a file of shapes', counts: 'bytes' },
  geometryShapes: { standard: 10_000, of: 'a file of shapes', counts: 'shapes' },
  geometryPlaces: { standard: 1_000_000, of: 'a file of shapes', counts: 'places along the borders' },
  chartSeconds: { standard: 30, of: 'drawing a chart', counts: 'seconds', takes: true },
  chartMegabytes: { standard: 1_024, of: 'drawing charts', counts: 'megabytes of memory', takes: true },
  cacheBytes: { standard: 268_435_456, of: 'what is kept for the next build', counts: 'bytes' },
  diagnostics: { standard: 500, of: 'a run', counts: 'printed problems' },
} as const satisfies Readonly<Record<string, LimitRow>>;

interface LimitRow {
  readonly standard: number;
  readonly most?: number;
  /** What has a limit. */
  readonly of: string;
  readonly counts: string;
  /** True of work that takes time or memory. */
  readonly takes?: true;
}

export type ResourceLimitName = keyof typeof table;

/** A number for each limit: that of the table, or of `limits:` in `tallybook.yaml`. */
export type ResourceLimits = Readonly<Record<ResourceLimitName, number>>;

/** The names of all limits, in the order of the table. */
export const resourceLimitNames = Object.keys(table) as readonly ResourceLimitName[];

/** What a limit is about, as in "How many columns a data file may have". */
export function meaningOf(name: ResourceLimitName): string {
  const { of, counts, takes }: LimitRow = table[name];
  return `How many ${counts} ${of} may ${takes ? 'take' : 'have'}`;
}

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
  /** How many there are; absent where counting on would take too long. */
  readonly found?: number | string;
  /** Which one it is, such as a file or a field, where the position does not say it. */
  readonly which?: string;
}

/** The error of an input that goes beyond a limit, with the way to raise it. */
export function limitProblem({ name, limits, position, found = 'more', which }: Excess): Diagnostic {
  const { of, counts, takes }: LimitRow = table[name];
  const [verb, third, one] = takes ? ['take', 'takes', 'this'] : ['have', 'has', 'this one'];
  return problem('limit/exceeded', position, {
    rule: `${of.charAt(0).toUpperCase()}${of.slice(1)} may ${verb} ${limits[name].toLocaleString('en')} ${counts}`,
    fact: `${which === undefined ? one : `\`${which}\``} ${third} ${found.toLocaleString('en')}`,
    name,
  });
}
