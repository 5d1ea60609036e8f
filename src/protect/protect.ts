import type { Diagnostic, Related } from '../diagnostics.js';
import { cellOrigin, originPosition } from '../model/cell.js';
import type { Dataset, PublishedDataset } from '../model/dataset.js';
import type { CellLinks } from '../model/protection.js';
import type { AskProtection } from './ask.js';
import { type CountedCell, countsOf, type HiddenCells } from './counted-cells.js';
import { withoutHidden } from './hidden-cells.js';
import { lockedCells, type ProtectionLock } from './lock.js';
import { type PublicationSystem, publicationSystem } from './publication-system.js';
import { redesigned } from './redesign/redesigned.js';
import { changedSinceChoice } from './redesign/since-locked.js';
import { rounded } from './rounded.js';
import { unneededReason } from './unneeded-reason.js';

/** What may be published, and what was said of it. */
export interface Protected {
  /** One for each dataset, in their order. */
  readonly published: readonly PublishedDataset[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ProtectionInput {
  readonly links: CellLinks;
  readonly lock: ProtectionLock;
  readonly ask: AskProtection;
}

/**
 * Decides what may be published of all datasets together, since a number that one hides another may give away. What is hidden was chosen
 * by `tallybook protect` and stands in the lock; here the choice is audited against the numbers of today. Where anything is wrong with
 * it, no count of a protected dataset passes. With `publishWhole`, and `disclose` for confidential reports, the one place where a `Dataset`
 * becomes a `PublishedDataset`, so that nothing else can let raw data through.
 */
export async function protect(datasets: readonly Dataset[], input: ProtectionInput): Promise<Protected> {
  if (datasets.every(({ protection }) => protection === undefined)) return publishWhole(datasets);
  const { links, lock } = input;
  const redesign = redesigned(datasets, links);
  const whole = await rounded(redesign.datasets, input.ask);
  const publication = publicationSystem(whole.datasets, links);
  const hidden = lockedCells(lock.file, whole.datasets);
  // What cannot be done was chosen by nobody: the lock is no second fault.
  const changed = redesign.faults.length > 0 ? [] : changedSinceChoice(datasets, lock.file);
  const known = [...redesign.faults, ...changed, ...whole.faults];
  const faults = known.length > 0 ? known : await faultsOf(publication, hidden, input);
  const passed = faults.length > 0 ? allCounts(whole.datasets) : hidden;
  const { published, diagnostics } = publishWhole(withoutHidden(whole.datasets, passed, links.rates));
  return { published, diagnostics: [...faults, ...diagnostics] };
}

/** Publishes datasets as they are: those without a policy, and what is derived. */
export function publishWhole(datasets: readonly Dataset[]): Protected {
  return {
    published: datasets.map((dataset) => dataset as PublishedDataset),
    diagnostics: datasets.flatMap(unneededReason),
  };
}

async function faultsOf(
  publication: PublicationSystem,
  hidden: HiddenCells,
  { lock, ask }: ProtectionInput,
): Promise<Diagnostic[]> {
  const { system, counted } = publication;
  const indices = counted.indicesOf(hidden);
  if (indices.length === 0 && system.cells.every(({ need }) => need === undefined)) return [];
  const unlocked = counted.cells.filter(
    (_, index) => system.cells[index]?.need !== undefined && !indices.includes(index),
  );
  if (unlocked.length > 0) return byDataset(unlocked).map((cells) => notLocked(cells, lock));
  const answer = await ask({ kind: 'audit', system, hidden: indices });
  if (answer.kind === 'time') return counted.cells.slice(0, 1).map(outOfTime);
  if (answer.kind !== 'audit') throw new Error('an audit was asked for');
  const disclosed = answer.disclosed.flatMap((index) => counted.cells[index] ?? []);
  return byDataset(disclosed).map(recomputable);
}

/** Every count of every protected dataset. */
const allCounts = (datasets: readonly Dataset[]): HiddenCells =>
  new Map(
    datasets
      .filter(({ protection }) => protection !== undefined)
      .flatMap((dataset) => {
        const names = new Set(countsOf(dataset).map(({ name }) => name));
        return dataset.rows.map((row) => [row, names] as const);
      }),
  );

function byDataset(cells: readonly CountedCell[]): CountedCell[][] {
  const groups = new Map<Dataset, CountedCell[]>();
  for (const cell of cells) groups.set(cell.dataset, [...(groups.get(cell.dataset) ?? []), cell]);
  return [...groups.values()];
}

/** Cells that a message names at most. */
const mostNamed = 12;

const positionOf = ({ dataset }: CountedCell) => dataset.protection?.position ?? dataset.position;

const see = (cells: readonly CountedCell[]): Related[] =>
  cells.slice(0, mostNamed).map(({ row, measure, dataset }) => ({
    position: originPosition(cellOrigin(row, measure.name)),
    note: [
      `\`${measure.name}\``,
      ...dataset.fields
        .filter(({ role }) => role === 'dimension')
        .map(({ name }) => `${name} \`${row.keys[name] ?? ''}\``),
    ].join(', '),
  }));

const many = (cells: readonly CountedCell[]): string =>
  cells.length === 1 ? 'count' : `${cells.length} counts`;

function notLocked(cells: readonly CountedCell[], lock: ProtectionLock): Diagnostic {
  const [first] = cells as [CountedCell];
  const { name } = first.dataset;
  const isKnown = lock.file?.datasets[name] !== undefined;
  return {
    severity: 'error',
    code: 'protect/lock',
    message: `Unexpected ${isKnown ? `${many(cells)} below the threshold that the lock does not hide` : 'policy that nothing was chosen for yet'} in \`${name}\`, expected a choice of what is hidden`,
    position: positionOf(first),
    hint: 'run `tallybook protect`, look at what it would hide, and commit `protection.lock.yaml`',
    see: see(cells),
  };
}

function recomputable(cells: readonly CountedCell[]): Diagnostic {
  const [first] = cells as [CountedCell];
  return {
    severity: 'error',
    code: 'protect/disclosed',
    message: `Unexpected ${many(cells)} of \`${first.dataset.name}\` that the numbers around ${cells.length === 1 ? 'it' : 'them'} give away, expected hidden cells that stay hidden`,
    position: positionOf(first),
    hint: 'the data have changed since the choice was made: run `tallybook protect` again',
    see: see(cells),
  };
}

const outOfTime = (cell: CountedCell): Diagnostic => ({
  severity: 'error',
  code: 'protect/time',
  message: 'Unexpected end of the audit of hidden cells, expected an answer before it',
  position: positionOf(cell),
  hint: 'give it more time (`limits: {protectSeconds: 60}`) or a machine with more memory, or protect smaller tables',
});
