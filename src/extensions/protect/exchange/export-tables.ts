import type { Dataset, Field } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { hidesCells } from '../../../model/dataset/protection.js';
import { type ChoiceInput, publicationOf } from '../choose.js';
import { countsOf } from '../counted-cells.js';
import type { Cell } from '../engine/system.js';
import type { ToPublish } from '../to-publish.js';

const separated = (cells: readonly (string | number)[], separator = ','): string =>
  cells
    .map(String)
    .map((cell) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(separator);

const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/**
 * The tables that other tools protect, by file: for R a CSV, for tau-ARGUS a `.tab` with its `.rda` and a batch, and what the parts of each
 * total are as `.hrc`. Every count stands in them.
 */
export function exportTables(
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

/** Each category below the total with an `@` for each level that it stands above. */
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
