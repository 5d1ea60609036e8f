import type { Dataset } from '../../model/dataset.js';
import type { ChoiceInput } from '../choose.js';
import { Outlooks, withPolicy } from './outlook.js';
import { type PolicyOutlook, policiesFor } from './policies.js';
import { type ProposalOutlook, proposalsFor, proposed } from './proposals.js';

/** What would be hidden otherwise: by other policies, and of other tables. Nothing of it is done. */
export interface Around {
  readonly policies: readonly PolicyOutlook[];
  /** Those that hide less. */
  readonly proposals: readonly ProposalOutlook[];
}

/**
 * Looks at what a change of policy and a change of the tables would do.
 * @param now How many counts are hidden as things are; undefined where nothing protects them.
 * @param datasets As they are in the data, before anything is put together.
 * @param left Seconds that are left for it.
 */
export async function lookAround(
  now: number | undefined,
  datasets: readonly Dataset[],
  input: ChoiceInput,
  left: () => number,
): Promise<Around> {
  const outlooks = new Outlooks(input, left);
  const asked = policiesFor(datasets);
  const series = now === 0 ? [] : proposalsFor(datasets);
  outlooks.expect(asked.length + series.flat().length);
  const policies: PolicyOutlook[] = [];
  for (const { dataset, threshold, level } of asked) {
    const outlook = await outlooks.of(withPolicy(datasets, dataset, { threshold, level }));
    if (outlook !== undefined) policies.push({ dataset, threshold, level, ...outlook });
  }
  const proposals: ProposalOutlook[] = [];
  for (const each of series) {
    // Of a series, what changes more has to hide less.
    let least = now ?? Number.POSITIVE_INFINITY;
    for (const proposal of each) {
      if (least === 0) {
        outlooks.expect(-1);
        continue;
      }
      const outlook = await outlooks.of(proposed(datasets, proposal));
      if (outlook?.hidden === undefined || outlook.hidden >= least) continue;
      least = outlook.hidden;
      proposals.push({ proposal, ...outlook });
    }
  }
  return { policies, proposals };
}
