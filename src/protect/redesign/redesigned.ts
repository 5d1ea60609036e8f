import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset } from '../../model/dataset.js';
import type { CellLinks } from '../../model/protection.js';
import { leftOut } from './leave-out.js';
import { linkFaults } from './link-faults.js';
import { merged } from './merge.js';
import { faultAt, Impossible } from './problem.js';

/** Datasets as they are to be published, before anything of them is hidden, and what stands in the way. */
export interface Redesigned {
  readonly datasets: readonly Dataset[];
  readonly faults: readonly Diagnostic[];
}

/**
 * Puts categories together and leaves detail out, where the policies of datasets ask for it. What comes of it is a dataset like any
 * other: nothing after this sees what was put together.
 */
export function redesigned(datasets: readonly Dataset[], links: CellLinks): Redesigned {
  const faults = linkFaults(datasets, links);
  const made = datasets.map((dataset) => {
    try {
      return redesign(dataset);
    } catch (problem) {
      if (!(problem instanceof Impossible)) throw problem;
      faults.push(faultAt(problem));
      return dataset;
    }
  });
  return { datasets: made, faults };
}

function redesign(dataset: Dataset): Dataset {
  const { merge = [], leaveOut = [] } = dataset.protection ?? {};
  const shortened = leaveOut.reduce(leftOut, dataset);
  return merge.reduce(merged, shortened);
}
