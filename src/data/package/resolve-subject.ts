/** What a resource says that its rows are about: what it counts and when, and what its description claims of them. */
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import { type Counts, countStatuses, type Dataset, type StatedClaim } from '../../model/dataset/dataset.js';
import type { YamlPath } from '../../yaml/positions.js';
import type { FieldContract } from '../contract.js';
import type { ReportFaultAt } from '../report.js';
import type { ResourceSpec } from './package-schema.js';

/**
 * How a resource counts, with its one status and its statuses by dimension told apart. Reports a status field that is
 * no dimension, or that has a category other than a status or a total.
 */
export function resolveCounts(
  spec: ResourceSpec['counts'],
  fields: readonly FieldContract[],
  report: ReportFaultAt,
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

function checkStatusField(name: string, fields: readonly FieldContract[], report: ReportFaultAt): void {
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
  if (other === undefined)
    report(path, 'value', 'data/package.categories-declared', { name, known: listNames(known) });
  else
    report(path, 'value', 'data/package.categories', { name, other: other.value, known: listNames(known) });
}

/** The claims of a description, each about words that stand in it. */
export function resolveClaims(
  { name, description = '', claims = [] }: ResourceSpec,
  report: ReportFaultAt,
  at: (path: YamlPath) => Position,
): StatedClaim[] {
  return claims.map(({ words, kind, ...others }, index) => {
    if (!folded(description).includes(folded(words))) {
      report(['claims', index, 'words'], 'value', 'data/package.words', { words, name });
    }
    const named = Object.entries(others).flatMap(([key, value]) => {
      if (isScalar(value)) return [[key, value] as const];
      report(['claims', index, key], 'value', 'data/package.true', { key });
      return [];
    });
    return { words: folded(words), kind, named: Object.fromEntries(named), at: at(['claims', index]) };
  });
}

const folded = (words: string): string => words.replace(/\s+/gu, ' ').trim();

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** The years that the rows are of, where no dimension says it. */
export function periodOf({ period }: ResourceSpec, report: ReportFaultAt): Dataset['period'] {
  if (period === undefined) return undefined;
  const [first = '', last = first] = String(period).split('/');
  const [from, to] = [Number(first), Number(last)];
  if (from > to) report(['period'], 'value', 'data/package.period', { period });
  return { from, to };
}
