import type { Diagnostic } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Dataset } from '../model/dataset.js';
import type { Project } from '../model/project.js';
import type { CellLinks } from '../model/protection.js';
import { choose, type NoChoice, type ProtectionChoice } from '../protect/choose.js';
import { deadlineIn } from '../protect/engine/deadline.js';
import { lockPath, lockText, readLock } from '../protect/lock.js';
import { type Around, lookAround } from '../protect/outlook/around.js';
import { publishWhole } from '../protect/protect.js';
import { redesigned } from '../protect/redesign/redesigned.js';
import { changedSinceEdition } from '../protect/redesign/since-locked.js';
import { prepareWith, type Workers } from './prepare-data.js';
import { ProtectionDesk } from './protection-desk.js';

/** What would be hidden of the data of a project, for the office alone. */
export interface ChosenProtection {
  /** The datasets with a policy under which cells are hidden. */
  readonly datasets: readonly Dataset[];
  readonly choice: ProtectionChoice | NoChoice;
  /** What other policies and other tables would do; absent where nobody asked. */
  readonly around?: Around;
  /** The lock for the choice; absent where there is none. */
  readonly lock?: { readonly path: string; readonly text: string };
}

export interface ChoiceOptions {
  /** How long a cheaper choice is looked for, and once more what would be hidden otherwise. */
  readonly seconds: number;
  readonly isComparing: boolean;
}

/**
 * Chooses anew what is hidden, beside what editions before have hidden. Without a policy in the data there is nothing to choose. */
export async function chooseProtection(
  { data: path, dataPosition: position, edition }: Project,
  host: Host,
  { seconds, isComparing }: ChoiceOptions,
  workers: Workers = {},
): Promise<{ readonly chosen: ChosenProtection | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const found: { datasets: readonly Dataset[]; links: CellLinks } = {
    datasets: [],
    links: { pairs: [], rates: [] },
  };
  const prepared = await prepareWith(
    async (datasets, links) => {
      Object.assign(found, { datasets, links });
      return publishWhole(datasets);
    },
    { path, position, edition },
    host,
    workers,
  );
  const lock = await readLock(host.project, host.limits);
  const made = redesigned(found.datasets, found.links);
  const diagnostics = [
    ...lock.diagnostics,
    ...prepared.diagnostics,
    ...made.faults,
    ...changedSinceEdition(found.datasets, lock.value.file, edition),
  ].filter(({ severity }) => severity === 'error');
  const datasets = made.datasets.filter(
    ({ protection }) => protection !== undefined && protection.round === undefined,
  );
  if (diagnostics.length > 0 || datasets.length === 0) return { chosen: undefined, diagnostics };
  const desk = new ProtectionDesk(seconds);
  try {
    const before = { lock: lock.value.file, edition };
    const input = { links: found.links, ...before, ask: workers.audit ?? desk.ask };
    const choice = await choose(made.datasets, input);
    const text = 'kind' in choice ? undefined : lockText(datasets, choice.hidden, before);
    const now = 'kind' in choice ? undefined : choice.cells.length;
    const { left } = deadlineIn(seconds, () => performance.now());
    const around = isComparing ? await lookAround(now, found.datasets, input, left) : undefined;
    return {
      chosen: {
        datasets,
        choice,
        ...(around === undefined ? {} : { around }),
        ...(text === undefined ? {} : { lock: { path: lockPath, text } }),
      },
      diagnostics,
    };
  } finally {
    desk.close();
  }
}
