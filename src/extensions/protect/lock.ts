import { stringify } from 'yaml';
import { z } from 'zod';
import type { Diagnostic, Outcome, Position } from '../../diagnostics.js';
import { FileProblem, type Files } from '../../host/host.js';
import type { Dataset, Row } from '../../model/dataset/dataset.js';
import { hidesCells } from '../../model/dataset/protection.js';
import { ownOf } from '../../model/own.js';
import { problem, wording } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { checkSchema } from '../../yaml/check.js';
import { parseYaml } from '../../yaml/positions.js';
import { countsOf, type HiddenCells } from './counted-cells.js';
import { recordOf, redesignRecord } from './redesign/record.js';

/** Where the choice of hidden cells is kept: beside `tallybook.yaml`, committed with the data. */
export const lockPath = 'protection.lock.yaml';

const keys = z.record(z.string(), z.string({ error: 'a text, in quotation marks where it is a number' }), {
  error: 'a mapping of dimensions to categories',
});

const pattern = {
  edition: z.int({ error: 'a year' }),
  categories: z.record(z.string(), z.array(z.string(), { error: 'a list of categories' })),
  hidden: z.record(z.string(), z.array(keys, { error: 'a list of cells' })),
  ...redesignRecord,
};

const aMapping = { error: 'a mapping' };

const lockFile = z.strictObject(
  {
    protection: z.literal(1, { error: '1, the form of this file' }),
    // What was found to hold and taken into account, and how many counts are hidden for it alone.
    related: z
      .strictObject(
        {
          relations: z.array(z.string(), { error: 'a list of relations' }),
          more: z.union([z.int(), z.literal('unknown')], { error: 'a whole number, or `unknown`' }),
        },
        aMapping,
      )
      .optional(),
    datasets: z.record(
      z.string(),
      z.strictObject(
        {
          rule: z.strictObject(
            {
              threshold: z.int({ error: 'a whole number' }),
              level: z.string({ error: 'a level' }),
              zeros: z.string({ error: '`shown` or `sensitive`' }),
            },
            aMapping,
          ),
          ...pattern,
          before: z.strictObject(pattern, aMapping).optional(),
        },
        aMapping,
      ),
      { error: 'a mapping of datasets' },
    ),
  },
  { error: 'what `tallybook protect` writes' },
);

export type LockFile = z.infer<typeof lockFile>;
type LockedDataset = LockFile['datasets'][string];
/** Which cells an edition has hidden, and the categories it had. */
export type Pattern = NonNullable<LockedDataset['before']>;

/** The choice that was made before; undefined where none was. */
export interface ProtectionLock {
  /** The file is there and cannot be read, which is said: nothing else is wrong with it then. */
  readonly isBroken?: true;
  readonly file: LockFile | undefined;
  readonly positionOf: (dataset: string) => Position;
}

const start: Position = { file: lockPath, line: 1, column: 1 };

/** Reads `protection.lock.yaml`. A file that cannot be read is an error: without it, what was hidden might be printed. */
export async function readLock(project: Files, limits: ResourceLimits): Promise<Outcome<ProtectionLock>> {
  const none = { file: undefined, positionOf: () => start };
  if (!(await project.exists(lockPath))) return { value: none, diagnostics: [] };
  const fault = (position = start, words: Partial<Diagnostic> = {}): Outcome<ProtectionLock> => ({
    value: { ...none, isBroken: true },
    diagnostics: [{ ...problem('protect/lock.form', position, { lockPath }), ...words }],
  });
  let text: string;
  try {
    text = await project.readText(lockPath, limits.textBytes);
  } catch (found) {
    if (!(found instanceof FileProblem)) throw found;
    return fault(start, wording('protect/lock.read', { lockPath }));
  }
  const parsed = parseYaml(text, lockPath, { limits });
  const [found] = parsed.problems;
  if (found !== undefined) return fault(found.position, { message: found.message });
  const { value, faults } = checkSchema(lockFile, parsed, lockPath);
  const [first] = faults;
  if (value === undefined)
    return fault(first?.position, first === undefined ? {} : { message: first.message });
  return {
    value: { file: value, positionOf: (dataset) => parsed.positionOf(['datasets', dataset], 'key') },
    diagnostics: [],
  };
}

/** The cells that the lock hides. */
export function lockedCells(lock: LockFile | undefined, datasets: readonly Dataset[]): HiddenCells {
  return hiddenBy(
    datasets.filter(hidesCells).flatMap((dataset) => {
      const locked = ownOf(lock?.datasets, dataset.name);
      return locked === undefined ? [] : [[dataset, locked] as const];
    }),
  );
}

/** Errors for a lock that hides cells which a dataset does not have: it was chosen for other data. */
export function strayCells({ file, positionOf }: ProtectionLock, datasets: readonly Dataset[]): Diagnostic[] {
  return datasets.flatMap((dataset): Diagnostic[] => {
    const hidden = ownOf(file?.datasets, dataset.name)?.hidden;
    if (hidden === undefined || !hidesCells(dataset)) return [];
    const keyOf = keyIn(dataset);
    const known = new Set(dataset.rows.map(keyOf));
    const counts = new Set(countsOf(dataset).map(({ name }) => name));
    const stray = Object.entries(hidden).flatMap(([measure, cells]) =>
      cells.filter((cell) => !counts.has(measure) || !known.has(keyOf({ keys: cell }))),
    );
    if (stray.length === 0) return [];
    return [
      problem('protect/lock.lock', positionOf(dataset.name), {
        aCell: stray.length === 1 ? 'a cell' : `${stray.length} cells`,
        name: dataset.name,
        lockPath,
      }),
    ];
  });
}

/** The last pattern of an edition before this one. */
export const patternBefore = (locked: LockedDataset | undefined, edition: number): Pattern | undefined =>
  locked !== undefined && locked.edition < edition ? locked : locked?.before;

/** The cells that the patterns of datasets hide. */
export function hiddenBy(patterns: Iterable<readonly [Dataset, Pattern]>): HiddenCells {
  const hidden = new Map<Row, Set<string>>();
  for (const [dataset, pattern] of patterns) {
    const keyOf = keyIn(dataset);
    for (const [measure, cells] of Object.entries(pattern.hidden)) {
      const wanted = new Set(cells.map((cell) => keyOf({ keys: cell })));
      for (const row of dataset.rows)
        if (wanted.has(keyOf(row))) hidden.set(row, (hidden.get(row) ?? new Set()).add(measure));
    }
  }
  return hidden;
}

/** What tells the rows of a dataset apart: their categories, as one text. */
export const keyIn =
  ({ fields }: Dataset) =>
  ({ keys: own }: Pick<Row, 'keys'>): string =>
    JSON.stringify(fields.filter(({ role }) => role === 'dimension').map(({ name }) => own[name]));

/** What is above every lock. */
const head = `# Which cells of protected datasets are hidden. \`tallybook protect\` writes this file; commit it with the data.
# It holds none of the counts. What an edition has printed cannot be hidden by the next, and what it has hidden stays hidden.
`;

interface LockContext {
  readonly lock: LockFile | undefined;
  readonly edition: number;
  readonly related?: LockFile['related'];
}

/** The text of the file for a choice of hidden cells. */
export function lockText(
  datasets: readonly Dataset[],
  hidden: HiddenCells,
  { lock, edition, related }: LockContext,
): string {
  const entries = datasets.flatMap((dataset): [string, LockedDataset][] => {
    const { protection } = dataset;
    if (protection === undefined || !hidesCells(dataset)) return [];
    const { threshold, level, zeros } = protection;
    const before = patternBefore(ownOf(lock?.datasets, dataset.name), edition);
    const own = patternOf(dataset, hidden, edition);
    const kept = before === undefined ? {} : { before: patternAlone(before) };
    return [[dataset.name, { rule: { threshold, level, zeros }, ...recordOf(protection), ...own, ...kept }]];
  });
  const file: LockFile = {
    protection: 1,
    ...(related === undefined ? {} : { related }),
    datasets: Object.fromEntries(entries),
  };
  return head + stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

const patternAlone = ({ edition, categories, hidden, merged, 'left-out': leftOut }: Pattern): Pattern => ({
  edition,
  ...(merged === undefined ? {} : { merged }),
  ...(leftOut === undefined ? {} : { 'left-out': leftOut }),
  categories,
  hidden,
});

function patternOf(dataset: Dataset, hidden: HiddenCells, edition: number): Pattern {
  const { fields, rows } = dataset;
  const dimensions = fields.filter(({ role }) => role === 'dimension').map(({ name }) => name);
  const categories = dimensions.map((name): [string, string[]] => [
    name,
    [...new Set(rows.map((row) => row.keys[name] ?? ''))],
  ]);
  const cells = countsOf(dataset).map(({ name }): [string, Pattern['hidden'][string]] => [
    name,
    rows
      .filter((row) => hidden.get(row)?.has(name) === true)
      .map((row) => Object.fromEntries(dimensions.map((each) => [each, row.keys[each] ?? '']))),
  ]);
  return {
    edition,
    categories: Object.fromEntries(categories),
    hidden: Object.fromEntries(cells.filter(([, list]) => list.length > 0)),
  };
}
