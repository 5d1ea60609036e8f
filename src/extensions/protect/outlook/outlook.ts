import type { Dataset } from '../../../model/dataset/dataset.js';
import { hidesCells, type ProtectionPolicy } from '../../../model/dataset/protection.js';
import { type ChoiceInput, publicationOf } from '../protection-choice.js';
import { changedSinceEdition } from '../redesign/since-locked.js';
import { toPublish } from '../to-publish.js';

/** How many counts of the protected datasets would be hidden, if something were otherwise. */
export interface Outlook {
  /** Undefined where nothing protects them, or nothing was found in time. */
  readonly hidden?: number;
  /** Counts of the protected datasets, hidden or not. */
  readonly counts: number;
  readonly why: 'proven' | 'not proven' | 'impossible' | 'time';
}

/** Costs that differ by less are those of equal choices. */
const small = 1e-3;

/** Most are solved at once: one that is not may take so many shares of what is left, which always leaves some to the others. */
const generosity = 3;

/** Solves what is asked one after the other, each with its share of what is left of the time. */
export class Outlooks {
  readonly #input: ChoiceInput;
  readonly #left: () => number;
  #waiting = 0;

  /** @param left Seconds that are left for all of them. */
  constructor(input: ChoiceInput, left: () => number) {
    this.#input = input;
    this.#left = left;
  }

  /** Says that so many more will be asked. */
  expect(more: number): void {
    this.#waiting += more;
  }

  /**
   * What would be hidden of datasets as they are in the data, by their policies.
   * @returns Undefined where the policies cannot be followed.
   */
  async of(datasets: readonly Dataset[]): Promise<Outlook | undefined> {
    const share = this.#left() * Math.min(1, generosity / Math.max(1, this.#waiting));
    this.#waiting -= 1;
    const { links, lock, edition, ask } = this.#input;
    const made = await toPublish(datasets, links, ask);
    if (made.faults.length > 0 || changedSinceEdition(datasets, lock, edition).length > 0) return undefined;
    const { system, before, publication } = publicationOf(made, this.#input);
    const { cells } = publication.counted;
    const counts = cells.filter(({ dataset: each }) => hidesCells(each)).length;
    if (share <= 0) return { counts, why: 'time' };
    const chosen = await ask({ kind: 'suppress', system, before }, share);
    if (chosen.kind === 'memory') return { counts, why: 'time' };
    if (chosen.kind === 'time' || chosen.kind === 'impossible') return { counts, why: chosen.kind };
    if (chosen.kind !== 'suppress') throw new Error('a choice was asked for');
    const why = chosen.cost - chosen.bound < small ? 'proven' : 'not proven';
    return { hidden: chosen.hidden.filter((index) => index < cells.length).length, counts, why };
  }
}

/** The datasets with another policy for one of them. */
export const withPolicy = (
  datasets: readonly Dataset[],
  dataset: Dataset,
  change: Partial<ProtectionPolicy>,
): Dataset[] =>
  datasets.map((each) =>
    each === dataset && each.protection !== undefined
      ? { ...each, protection: { ...each.protection, ...change } }
      : each,
  );
