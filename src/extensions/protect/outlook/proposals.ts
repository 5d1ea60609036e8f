import type { Dataset, Field } from '../../../model/dataset/dataset.js';
import { isHierarchy } from '../../../model/dataset/hierarchy.js';
import type { CategoryMerge, LeftOut, ProtectionPolicy } from '../../../model/dataset/protection.js';
import { countIn, countsOf } from '../counted-cells.js';
import { everything } from '../redesign/redesign.js';
import { type Outlook, withPolicy } from './outlook.js';

/** Another table in which less would be hidden. */
export interface Proposal {
  readonly dataset: Dataset;
  /** What its policy would say besides; one of the two. */
  readonly merge?: CategoryMerge;
  readonly leaveOut?: LeftOut;
}

export interface ProposalOutlook extends Outlook {
  readonly proposal: Proposal;
}

/** Categories that one proposal puts together at most. */
const mostMerged = 6;

/** Proposals of one kind, each of which changes more than that before it. */
export type Series = readonly Proposal[];

/**
 * What of the datasets could be put together or left out. Small categories first, one more at a time; then the lowest level of a hierarchy;
 * then a dimension but for its totals.
 */
export function proposalsFor(datasets: readonly Dataset[]): Series[] {
  return datasets.flatMap((dataset): Series[] => {
    const { protection } = dataset;
    if (protection === undefined || protection.round !== undefined) return [];
    const taken = new Set([...(protection.merge ?? []), ...(protection.leaveOut ?? [])].map(dimensionOf));
    const dimensions = dataset.fields.filter(({ role, name }) => role === 'dimension' && !taken.has(name));
    return [
      ...dimensions.map((field) => mergesOf(dataset, field, protection)),
      ...dimensions.map((field) => levelsOf(dataset, field, protection)),
    ].filter((series) => series.length > 0);
  });
}

const dimensionOf = ({ dimension }: { readonly dimension: string }): string => dimension;

function mergesOf(dataset: Dataset, field: Field, { threshold, position }: ProtectionPolicy): Proposal[] {
  if (isHierarchy(field) || field.type !== 'string') return [];
  const target = 'other';
  const isThere = field.categories.some(({ value }) => value === target);
  const ordered = bySmallness(dataset, field, threshold).filter((value) => value !== target);
  const label = isThere ? {} : { label: 'Other' };
  const least = isThere ? 1 : 2;
  const most = Math.min(mostMerged, ordered.length - 1);
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, index) => ({
    dataset,
    merge: {
      dimension: field.name,
      into: target,
      ...label,
      parts: ordered.slice(0, least + index),
      position,
    },
  }));
}

/** The categories of a dimension but its total: those with small counts first, the smaller the earlier. */
function bySmallness(dataset: Dataset, { name, categories, total }: Field, threshold: number): string[] {
  const measures = countsOf(dataset);
  const known = new Map<string, { few: boolean; sum: number }>();
  for (const row of dataset.rows) {
    const value = row.keys[name] ?? '';
    const own = known.get(value) ?? { few: false, sum: 0 };
    for (const measure of measures) {
      const count = countIn(row, measure.name) ?? 0;
      own.sum += count;
      own.few ||= count > 0 && count < threshold;
    }
    known.set(value, own);
  }
  const rank = (value: string): number => (known.get(value)?.few === true ? 0 : 1);
  return categories
    .map(({ value }) => value)
    .filter((value) => value !== total && known.has(value))
    .sort((a, b) => rank(a) - rank(b) || (known.get(a)?.sum ?? 0) - (known.get(b)?.sum ?? 0));
}

function levelsOf(dataset: Dataset, field: Field, { position }: ProtectionPolicy): Proposal[] {
  const { name: dimension, levels = [], total } = field;
  const lowest = levels.length > 1 ? levels.slice(-1) : [];
  const names = [...lowest, ...(total === undefined ? [] : [everything])];
  return names.map((level) => ({ dataset, leaveOut: { dimension, level, position } }));
}

/** The datasets as a proposal would have them. */
export function proposed(
  datasets: readonly Dataset[],
  { dataset, merge, leaveOut }: Proposal,
): readonly Dataset[] {
  const { merge: merges = [], leaveOut: levels = [] } = dataset.protection ?? {};
  return withPolicy(datasets, dataset, {
    ...(merge === undefined ? {} : { merge: [...merges, merge] }),
    ...(leaveOut === undefined ? {} : { leaveOut: [...levels, leaveOut] }),
  });
}
