import type { Published } from '../../data/extension.js';
import { asPublished } from '../../data/publish.js';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import type { Dataset } from '../../model/dataset/dataset.js';
import type { CellLinks } from '../../model/dataset/protection.js';
import { ownOf } from '../../model/own.js';
import { problem } from '../../problems/problem.js';
import { decisionFaults, hiddenByLock } from './by-decision.js';
import { allCountsOf, type CountedCell, type HiddenCells } from './counted-cells.js';
import type { AskProtection } from './engine/protection-process.js';
import { withoutHidden } from './hidden-cells.js';
import { lockedCells, lockPath, type ProtectionLock, strayCells } from './lock.js';
import { byDataset, many, policyPosition, see } from './named-cells.js';
import { noAnswer } from './no-answer.js';
import { policyFaults, withoutPolicy } from './policy-faults.js';
import { publicationOf } from './protection-choice.js';
import { countsAt } from './publication-system.js';
import { changedSinceChoice } from './redesign/since-locked.js';
import { askedOf, brokenSince, notChosenFor, nothingFound } from './related/related.js';
import { withoutColumns } from './same-column.js';
import { sameInAll } from './same-in-all.js';
import { type ToPublish, toPublish } from './to-publish.js';

export interface ProtectionInput {
  readonly links: CellLinks;
  readonly lock: ProtectionLock;
  /** The year of the report; what editions before it have done stays. */
  readonly edition: number;
  /** Of all resources of the package, those with faults too. */
  readonly names: readonly string[];
  readonly ask: AskProtection;
}

/**
 * Decides what may be published of all datasets together, since a number that one hides another may give away. What is hidden was chosen
 * by `tallybook protect` and stands in the lock; here the choice is audited against the numbers of today. Where anything is wrong with
 * it, no count of a protected dataset passes.
 */
export async function protect(datasets: readonly Dataset[], input: ProtectionInput): Promise<Published> {
  const { links, lock, names, ask } = input;
  const outdated = withoutPolicy(datasets, lock, names);
  if (datasets.every(({ protection }) => protection === undefined)) {
    return { published: datasets.map(asPublished), diagnostics: outdated };
  }
  const policies = [...policyFaults(datasets, links), ...outdated];
  const made =
    policies.length > 0
      ? { datasets, related: nothingFound, faults: policies }
      : await toPublish(datasets, links, ask);
  // What cannot be done was chosen by nobody: the lock is no second fault.
  const isChoosable = made.faults.length === 0 && lock.isBroken === undefined;
  const changed = changedSinceChoice(datasets, lock.file);
  const known = isChoosable
    ? [
        // What was put together or left out may be what an entry names.
        ...policyFaults(made.datasets, links),
        ...decisionFaults(made.datasets),
        ...(changed.length > 0 ? changed : strayCells(lock, made.datasets)),
        ...notChosenFor(made.related, lock.file),
      ]
    : made.faults;
  const hidden = lockedCells(lock.file, made.datasets);
  const isKnown = known.length > 0 || lock.isBroken !== undefined;
  const found = isKnown ? known : await audited(made, hidden, input);
  const isSafe = !hasErrors(found) && lock.isBroken === undefined;
  const passed = isSafe ? hidden : allCounts(made.datasets);
  const shown = withoutColumns(withoutHidden(made.datasets, passed, links.rates), datasets);
  return {
    published: shown.map(asPublished),
    diagnostics: [
      ...found,
      ...(isSafe ? [...sameInAll(shown), ...brokenSince(made.related, lock)] : []),
      ...askedOf(made.related),
    ],
  };
}

/** What is wrong with hiding these cells and no others; a warning where an edition before has printed small ones. */
async function audited(
  made: Pick<ToPublish, 'datasets' | 'related'>,
  hidden: HiddenCells,
  { links, lock, edition, ask }: ProtectionInput,
): Promise<Diagnostic[]> {
  const { system, publication, isPrinted } = publicationOf(made, {
    links,
    lock: lock.file,
    edition,
  });
  const { counted } = publication;
  const printed = counted.cells.filter(
    (_, index) => isPrinted[index] === true && publication.system.cells[index]?.need !== undefined,
  );
  const warnings = byDataset(printed).map(printedBefore);
  const indices = counted.indicesOf(hidden);
  if (indices.length === 0 && system.cells.every(({ need }) => need === undefined)) return warnings;
  const known = new Set(indices);
  const unlocked = counted.cells.filter(
    (_, index) => system.cells[index]?.need !== undefined && !known.has(index),
  );
  const decided = hiddenByLock(indices.flatMap((index) => counted.cells[index] ?? []));
  if (decided.length > 0) return decided;
  if (unlocked.length > 0) return byDataset(unlocked).map((cells) => notLocked(cells, lock));
  const rests = publication.rests.map(({ index }) => index);
  const answer = await ask({ kind: 'audit', system, hidden: [...indices, ...rests] });
  if (answer.kind === 'time' || answer.kind === 'memory')
    return [noAnswer(answer.kind, 'audit', made.datasets, { counts: counted.cells.length })];
  if (answer.kind !== 'audit') throw new Error('an audit was asked for');
  const disclosed = countsAt(publication, answer.disclosed);
  return [...byDataset(disclosed).map(recomputable), ...warnings];
}

/** Every count of every protected dataset. */
const allCounts = (datasets: readonly Dataset[]): HiddenCells =>
  new Map(
    datasets
      .filter(({ protection }) => protection !== undefined)
      .flatMap((dataset) => {
        const names = new Set(allCountsOf(dataset).map(({ name }) => name));
        return dataset.rows.map((row) => [row, names] as const);
      }),
  );

function notLocked(cells: readonly CountedCell[], lock: ProtectionLock): Diagnostic {
  const [first] = cells as [CountedCell];
  const { name } = first.dataset;
  const isKnown = ownOf(lock.file?.datasets, name) !== undefined;
  return problem(
    isKnown ? 'protect/lock.below' : 'protect/lock.yet',
    policyPosition(first.dataset),
    { lockPath, many: many(cells), name },
    { see: see(cells) },
  );
}

function recomputable(cells: readonly CountedCell[]): Diagnostic {
  const [first] = cells as [CountedCell];
  return problem(
    'protect/disclosed',
    policyPosition(first.dataset),
    {
      aHidden: cells.length === 1 ? 'a hidden count' : `${cells.length} hidden counts`,
      datasetName: first.dataset.name,
    },
    { see: see(cells) },
  );
}

function printedBefore(cells: readonly CountedCell[]): Diagnostic {
  const [first] = cells as [CountedCell];
  return problem(
    'protect/printed',
    policyPosition(first.dataset),
    {
      many: many(cells),
      datasetName: first.dataset.name,
      is: cells.length === 1 ? 'is' : 'are',
    },
    { see: see(cells) },
  );
}
