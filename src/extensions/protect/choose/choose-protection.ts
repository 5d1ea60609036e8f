import { publishAll } from '../../../data/publish.js';
import type { Diagnostic, Outcome } from '../../../diagnostics.js';
import type { Host } from '../../../host/host.js';
import type { Dataset } from '../../../model/dataset/dataset.js';
import { type CellLinks, hidesCells } from '../../../model/dataset/protection.js';
import type { Project } from '../../../model/project/project.js';
import { prepareWith, type Workers } from '../../../session/prepare-data.js';
import { decisionFaults } from '../by-decision.js';
import { type ChoiceInput, choose, type NoChoice, type ProtectionChoice } from '../choose.js';
import { deadlineIn } from '../engine/deadline.js';
import type { AskProtection } from '../engine/protection-process.js';
import { exportTables } from '../exchange/formats.js';
import { importPatterns } from '../exchange/import-patterns.js';
import type { PatternFile } from '../exchange/read-pattern.js';
import { lockPath, lockText, readLock } from '../lock.js';
import { type Around, lookAround } from '../outlook/around.js';
import { policyFaults, withoutPolicy } from '../policy-faults.js';
import { changedSinceEdition } from '../redesign/since-locked.js';
import { askedOf, nothingFound } from '../related/related.js';
import { type ToPublish, toPublish } from '../to-publish.js';
import { hiddenAround } from './protection-report.js';
import { ProtectionWorker } from './protection-worker.js';

export type { PatternFile } from '../exchange/read-pattern.js';

/** What would be hidden of the data of a project, for the office alone. */
export interface ChosenProtection {
  /** The datasets with a policy under which cells are hidden. */
  readonly datasets: readonly Dataset[];
  readonly choice: ProtectionChoice | NoChoice;
  /** What was found to hold though nobody declares it, and how many counts more it hides, where that is known; absent where nothing was. */
  readonly related?: { readonly relations: string[]; readonly more: number | 'unknown' };
  /** What other policies and other tables would do; absent where nobody asked. */
  readonly around?: Around;
  /** The lock for the choice; absent where nothing could be chosen. */
  readonly lock?: { readonly path: string; readonly text: string };
}

/** What works on data, and what answers questions on them where it is not a process of its own; tests do it in theirs. */
export interface ChoiceWorkers extends Workers {
  readonly askProtection?: AskProtection;
}

export interface ChoiceOptions {
  /** The seconds for all of it: the search for a cheaper choice comes first, what would be hidden otherwise gets what is left. */
  readonly seconds: number;
  readonly isComparing: boolean;
  /** What other tools have chosen; absent where Tallybook chooses. */
  readonly imports?: readonly PatternFile[];
}

/** Chooses anew what is hidden, beside what editions before have hidden. Without a policy in the data there is nothing to choose. */
export async function chooseProtection(
  project: Project,
  host: Host,
  { seconds, isComparing, imports }: ChoiceOptions,
  workers: ChoiceWorkers = {},
): Promise<{ readonly chosen: ChosenProtection | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const { value: unhidden, diagnostics } = await prepareUnhidden(project, host, seconds, workers);
  if (unhidden === undefined) return { chosen: undefined, diagnostics };
  try {
    const { made, input, raw, left } = unhidden;
    const { choice, faults } =
      imports === undefined
        ? { choice: await choose(made, input) }
        : await importPatterns(made, input, imports);
    if (choice === undefined) return { chosen: undefined, diagnostics: faults };
    const datasets = made.datasets.filter(hidesCells);
    const asked = askedOf(made.related);
    const otherwise = async (now: number | undefined): Promise<Pick<ChosenProtection, 'around'>> =>
      isComparing && imports === undefined ? { around: await lookAround(now, raw, input, left) } : {};
    if (choice.kind !== 'chosen')
      return { chosen: { datasets, choice, ...(await otherwise(undefined)) }, diagnostics: asked };
    const related = await relatedOf(choice, made, input, imports !== undefined);
    const text = lockText(datasets, choice.hidden, { ...input, ...related });
    const around = await otherwise(choice.cells.length);
    return {
      chosen: { datasets, choice, ...related, ...around, lock: { path: lockPath, text } },
      diagnostics: [...asked, ...hiddenAround(choice, datasets)],
    };
  } finally {
    unhidden.close();
  }
}

/** The tables of a project for other tools to protect, by file; none where no dataset hides counts. */
export async function exportedTables(
  project: Project,
  host: Host,
  seconds: number,
  workers: Workers = {},
): Promise<Outcome<Readonly<Record<string, string>> | undefined>> {
  const { value: unhidden, diagnostics } = await prepareUnhidden(project, host, seconds, workers);
  if (unhidden === undefined) return { value: undefined, diagnostics };
  try {
    return { value: exportTables(unhidden.made, unhidden.input), diagnostics: [] };
  } finally {
    unhidden.close();
  }
}

/** What a project would publish before anything is hidden, and what is needed to choose what to hide. */
interface Unhidden {
  /** With what the policies put together, leave out and round. */
  readonly made: ToPublish;
  readonly input: ChoiceInput;
  /** As they are in the data. */
  readonly raw: readonly Dataset[];
  /** Seconds that are left. */
  readonly left: () => number;
  /** Ends the process that answers `input.ask`. */
  readonly close: () => void;
}

/** Prepares what a project would publish before anything is hidden; only faults where it has some, and nothing where no dataset hides cells. */
async function prepareUnhidden(
  project: Project,
  host: Host,
  seconds: number,
  workers: ChoiceWorkers,
): Promise<Outcome<Unhidden | undefined>> {
  const read = await readRaw(project, host, workers);
  const { datasets: raw, links, names } = read.value;
  const { edition } = project;
  const lock = await readLock(host.project, host.limits);
  const faults = [
    ...lock.diagnostics,
    ...read.diagnostics,
    ...policyFaults(raw, links),
    ...withoutPolicy(raw, lock.value, names),
    ...changedSinceEdition(raw, lock.value.file, edition),
  ].filter(({ severity }) => severity === 'error');
  if (faults.length > 0 || !raw.some(hidesCells)) return { value: undefined, diagnostics: faults };
  const worker = new ProtectionWorker();
  const close = (): void => worker.close();
  try {
    const { left } = deadlineIn(seconds, () => performance.now());
    const ask = workers.askProtection ?? sharing(worker, seconds, left);
    const made = await toPublish(raw, links, ask);
    const wrong =
      made.faults.length > 0
        ? made.faults
        : [...policyFaults(made.datasets, links), ...decisionFaults(made.datasets)];
    if (wrong.length === 0) {
      const input = { links, lock: lock.value.file, edition, ask };
      return { value: { made, input, raw, left, close }, diagnostics: [] };
    }
    close();
    return { value: undefined, diagnostics: wrong };
  } catch (error) {
    close();
    throw error;
  }
}

/** What the data stage hands to whoever decides what is published of it. */
interface Raw {
  readonly datasets: readonly Dataset[];
  readonly links: CellLinks;
  readonly names: readonly string[];
}

/** The datasets as they are in the data, and what is wrong with them. The data stage hands them to a publisher alone: this one keeps them. */
async function readRaw(
  { data: path, dataPosition: position, edition }: Project,
  host: Host,
  workers: Workers,
): Promise<Outcome<Raw>> {
  let value: Raw = { datasets: [], links: { pairs: [], rates: [] }, names: [] };
  const { diagnostics } = await prepareWith(
    (datasets, links, names) => {
      value = { datasets, links, names };
      return publishAll(datasets, links, names);
    },
    { path, position, edition },
    host,
    workers,
  );
  return { value, diagnostics };
}

/** What a search may take of the time that is left, so that its answer can still be audited. */
const searchShare = 0.6;

/** Asks within the time of the whole command, whatever is asked. */
const sharing = (worker: ProtectionWorker, seconds: number, left: () => number): AskProtection => {
  const ask = worker.within(seconds);
  return (question, most = seconds) =>
    ask(question, Math.min(most, (question.kind === 'suppress' ? searchShare : 1) * left()));
};

/** The relations that were found, and how many counts are hidden because of them; nothing where there are none. */
async function relatedOf(
  { cells }: ProtectionChoice,
  { datasets, related: { sure } }: ToPublish,
  input: ChoiceInput,
  isImported: boolean,
): Promise<Pick<ChosenProtection, 'related'>> {
  if (sure.length === 0) return {};
  const relations = sure.map(({ words }) => words);
  if (isImported) return { related: { relations, more: 'unknown' } };
  const without = await choose({ datasets, related: nothingFound }, input);
  const more = without.kind === 'chosen' ? Math.max(0, cells.length - without.cells.length) : 'unknown';
  return { related: { relations, more } };
}
