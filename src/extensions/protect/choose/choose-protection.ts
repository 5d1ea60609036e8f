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
  /** The lock for the choice; absent where there is none. */
  readonly lock?: { readonly path: string; readonly text: string };
}

/** What works on data, and what answers questions on them where it is not a process of its own; tests do it in theirs. */
export interface ChoiceWorkers extends Workers {
  readonly askProtection?: AskProtection;
}

export interface ChoiceOptions {
  /** How long a cheaper choice is looked for, and once more what would be hidden otherwise. */
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
  const { value: chosen, diagnostics } = await publishable(
    project,
    host,
    { seconds, workers },
    async (made, input, raw, left): Promise<Outcome<ChosenProtection | undefined>> => {
      const { choice, faults } =
        imports === undefined
          ? { choice: await choose(made, input) }
          : await importPatterns(made, input, imports);
      if (choice === undefined) return { value: undefined, diagnostics: faults };
      const related =
        'kind' in choice ? undefined : await relatedOf(choice, made, input, imports !== undefined);
      const datasets = made.datasets.filter(hidesCells);
      const context = { ...input, ...(related === undefined ? {} : { related }) };
      const text = 'kind' in choice ? undefined : lockText(datasets, choice.hidden, context);
      const now = 'kind' in choice ? undefined : choice.cells.length;
      const around =
        isComparing && imports === undefined ? await lookAround(now, raw, input, left) : undefined;
      return {
        value: {
          datasets,
          choice,
          ...(related === undefined ? {} : { related }),
          ...(around === undefined ? {} : { around }),
          ...(text === undefined ? {} : { lock: { path: lockPath, text } }),
        },
        diagnostics: [...askedOf(made.related), ...('kind' in choice ? [] : hiddenAround(choice, datasets))],
      };
    },
  );
  return { chosen, diagnostics };
}

/** The tables of a project for other tools to protect, by file; none where no dataset hides counts. */
export const exportedTables = (
  project: Project,
  host: Host,
  seconds: number,
  workers: Workers = {},
): Promise<Outcome<Readonly<Record<string, string>> | undefined>> =>
  publishable(project, host, { seconds, workers }, async (made, input) => ({
    value: exportTables(made, input),
    diagnostics: [],
  }));

/** Prepares what a project would publish before anything is hidden, and does something with it; faults where there is nothing. */
async function publishable<T>(
  { data: path, dataPosition: position, edition }: Project,
  host: Host,
  { seconds, workers }: { readonly seconds: number; readonly workers: ChoiceWorkers },
  use: (
    made: ToPublish,
    input: ChoiceInput,
    raw: readonly Dataset[],
    left: () => number,
  ) => Promise<Outcome<T>>,
): Promise<Outcome<T | undefined>> {
  const found: { datasets: readonly Dataset[]; links: CellLinks; names: readonly string[] } = {
    datasets: [],
    links: { pairs: [], rates: [] },
    names: [],
  };
  const prepared = await prepareWith(
    async (datasets, links, names) => {
      Object.assign(found, { datasets, links, names });
      return publishAll(datasets, links, names);
    },
    { path, position, edition },
    host,
    workers,
  );
  const lock = await readLock(host.project, host.limits);
  const faults = [
    ...lock.diagnostics,
    ...prepared.diagnostics,
    ...policyFaults(found.datasets, found.links),
    ...withoutPolicy(found.datasets, lock.value, found.names),
    ...changedSinceEdition(found.datasets, lock.value.file, edition),
  ].filter(({ severity }) => severity === 'error');
  if (faults.length > 0 || !found.datasets.some(hidesCells)) return { value: undefined, diagnostics: faults };
  const worker = new ProtectionWorker();
  try {
    const before = { lock: lock.value.file, edition };
    const { left } = deadlineIn(seconds, () => performance.now());
    const input = {
      links: found.links,
      ...before,
      ask: workers.askProtection ?? sharing(worker, seconds, left),
    };
    const made = await toPublish(found.datasets, found.links, input.ask);
    const wrong =
      made.faults.length > 0
        ? made.faults
        : [...policyFaults(made.datasets, found.links), ...decisionFaults(made.datasets)];
    if (wrong.length > 0) return { value: undefined, diagnostics: wrong };
    return await use(made, input, found.datasets, left);
  } finally {
    worker.close();
  }
}

/** What a search may take of the time that is left, so that its answer can still be audited. */
const searchShare = 0.6;

/** Asks within the time of the whole command, whatever is asked. */
const sharing = (worker: ProtectionWorker, seconds: number, left: () => number): AskProtection => {
  const ask = worker.within(seconds);
  return (question, most = seconds) =>
    ask(question, Math.min(most, (question.kind === 'suppress' ? searchShare : 1) * left()));
};

/** The relations that were found, and how many counts are hidden because of them; undefined where there are none. */
async function relatedOf(
  { cells }: ProtectionChoice,
  { datasets, related: { sure } }: ToPublish,
  input: ChoiceInput,
  isImported: boolean,
): Promise<ChosenProtection['related']> {
  if (sure.length === 0) return undefined;
  const relations = sure.map(({ words }) => words);
  if (isImported) return { relations, more: 'unknown' };
  const without = await choose({ datasets, related: nothingFound }, input);
  const more = 'kind' in without ? 'unknown' : Math.max(0, cells.length - without.cells.length);
  return { relations, more };
}
