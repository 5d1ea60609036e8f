import type { Dataset } from '../../model/dataset.js';
import { type ProtectionLevel, protectionLevels } from '../../model/protection.js';
import type { Outlook } from './outlook.js';

/** What a policy would do that is like that of a dataset but for its level or its threshold. */
export interface PolicyOutlook extends Outlook {
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
export function policiesFor(
  datasets: readonly Dataset[],
): Pick<PolicyOutlook, 'dataset' | 'threshold' | 'level'>[] {
  return datasets.flatMap((dataset) => {
    const { protection } = dataset;
    if (protection === undefined || protection.round !== undefined) return [];
    return policiesBeside(protection).map((policy) => ({ dataset, ...policy }));
  });
}
