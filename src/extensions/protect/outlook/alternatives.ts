import type { Dataset } from '../../../model/dataset/dataset.js';
import { type ProtectionLevel, protectionLevels } from '../../../model/dataset/protection.js';
import type { ChoiceInput } from '../protection-choice.js';
import { type Outlook, Outlooks, withPolicy } from './outlook.js';
import { type ProposalOutlook, proposalsFor, proposed } from './proposals.js';

/** What a policy would do that is like that of a dataset but for its level or its threshold. */
interface PolicyOutlook extends Outlook {
  readonly dataset: Dataset;
  readonly threshold: number;
  readonly level: ProtectionLevel;
}

/** Thresholds that offices take. */
const usual = [3, 5, 10, 15, 20, 30, 50, 100, 200, 500, 1000];

interface Policy {
  readonly threshold: number;
  readonly level: ProtectionLevel;
}

/** The other levels at this threshold, then this level at the usual thresholds around it: one below, two above. */
function policiesBeside({ threshold, level }: Policy): Policy[] {
  const below = usual.filter((each) => each < threshold).slice(-1);
  const above = usual.filter((each) => each > threshold).slice(0, 2);
  return [
    ...protectionLevels.filter((each) => each !== level).map((each) => ({ threshold, level: each })),
    ...[...below, ...above].map((each) => ({ threshold: each, level })),
  ];
}

/** The policies beside that of each dataset. */
function policiesFor(datasets: readonly Dataset[]): Pick<PolicyOutlook, 'dataset' | 'threshold' | 'level'>[] {
  return datasets.flatMap((dataset) => {
    const { protection } = dataset;
    if (protection === undefined || protection.round !== undefined) return [];
    return policiesBeside(protection).map((policy) => ({ dataset, ...policy }));
  });
}

/** What would be hidden otherwise: by other policies, and of other tables. Nothing of it is done. */
export interface Alternatives {
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
export async function lookAtAlternatives(
  now: number | undefined,
  datasets: readonly Dataset[],
  input: ChoiceInput,
  left: () => number,
): Promise<Alternatives> {
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
