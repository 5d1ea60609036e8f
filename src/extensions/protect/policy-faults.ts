import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset, Field } from '../../model/dataset/dataset.js';
import { isCountOf } from '../../model/dataset/few-persons.js';
import {
  type CellLinks,
  hasCategories,
  hidesCells,
  type LinkedCells,
} from '../../model/dataset/protection.js';
import { isCalledTotal } from '../../model/totals/total-word.js';
import { problem } from '../../problems/problem.js';
import { allCountsOf, type CountedCell, countIn, countsOf, numberOf } from './counted-cells.js';
import { lockPath, type ProtectionLock } from './lock.js';
import { many, policyPosition, see } from './named-cells.js';
import { numbersBeside } from './numbers-beside.js';
import { type Related, takenOut } from './related/related.js';
import { wholeWords } from './related/tables.js';
import { sameColumnFaults } from './same-column.js';

/** More than all persons on earth; beyond it a solver of programmes in doubles is not exact. */
const mostPersons = 10_000_000_000;

/** A bare category was taken to be one of each dimension that may have it: one that has it is enough. */
function isMetElsewhere(where: Readonly<Record<string, string>>, { rows, protection }: Dataset): boolean {
  const [category, ...more] = Object.values(where);
  if (more.length > 0) return false;
  return (protection?.never ?? []).some(
    (other) => Object.values(other).join() === category && rows.some((row) => hasCategories(row, other)),
  );
}

const describe = (where: Readonly<Record<string, string>>): string =>
  Object.entries(where)
    .map(([name, category]) => `${name} \`${category}\``)
    .join(', ');

/**
 * Errors for policies that protect nothing, or that what stands beside them undoes: numbers of which the audit knows nothing would be
 * printed, and it would find no fault.
 */
export function policyFaults(datasets: readonly Dataset[], { pairs, rates }: CellLinks): Diagnostic[] {
  const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  const columns = sameColumnFaults(datasets);
  const own = datasets.flatMap((dataset): Diagnostic[] => {
    const { name, protection } = dataset;
    if (protection === undefined) return uncoveredUnits(dataset, datasets);
    const at = policyPosition(dataset);
    const total = undeclaredTotal(dataset);
    if (total !== undefined) return [total];
    if (countsOf(dataset).length === 0) return [problem('protect/policy.protect', at, { name })];
    const unsafe = unsafeMeasures(dataset, rates);
    if (unsafe.length > 0) return unsafe;
    const unmet = protection.never.find(
      (where) => !dataset.rows.some((row) => hasCategories(row, where)) && !isMetElsewhere(where, dataset),
    );
    if (unmet !== undefined) return [problem('protect/policy.never', at, { name, unmet: describe(unmet) })];
    return linkFaults(dataset, byName, pairs);
  });
  return [...columns, ...own];
}

/** Measures that would give hidden counts away, or that are too large to count persons. */
function unsafeMeasures(dataset: Dataset, rates: CellLinks['rates']): Diagnostic[] {
  const { name } = dataset;
  const isRate = (measure: string): boolean =>
    rates.some((rate) => rate.dataset === name && rate.rate === measure);
  const magnitude = dataset.fields.find(
    (field) =>
      field.role === 'measure' &&
      field.additive !== false &&
      !allCountsOf(dataset).includes(field) &&
      !isRate(field.name),
  );
  if (magnitude !== undefined)
    return [
      problem('protect/policy.adds', policyPosition(dataset), { name: magnitude.name, otherName: name }),
    ];
  const large = allCountsOf(dataset)
    .flatMap((measure) => dataset.rows.map((row) => ({ dataset, row, measure })))
    .filter(({ row, measure }) => (countIn(row, measure.name) ?? 0) > mostPersons);
  if (large.length > 0)
    return [
      problem(
        'protect/policy.persons',
        policyPosition(dataset),
        { many: many(large), name },
        { see: see(large) },
      ),
    ];
  return [];
}

/** Links with what is no count, and rounding beside a table that states the same counts. */
function linkFaults(
  dataset: Dataset,
  byName: ReadonlyMap<string, Dataset>,
  pairs: CellLinks['pairs'],
): Diagnostic[] {
  const { name, protection } = dataset;
  const at = policyPosition(dataset);
  const counts = ({ dataset, measure }: LinkedCells): boolean => {
    const found = byName.get(dataset);
    return found !== undefined && countsOf(found).some(({ name }) => name === measure);
  };
  const linked = pairs.flatMap(({ own, other }) =>
    own.dataset === name ? [[own, other] as const] : other.dataset === name ? [[other, own] as const] : [],
  );
  const uncounted = linked.find(
    ([own, beside]) => byName.has(beside.dataset) && counts(own) !== counts(beside),
  );
  if (uncounted !== undefined)
    return [
      problem('protect/policy.link', at, {
        name,
        measure: uncounted[1].measure,
        dataset: uncounted[1].dataset,
      }),
    ];
  if (protection?.round === undefined) return [];
  const beside = linked.find(([, other]) => other.dataset !== name && byName.has(other.dataset));
  return beside === undefined
    ? []
    : [problem('protect/policy.states', at, { name, dataset: beside[1].dataset })];
}

/** An error for a category that is called a total where its dimension declares none: its parts could be worked out by it. */
function undeclaredTotal({ name, fields, protection }: Dataset): Diagnostic | undefined {
  for (const field of fields) {
    if (field.role !== 'dimension' || field.total !== undefined) continue;
    const called = field.categories.find(({ value, label }) => isCalledTotal(value) || isCalledTotal(label));
    if (called === undefined) continue;
    const relation = wholeWords(name, field.name, called.value);
    if (protection?.unrelated?.has(relation) === true) continue;
    return problem('protect/related.called', field.position, {
      value: called.value,
      name: field.name,
      relation: JSON.stringify(relation),
    });
  }
  return undefined;
}

/** Counts of a dataset that are small by the strictest policy of the package. */
function smallCounts(
  dataset: Dataset,
  datasets: readonly Dataset[],
  isMeasure: (measure: Field) => boolean,
): CountedCell[] {
  const threshold = datasets.reduce((most, { protection }) => Math.max(most, protection?.threshold ?? 0), 0);
  return [...countsOf(dataset), ...numbersBeside(dataset)]
    .filter(isMeasure)
    .flatMap((measure) => dataset.rows.map((row) => ({ dataset, row, measure })))
    .filter((cell) => {
      const count = numberOf(cell) ?? 0;
      return count > 0 && count < threshold;
    });
}

/** An error for a dataset that counts in the unit of a protected one, small counts among them, and does not say that they are persons. */
function uncoveredUnits(dataset: Dataset, datasets: readonly Dataset[]): Diagnostic[] {
  if (dataset.about === 'persons') return [];
  const guarded = datasets.filter(({ protection }) => protection !== undefined);
  const units = new Set(guarded.flatMap((each) => countsOf(each).flatMap(({ unit }) => unit ?? [])));
  const small = smallCounts(
    dataset,
    datasets,
    (measure) => units.has(measure.unit ?? '') && isCountOf(measure, dataset),
  );
  if (small.length === 0) return [];
  const called = [...new Set(small.map(({ measure }) => measure.unit ?? ''))].join(', ');
  return [
    problem(
      'protect/policy.prints',
      dataset.position,
      {
        name: dataset.name,
        aSmall: small.length === 1 ? 'a small count' : `${small.length} small counts`,
        called,
      },
      { see: see(small) },
    ),
  ];
}

/** Errors for datasets that prove by their numbers to count the persons of a protected one, and that print small counts all the same. */
export const uncoveredPersons = ({ sure }: Related, datasets: readonly Dataset[]): Diagnostic[] =>
  datasets.flatMap((dataset): Diagnostic[] => {
    if (dataset.about === 'persons') return [];
    for (const { words, sums, factors } of sure) {
      // Meals or euro for each person are no persons.
      if (factors !== undefined) continue;
      const places = sums.flatMap(({ left, right }) => [left, right]).flat();
      const guarded = datasets.find(
        ({ name, protection }) => protection !== undefined && places.some((place) => place.dataset === name),
      );
      if (guarded === undefined) continue;
      const small = smallCounts(dataset, datasets, ({ name }) =>
        places.some((place) => place.dataset === dataset.name && place.measure === name),
      );
      if (small.length === 0) continue;
      return [
        problem(
          'protect/related.persons',
          dataset.position,
          {
            name: dataset.name,
            aSmall: small.length === 1 ? 'a small count' : `${small.length} small counts`,
            guardedName: guarded.name,
            words,
            takenOut: takenOut(words),
          },
          { see: see(small) },
        ),
      ];
    }
    return [];
  });

/**
 * Errors for datasets that an edition has hidden counts of and that have no such policy any more: without it they would be printed.
 * @param names Of all resources of the package, those with faults too.
 */
export function withoutPolicy(
  datasets: readonly Dataset[],
  { file, positionOf }: ProtectionLock,
  names: readonly string[],
): Diagnostic[] {
  // A package that cannot be read is the fault; what it lacks is unknown.
  if (names.length === 0) return [];
  const locked = Object.entries(file?.datasets ?? {}).filter(([, { hidden, before }]) =>
    [hidden, before?.hidden ?? {}].some((cells) => Object.keys(cells).length > 0),
  );
  return locked.flatMap(([name]): Diagnostic[] => {
    const dataset = datasets.find((each) => each.name === name);
    // What could not be read is a fault already, and not published.
    if (dataset === undefined ? names.includes(name) : hidesCells(dataset)) return [];
    const what =
      dataset === undefined
        ? 'which is not in the data package'
        : dataset.protection === undefined
          ? 'which has no `protect` any more'
          : 'which is rounded now';
    return [problem('protect/lock.counts', positionOf(name), { lockPath, name, what })];
  });
}
