import { didYouMean, listNames } from '../../../diagnostics.js';
import type { CountStatus, Counts, Field, PublishedDataset, Stated } from '../../../model/dataset/dataset.js';
import { dimensionsOf, findMeasure, measuresOf } from '../../selection/fields.js';
import { readFilters, singleKeys } from '../../selection/filters.js';
import type { Keys } from '../../selection/keys.js';
import { type Call, findDataset, type Scope } from '../call.js';
import { fail } from '../problem.js';

/** One of the two datasets of a comparison, and which of its cells are compared. */
export interface Side {
  readonly dataset: PublishedDataset;
  readonly measure: Field;
  /** The dimension down the side of the table, as this dataset declares it. */
  readonly rowField: Field;
  /** The categories of its other dimensions. */
  readonly fixed: Keys;
  /** What is counted: as declared, else the unit of the measure. */
  readonly unit: string;
  readonly counts?: Counts;
  /** The status of every cell compared, where there is one. */
  readonly status?: CountStatus;
}

/** The two datasets that a call names: the official one first. */
export function comparedDatasets(
  call: Call,
  scope: Scope,
): readonly [official: PublishedDataset, own: PublishedDataset] {
  const find = (index: number): PublishedDataset =>
    findDataset(scope.data, call.textParam(index, 'the name of a dataset'), call.paramAt(index));
  const [official, own] = [find(0), find(1)];
  if (official !== own) return [official, own];
  return fail('content/argument.itself', call.paramAt(1), { name: own.name });
}

/** Fails on arguments that are neither the helper's own nor dimensions of one of the datasets. */
export function refuseUnknown(
  call: Call,
  datasets: readonly PublishedDataset[],
  parameters: readonly string[],
): void {
  const dimensions = datasets.flatMap(dimensionsOf).map(({ name }) => name);
  const known = [...new Set([...parameters, ...dimensions])];
  for (const name of Object.keys(call.hash)) {
    if (known.includes(name)) continue;
    fail(
      'content/unknown-parameter.parameter',
      call.hashAt(name),
      { name, callName: call.name, known: listNames(known) },
      didYouMean(name, known),
    );
  }
}

/**
 * One side of the comparison: its measure, and one category of every dimension but that of the rows. Filters apply
 * to each dataset that has the dimension; those of the rows are read where both sides are known.
 */
export function sideOf(call: Call, dataset: PublishedDataset, rowField: Field, place: 0 | 1): Side {
  const { [rowField.name]: _, from: __, to: ___, ...hash } = call.hash;
  const own = call.with({ hash });
  const fixed = singleKeys(own, dataset, readFilters(own, dataset), [rowField]);
  const measure = findMeasure(dataset, measureName(call, dataset, place), call.hashAt('measure'));
  const { counts } = dataset;
  const status = statusOf(counts, fixed);
  return {
    dataset,
    measure,
    rowField,
    fixed,
    unit: counts?.unit ?? measure.unit ?? '',
    ...(counts === undefined ? {} : { counts }),
    ...(status === undefined ? {} : { status }),
  };
}

/** What a side says of itself: one text, or that of its status. */
export function statedBy({ status }: Side, stated: Stated | undefined): string | undefined {
  if (stated === undefined || typeof stated === 'string') return stated;
  return status === undefined ? undefined : stated[status];
}

/** `measure="cases|defendants"`: that of the official dataset, then our own; one word serves both, or the one that has a choice. */
function measureName(call: Call, dataset: PublishedDataset, place: 0 | 1): string | undefined {
  const names = call
    .text('measure')
    ?.split('|')
    .map((name) => name.trim());
  if (names === undefined) return undefined;
  if (names.length > 1) return names[place];
  return measuresOf(dataset).length === 1 ? undefined : names[0];
}

function statusOf(counts: Counts | undefined, fixed: Keys): CountStatus | undefined {
  if (counts?.statusField === undefined) return counts?.status;
  const value = fixed[counts.statusField];
  return value === 'presumed' || value === 'identified' || value === 'assisted' ? value : undefined;
}
