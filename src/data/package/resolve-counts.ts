import { didYouMean, listNames } from '../../diagnostics.js';
import { type Counts, countStatuses } from '../../model/dataset/dataset.js';
import type { FieldContract } from '../contract.js';
import type { Report } from '../report.js';
import type { ResourceSpec } from './package-schema.js';

/**
 * How a resource counts, with its one status and its statuses by dimension told apart. Reports a status field that is
 * no dimension, or that has a category other than a status or a total.
 */
export function resolveCounts(
  spec: ResourceSpec['counts'],
  fields: readonly FieldContract[],
  report: Report,
): Counts | undefined {
  if (spec === undefined) return undefined;
  const { unit, status, definition, dated } = spec;
  if (typeof status === 'object') checkStatusField(status.field, fields, report);
  return {
    unit,
    ...(typeof status === 'string' ? { status } : {}),
    ...(typeof status === 'object' ? { statusField: status.field } : {}),
    ...(definition === undefined ? {} : { definition: statedOf(definition) }),
    ...(dated === undefined ? {} : { dated: statedOf(dated) }),
  };
}

/** One text, or those of the statuses that have one. */
function statedOf(
  stated: NonNullable<NonNullable<ResourceSpec['counts']>['definition']>,
): NonNullable<Counts['definition']> {
  if (typeof stated === 'string') return stated;
  const texts = countStatuses.flatMap((status) => {
    const text = stated[status];
    return text === undefined ? [] : [[status, text] as const];
  });
  return Object.fromEntries(texts);
}

function checkStatusField(name: string, fields: readonly FieldContract[], report: Report): void {
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const field = dimensions.find((candidate) => candidate.name === name);
  const path = ['counts', 'status', 'field'];
  if (field === undefined) {
    const names = dimensions.map((dimension) => dimension.name);
    report(
      path,
      'value',
      'data/package.field-dimension',
      { name, names: listNames(names) },
      didYouMean(name, names),
    );
    return;
  }
  const known: readonly string[] = countStatuses;
  const other = field.categories.find(({ value }) => value !== field.total && !known.includes(value));
  if (other === undefined && field.categories.length > 0) return;
  const actual = other === undefined ? 'without declared categories' : `with the category \`${other.value}\``;
  report(path, 'value', 'data/package.categories', { name, actual, known: listNames(known) });
}
