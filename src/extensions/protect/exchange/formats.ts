/** What other tools read and write: tables that they are to protect, and how they say which cells they hide. */
import type { Outcome } from '../../../diagnostics.js';
import type { Host } from '../../../host/host.js';
import type { Dataset, Field } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { hidesCells } from '../../../model/dataset/protection.js';
import { ownOf } from '../../../model/own.js';
import type { Project } from '../../../model/project/project.js';
import type { Workers } from '../../../session/prepare-data.js';
import { withUnhidden } from '../choose/unhidden.js';
import { countsOf } from '../counted-cells.js';
import type { Cell } from '../engine/system.js';
import { type ChoiceInput, publicationOf } from '../protection-choice.js';
import type { ToPublish } from '../to-publish.js';

const separated = (cells: readonly (string | number)[], separator = ','): string =>
  cells
    .map(String)
    .map((cell) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(separator);

const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** The tables of a project for other tools to protect, by file; none where no dataset hides counts. */
export const exportedTables = (
  project: Project,
  host: Host,
  seconds: number,
  workers: Workers = {},
): Promise<Outcome<Readonly<Record<string, string>> | undefined>> =>
  withUnhidden(project, host, seconds, workers, async ({ publishable, input }) => ({
    value: tablesOf(publishable, input),
    diagnostics: [],
  }));

/**
 * For R a CSV, for tau-ARGUS a `.tab` with its `.rda` and a batch, and what the parts of each total are as `.hrc`. Every count stands in
 * them.
 */
function tablesOf(
  made: Pick<ToPublish, 'datasets' | 'related'>,
  input: Omit<ChoiceInput, 'ask'>,
): Readonly<Record<string, string>> {
  const { publication, system, before } = publicationOf(made, input);
  const { counted } = publication;
  const earlier = new Set(before);
  const files: Record<string, string> = {};
  for (const dataset of made.datasets.filter(hidesCells)) {
    const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
    for (const field of dimensions.filter(hasParts))
      files[hierarchyFile(dataset, field)] = text(hierarchyLines(field));
    const counts = countsOf(dataset);
    for (const { name } of counts) {
      const cells = dataset.rows.flatMap((row) => {
        const index = counted.indexOf(row, name);
        const cell = index === undefined ? undefined : system.cells[index];
        if (index === undefined || cell === undefined) return [];
        const keys = dimensions.map((field) => row.keys[field.name] ?? '');
        return [{ keys, ...statusOf(cell, earlier.has(index)) }];
      });
      const file = counts.length === 1 ? dataset.name : `${dataset.name}-${name}`;
      const names = dimensions.map((field) => field.name);
      files[`${file}.csv`] = text([
        separated([...names, name, 'primary', 'forced', 'weight']),
        ...cells.map(({ keys, cell, status }) =>
          separated([
            ...keys,
            cell.value,
            status === 'U' ? 'TRUE' : 'FALSE',
            status === 'P' ? 'TRUE' : 'FALSE',
            Number.isFinite(cell.cost) ? cell.cost.toFixed(2) : '',
          ]),
        ),
      ]);
      files[`${file}.tab`] = text(
        cells.map(({ keys, cell, status, down, up }) =>
          separated([...keys, cell.value, status, down, up], ';'),
        ),
      );
      files[`${file}.rda`] = text(metadataLines(dataset, dimensions, name));
      files[`${file}.arb`] = text([
        `<OPENTABLEDATA> "${file}.tab"`,
        `<OPENMETADATA> "${file}.rda"`,
        `<SPECIFYTABLE> ${names.map((each) => `"${each}"`).join('')}|"${name}"|""|""`,
        '<SAFETYRULE> MAN(20)',
        dimensions.every(({ total }) => total !== undefined) ? '<READTABLE>' : '<READTABLE> 1',
        '<SUPPRESS> MOD(1)',
        `<WRITETABLE> (1, 3, AS+FL+, "${file}.txt")`,
      ]);
    }
  }
  return files;
}

/** Small cells, and those that an edition before has hidden, are unsafe; what has to stay is protected. How far the first must be able to move is said as well. */
function statusOf(cell: Cell, isHiddenBefore: boolean) {
  const { value, need, cost } = cell;
  const [down, up] =
    need === undefined
      ? [0, 0]
      : need.kind === 'two-values'
        ? [0, 1]
        : [Math.max(0, value - need.from), Math.max(0, need.to - value)];
  const status = need !== undefined || isHiddenBefore ? 'U' : Number.isFinite(cost) ? 'S' : 'P';
  return { cell, status, down, up } as const;
}

const hasParts = (field: Field): boolean => field.total !== undefined || isHierarchy(field);

const hierarchyFile = (dataset: Dataset, { name }: Field): string => `${dataset.name}-${name}.hrc`;

/** Each category below the total with an `@` for each level between it and the total. */
function hierarchyLines(field: Field): string[] {
  const tree = new Tree(field);
  const below = (whole: string | undefined, depth: number): string[] =>
    tree.partsOf(whole).flatMap((part) => [`${'@'.repeat(depth)}${part}`, ...below(part, depth + 1)]);
  return below(undefined, 0);
}

const metadataLines = (dataset: Dataset, dimensions: readonly Field[], measure: string): string[] => [
  '<SEPARATOR> ";"',
  '<SAFE> "S"',
  '<UNSAFE> "U"',
  '<PROTECT> "P"',
  ...dimensions.flatMap((field) => [
    field.name,
    '  <RECODEABLE>',
    `  <TOTCODE> "${field.total ?? 'Total'}"`,
    ...(!hasParts(field)
      ? []
      : [
          '  <HIERARCHICAL>',
          `  <HIERCODELIST> "${hierarchyFile(dataset, field)}"`,
          '  <HIERLEADSTRING> "@"',
        ]),
  ]),
  measure,
  '  <NUMERIC>',
  'status',
  '  <STATUS>',
  'lower',
  '  <NUMERIC> <LOWERPL>',
  'upper',
  '  <NUMERIC> <UPPERPL>',
];

/** A column, and what each of its values says; values are compared in capitals. */
export interface StatusColumn {
  readonly tool: string;
  readonly column: string;
  readonly printed: readonly string[];
  readonly hidden: readonly string[];
}

/** The first whose column a file has is taken. */
export const statusColumns: readonly StatusColumn[] = [
  // NA: not asked for, and hidden with the rest.
  { tool: 'GaussSuppression', column: 'suppressed', printed: ['FALSE'], hidden: ['TRUE', 'NA'] },
  { tool: 'sdcTable', column: 'sdcStatus', printed: ['S', 'Z'], hidden: ['U', 'X'] },
  {
    tool: 'tau-ARGUS',
    column: 'Status',
    // Code-value and pivot tables have numbers, intermediate tables S, P, E, U and M, those for SBS V and A to D.
    printed: ['1', '2', '10', '13', '14', 'S', 'P', 'E', 'V'],
    hidden: ['3', '4', '5', '6', '7', '8', '9', '11', '12', 'U', 'M', 'A', 'B', 'C', 'D'],
  },
];

/** Columns of counts that are not called as the measure is. */
export const countColumns = ['freq', 'frequency', 'n'];

/** What stands for a count that is not shown. */
export const noCount = ['', '-', 'NA', 'X', '.'];

/** What is said of a `.tab` in the `.rda` beside it. */
export interface TabMetadata {
  readonly separator: string;
  /** Of each column in order: its name, `Status` for that of the status, `freq` for that of the count. */
  readonly columns: readonly string[];
  /** The code of the total, by column. */
  readonly totals: ReadonlyMap<string, string>;
  /** What says of a cell that it may be printed, must be hidden, or must be printed. */
  readonly printed: readonly string[];
  readonly hidden: readonly string[];
}

/** Words of a line, quoted or bare. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/**
 * Reads a `.rda` of tau-ARGUS as its manual has it: a line for each column, its properties in angle brackets below.
 * @param measures Names of counts, which a column keeps.
 */
export function readMetadata(text: string, measures: readonly string[]): TabMetadata {
  const columns: string[] = [];
  const totals = new Map<string, string>();
  const printed: string[] = [];
  const hidden: string[] = [];
  const statuses = { '<SAFE>': printed, '<PROTECT>': printed, '<UNSAFE>': hidden };
  let separator = ',';
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [word = '', value = ''] = wordsOf(line);
    if (word === '' || word.startsWith('//')) continue;
    if (!word.startsWith('<')) {
      columns.push(word);
      continue;
    }
    const own = columns.at(-1) ?? '';
    const isCount = word === '<FREQUENCY>' || (word === '<NUMERIC>' && value === '');
    if (word === '<SEPARATOR>') separator = value || separator;
    else if (word === '<TOTCODE>') totals.set(own, value);
    else if (word === '<STATUS>') columns[columns.length - 1] = 'Status';
    else if (isCount && !measures.includes(own) && !columns.includes('freq'))
      columns[columns.length - 1] = 'freq';
    else ownOf(statuses, word)?.push(value.toUpperCase());
  }
  return { separator, columns, totals, printed, hidden };
}
