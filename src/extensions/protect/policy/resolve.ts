import type { FieldContract, ResourceContract } from '../../../data/contract.js';
import type { ResourceSpec } from '../../../data/package/package-schema.js';
import { aboutOf } from '../../../data/package/resolve-fields.js';
import type { ReportFaultAt } from '../../../data/report.js';
import { didYouMean, listNames } from '../../../diagnostics.js';
import type {
  CategoryMerge,
  LeftOut,
  ProtectionPolicy,
  PublishedCell,
} from '../../../model/dataset/protection.js';
import { defined } from '../../../model/defined.js';
import { expectedReason, isReason } from '../../../model/reason.js';
import type { YamlPath } from '../../../yaml/positions.js';
import type { PolicySpec } from './schema.js';

interface Around {
  readonly fields: readonly FieldContract[];
  readonly report: ReportFaultAt;
  readonly at: (path: YamlPath) => ResourceContract['position'];
}

const unlessEmpty = <T extends object>(of: T): T | undefined =>
  (of instanceof Map ? of.size : Object.keys(of).length) === 0 ? undefined : of;

/** The policy of a resource. Reports what names no dimension or category, and a policy for what does not count persons. */
export function resolveProtection(
  protect: PolicySpec,
  resource: ResourceSpec,
  { fields, report, at }: Around,
): ProtectionPolicy {
  if (aboutOf(resource) !== 'persons') report(['protect'], 'key', 'data/package.about');
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const never = protect.never.flatMap((each, index) =>
    neverOf(each, ['protect', 'never', index], dimensions, report),
  );
  for (const [name, weights] of Object.entries(protect.weight)) {
    const field = dimensionNamed(name, ['protect', 'weight', name], dimensions, report);
    for (const category of Object.keys(weights))
      if (field !== undefined)
        checkCategory(field, category, ['protect', 'weight', name, category], 'key', report);
  }
  const merge = mergesOf(protect, dimensions, { report, at });
  const leaveOut = leftOutOf(protect, dimensions, { report, at });
  const publish = publishedOf(protect, dimensions, { report, at });
  const { threshold, level, zeros, singletons, weight, round, unrelated, related, keep, groups } = protect;
  for (const [key, reasons] of Object.entries({ unrelated, related, keep, groups }))
    for (const [name, reason] of Object.entries(reasons))
      if (!isReason(reason))
        report(['protect', key, name], 'value', 'data/package.expectedreason', { name, expectedReason });
  for (const name of Object.keys(groups))
    dimensionNamed(name, ['protect', 'groups', name], dimensions, report);
  const words = fields.filter(({ role }) => role === 'note' || role === 'attribute').map(({ name }) => name);
  for (const name of Object.keys(keep))
    if (!words.includes(name))
      report(['protect', 'keep', name], 'key', 'data/package.note', { name }, didYouMean(name, words));
  const placed = (key: 'unrelated' | 'related'): ReadonlyMap<string, ResourceContract['position']> =>
    new Map(Object.keys(protect[key]).map((name) => [name, at(['protect', key, name])]));
  return defined<ProtectionPolicy>({
    threshold,
    level,
    zeros,
    singletons,
    never,
    weight,
    round: round ?? undefined,
    merge: unlessEmpty(merge),
    leaveOut: unlessEmpty(leaveOut),
    unrelated: unlessEmpty(placed('unrelated')),
    related: unlessEmpty(placed('related')),
    keep: unlessEmpty(keep),
    groups: unlessEmpty(groups),
    publish: unlessEmpty(publish),
    position: at(['protect']),
  });
}

type Never = PolicySpec['never'][number];

/** What is put together. Whether it can be is found out with the rows. */
function mergesOf(
  { merge }: PolicySpec,
  dimensions: readonly FieldContract[],
  { report, at }: Pick<Around, 'report' | 'at'>,
): CategoryMerge[] {
  return Object.entries(merge).flatMap(([dimension, groups]) => {
    if (dimensionNamed(dimension, ['protect', 'merge', dimension], dimensions, report) === undefined)
      return [];
    return Object.entries(groups).map(([into, group]): CategoryMerge => {
      const { label, parts } = Array.isArray(group) ? { label: undefined, parts: group } : group;
      return {
        dimension,
        into,
        ...(label === undefined ? {} : { label }),
        parts: parts.map(String),
        position: at(['protect', 'merge', dimension, into]),
      };
    });
  });
}

function leftOutOf(
  { 'leave-out': levels }: PolicySpec,
  dimensions: readonly FieldContract[],
  { report, at }: Pick<Around, 'report' | 'at'>,
): LeftOut[] {
  return Object.entries(levels).flatMap(([dimension, level]) => {
    const path = ['protect', 'leave-out', dimension];
    if (dimensionNamed(dimension, path, dimensions, report) === undefined) return [];
    return [{ dimension, level, position: at(path) }];
  });
}

/** The small counts that are printed. Whether they are there, and small, is found out with the rows. */
function publishedOf(
  { publish, merge }: PolicySpec,
  dimensions: readonly FieldContract[],
  { report, at }: Pick<Around, 'report' | 'at'>,
): PublishedCell[] {
  return publish.map(({ where, measure, reason, by, date, named }, index) => {
    const path = ['protect', 'publish', index];
    for (const [name, category] of Object.entries(where)) {
      const field = dimensionNamed(name, [...path, 'where', name], dimensions, report);
      if (field !== undefined && !Object.hasOwn(merge[name] ?? {}, String(category)))
        checkCategory(field, String(category), [...path, 'where', name], 'value', report);
    }
    if (!isReason(reason)) report([...path, 'reason'], 'value', 'data/package.publish', { expectedReason });
    return {
      where: Object.fromEntries(Object.entries(where).map(([name, category]) => [name, String(category)])),
      ...(measure === undefined ? {} : { measure }),
      reason,
      by,
      date,
      ...(named === true ? { named } : {}),
      position: at(path),
    };
  });
}

/** The cells that must stay: a bare category is one of whichever dimension has it. */
function neverOf(
  each: Never,
  path: YamlPath,
  dimensions: readonly FieldContract[],
  report: ReportFaultAt,
): Readonly<Record<string, string>>[] {
  if (typeof each === 'object') {
    for (const [name, category] of Object.entries(each)) {
      const field = dimensionNamed(name, [...path, name], dimensions, report);
      if (field !== undefined) checkCategory(field, String(category), [...path, name], 'value', report);
    }
    return [Object.fromEntries(Object.entries(each).map(([name, category]) => [name, String(category)]))];
  }
  const category = String(each);
  const having = dimensions.filter((field) => hasCategory(field, category));
  if (having.length > 0) return having.map(({ name }) => ({ [name]: category }));
  const known = dimensions.flatMap(({ known: values }) => [...values]);
  report(path, 'value', 'data/package.never', { category }, didYouMean(category, known));
  return [];
}

function dimensionNamed(
  name: string,
  path: YamlPath,
  dimensions: readonly FieldContract[],
  report: ReportFaultAt,
): FieldContract | undefined {
  const field = dimensions.find((each) => each.name === name);
  if (field !== undefined) return field;
  const known = dimensions.map((each) => each.name);
  report(path, 'key', 'data/package.dimensions', { name, known: listNames(known) }, didYouMean(name, known));
  return undefined;
}

/** Categories that are not declared come from the rows, and are not known yet; a year is four digits whichever it is. */
const hasCategory = ({ known, total, type }: FieldContract, category: string): boolean =>
  category === total || (known.size > 0 ? known.has(category) : type !== 'year' || /^\d{4}$/.test(category));

function checkCategory(
  field: FieldContract,
  category: string,
  path: YamlPath,
  part: 'key' | 'value',
  report: ReportFaultAt,
): void {
  if (hasCategory(field, category)) return;
  const known = [...field.known];
  report(
    path,
    part,
    'data/package.unexpected',
    { category, name: field.name, known: listNames(known) },
    didYouMean(category, known),
  );
}
