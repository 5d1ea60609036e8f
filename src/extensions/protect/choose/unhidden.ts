import { publishAll } from '../../../data/publish.js';
import type { Outcome } from '../../../diagnostics.js';
import type { Host } from '../../../host/host.js';
import type { Dataset } from '../../../model/dataset/dataset.js';
import { type CellLinks, hidesCells } from '../../../model/dataset/protection.js';
import type { Project } from '../../../model/project/project.js';
import { prepareWith, type Workers } from '../../../session/prepare-data.js';
import { decisionFaults } from '../by-decision.js';
import { deadlineIn } from '../engine/deadline.js';
import type { AskProtection } from '../engine/protection-process.js';
import { readLock } from '../lock.js';
import { policyFaults, withoutPolicy } from '../policy-faults.js';
import type { ChoiceInput } from '../protection-choice.js';
import { changedSinceEdition } from '../redesign/since-locked.js';
import { type ToPublish, toPublish } from '../to-publish.js';
import { ProtectionWorker } from './protection-worker.js';

/** What works on data, and what answers questions on them where it is not a process of its own; tests do it in theirs. */
export interface ChoiceWorkers extends Workers {
  readonly askProtection?: AskProtection;
}

/** What a project would publish before anything is hidden, and what is needed to choose what to hide. */
export interface Unhidden {
  /** With what the policies put together, leave out and round. */
  readonly publishable: ToPublish;
  /** As the files of the project have them. */
  readonly fromFiles: readonly Dataset[];
  readonly input: ChoiceInput;
  /** Seconds that are left. */
  readonly secondsLeft: () => number;
}

/**
 * Prepares what a project would publish before anything is hidden, and hands it to `use`. Returns only faults where the data have some,
 * and nothing where no dataset hides cells.
 *
 * @param seconds For all of it, `use` included.
 */
export async function withUnhidden<T>(
  project: Project,
  host: Host,
  seconds: number,
  workers: ChoiceWorkers,
  use: (unhidden: Unhidden) => Promise<Outcome<T>>,
): Promise<Outcome<T | undefined>> {
  const { edition } = project;
  const { datasets: fromFiles, links, names, diagnostics } = await readFiles(project, host, workers);
  const lock = await readLock(host.project, host.limits);
  const faults = [
    ...lock.diagnostics,
    ...diagnostics,
    ...policyFaults(fromFiles, links),
    ...withoutPolicy(fromFiles, lock.value, names),
    ...changedSinceEdition(fromFiles, lock.value.file, edition),
  ].filter(({ severity }) => severity === 'error');
  if (faults.length > 0 || !fromFiles.some(hidesCells)) return { value: undefined, diagnostics: faults };
  const worker = new ProtectionWorker();
  try {
    const { left: secondsLeft } = deadlineIn(seconds, () => performance.now());
    const ask = workers.askProtection ?? askInTime(worker, seconds, secondsLeft);
    const publishable = await toPublish(fromFiles, links, ask);
    const { datasets } = publishable;
    const wrong =
      publishable.faults.length > 0
        ? publishable.faults
        : [...policyFaults(datasets, links), ...decisionFaults(datasets)];
    if (wrong.length > 0) return { value: undefined, diagnostics: wrong };
    return await use({
      publishable,
      fromFiles,
      input: { links, lock: lock.value.file, edition, ask },
      secondsLeft,
    });
  } finally {
    worker.close();
  }
}

/** What the data stage hands to whoever decides what is published of it. */
interface FromFiles {
  readonly datasets: readonly Dataset[];
  readonly links: CellLinks;
  readonly names: readonly string[];
}

/** The datasets as files have them, and what is wrong with them. The data stage hands them to a publisher alone: this one keeps them. */
async function readFiles(
  { data: path, dataPosition: position, edition }: Project,
  host: Host,
  workers: Workers,
): Promise<FromFiles & Pick<Outcome<unknown>, 'diagnostics'>> {
  let given: FromFiles = { datasets: [], links: { pairs: [], rates: [] }, names: [] };
  const { diagnostics } = await prepareWith(
    (datasets, links, names) => {
      given = { datasets, links, names };
      return publishAll(datasets, links, names);
    },
    { path, position, edition },
    host,
    workers,
  );
  return { ...given, diagnostics };
}

/** What a search may take of the time that is left, so that its answer can still be audited. */
const searchShare = 0.6;

/** Asks within the seconds of the whole command, and within those that a question gets where it says so. */
const askInTime = (worker: ProtectionWorker, seconds: number, left: () => number): AskProtection => {
  const ask = worker.within(seconds);
  return (question, most = seconds) =>
    ask(question, Math.min(most, (question.kind === 'suppress' ? searchShare : 1) * left()));
};
