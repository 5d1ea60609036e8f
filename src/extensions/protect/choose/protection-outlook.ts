import { stringify } from 'yaml';
import type { ProtectionLevel } from '../../../model/dataset/protection.js';
import type { Alternatives } from '../outlook/alternatives.js';
import type { Outlook } from '../outlook/outlook.js';
import type { Proposal } from '../outlook/proposals.js';

/** How many counts would be hidden, were something otherwise; null where nothing protects them, or nothing was found in time. */
export interface ReportedOutlook {
  readonly dataset: string;
  readonly hidden: number | null;
  /** Counts of all protected datasets, hidden or not. */
  readonly counts: number;
  readonly why: Outlook['why'];
}

export interface ReportedAlternatives {
  readonly policies: readonly (ReportedOutlook & {
    readonly threshold: number;
    readonly level: ProtectionLevel;
  })[];
  /** What hides less, with what to write under `protect`. */
  readonly proposals: readonly (ReportedOutlook & { readonly yaml: string })[];
}

export const reportedAlternatives = ({ policies, proposals }: Alternatives): ReportedAlternatives => ({
  policies: policies.map(({ dataset, threshold, level, ...outlook }) => ({
    dataset: dataset.name,
    threshold,
    level,
    ...outlookOf(outlook),
  })),
  proposals: proposals.map(({ proposal, ...outlook }) => ({
    dataset: proposal.dataset.name,
    yaml: yamlOf(proposal),
    ...outlookOf(outlook),
  })),
});

const outlookOf = ({ hidden, counts, why }: Outlook) => ({ hidden: hidden ?? null, counts, why });

/** A proposal as it is written under `protect`: `merge: {nationality: {other: [bulgarian, polish]}}`. */
export function yamlOf({ merge, leaveOut }: Proposal): string {
  const lines: Record<string, unknown> = {};
  if (merge !== undefined) {
    const { dimension, into, label, parts } = merge;
    lines.merge = { [dimension]: { [into]: label === undefined ? parts : { label, parts } } };
  }
  if (leaveOut !== undefined) lines['leave-out'] = { [leaveOut.dimension]: leaveOut.level };
  return Object.entries(lines)
    .map(([key, value]) => `${key}: ${inOneLine(value)}`)
    .join('\n');
}

const inOneLine = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim();
