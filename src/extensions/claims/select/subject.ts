import { requireSameUnit } from '../../../content/helpers/calculate.js';
import { type Call, type DataScope, describe, toText } from '../../../content/helpers/call.js';
import { datasetOf } from '../../../content/helpers/cell-helpers.js';
import { fail } from '../../../content/helpers/problem.js';
import { isQuantity } from '../../../content/printable.js';
import { findMeasure, type Keys, timeOf } from '../../../content/selection/fields.js';
import { type Filters, readFilters, singleKeys } from '../../../content/selection/filters.js';
import { otherKeys } from '../../../content/selection/other-cell.js';
import { cellQuantity } from '../../../model/dataset/cell.js';
import type { Field, PublishedData, PublishedDataset } from '../../../model/dataset/dataset.js';
import { allBetween, isCounted } from '../../../model/dataset/periods.js';
import type { Quantity } from '../../../model/quantity.js';
import { type Figure, figureOf } from '../figure.js';
import type { Group } from '../kinds.js';

/** What a claim is about: cells of one measure of one dataset. */
export interface Subject {
  readonly call: Call;
  readonly dataset: PublishedDataset;
  readonly measure: Field;
  readonly filters: Filters;
}

/** The call of a claim without its kind: as the readers of filters take it, whose first argument is the dataset. */
export function asSelection(call: Call): Call {
  const site = { ...call.site, params: call.site.params.slice(1) };
  return call.with({ params: call.params.slice(1), site });
}

/** A call without some of its named arguments. */
export function without(call: Call, names: readonly string[]): Call {
  const hash = Object.fromEntries(Object.entries(call.hash).filter(([name]) => !names.includes(name)));
  return call.with({ hash });
}

/** Reads the dataset, the measure and the filters of a claim. */
export function readSubject(call: Call, scope: DataScope): Subject {
  const dataset = datasetOf(call, scope);
  const measure = findMeasure(dataset, call.text('measure'), call.hashAt('measure'));
  return { call, dataset, measure, filters: readFilters(call, dataset) };
}

/** The keys of every year from `from` to `to`, where the claim says these, else the one set of keys; without those of `except`. */
export function keysByYear(
  { call, dataset, filters }: Subject,
  except: readonly Field[] = [],
): readonly Keys[] {
  const year = timeOf(dataset);
  if (year === undefined || !('from' in call.hash || 'to' in call.hash)) {
    return [singleKeys(call, dataset, filters, except)];
  }
  const rest = singleKeys(call, dataset, filters, [year, ...except]);
  return allBetween(year.type, filters.get(year) ?? []).map((value) => ({ ...rest, [year.name]: value }));
}

/** What is read for each category that the claim names, where it names several ("a|b"): the claim must hold for each. */
export function forEach<T>(subject: Subject, read: (one: Subject) => readonly T[]): readonly T[] {
  const several = [...subject.filters].find(([{ type }, values]) => !isCounted(type) && values.length > 1);
  // What is denied of several might fail for one of them alone: "did not rise in A and B".
  if (several === undefined || subject.call.hash.not === true) return read(subject);
  const [field, values] = several;
  return values.flatMap((value) => {
    const filters = new Map([...subject.filters]).set(field, [value]);
    return forEach({ ...subject, filters }, read);
  });
}

/** The figure at some keys; without a row it is a gap. */
export function figureAt({ dataset, measure, call }: Subject, keys: Keys): Figure {
  const row = call.rowAt(dataset, keys);
  const quantity = row === undefined ? undefined : cellQuantity(dataset, row, measure, call.at);
  return { quantity, dataset: dataset.name, keys: [keys] };
}

/** An argument that names a figure beside the one that the claim is about, and what stands for it by default. */
export interface Named {
  readonly name: 'of' | 'than' | 'least' | 'most';
  readonly otherwise?: string;
}

/** The figure of a claim with each of those that it names, for one year or for each. */
export function readBeside(call: Call, scope: DataScope, names: readonly Named[]): readonly Group[] {
  const [first] = call.params;
  if (isQuantity(first)) {
    return [[figureOf(first), ...names.map(({ name }) => sameUnit(call, scope, first, name))]];
  }
  const subject = readSubject(call, scope);
  const others = names.map((named) => otherFigure(subject, named, scope));
  return forEach(subject, (one) => keysByYear(one)).map((keys) => [
    figureAt(subject, keys),
    ...others.map((other) => other(keys)),
  ]);
}

/** How to find a named figure beside the cell with some keys: one quantity for all, or another cell of the dataset. */
function otherFigure(subject: Subject, { name, otherwise }: Named, scope: DataScope): (keys: Keys) => Figure {
  const { call, dataset, filters, measure } = subject;
  const given = call.hash[name];
  const text = given === undefined ? otherwise : toText(given);
  if (text === undefined) {
    const own = { unit: measure.unit ?? '', dataset: dataset.name, cells: [] };
    const figure = sameUnit(call, scope, own, name);
    return () => figure;
  }
  const changed = otherKeys(call, dataset, filters, { name, text });
  return (keys) => figureAt(subject, { ...keys, ...changed });
}

function sameUnit(
  call: Call,
  { data }: DataScope,
  own: Pick<Quantity, 'unit' | 'dataset' | 'cells'>,
  name: string,
): Figure {
  const given = call.hash[name];
  if (!isQuantity(given)) {
    return fail('content/argument.quantity-2', call.hashAt(name), { given: describe(given), name });
  }
  if (!areCountedAlike(own, given, data))
    requireSameUnit({ ...given, unit: own.unit }, given, call.hashAt(name));
  return figureOf(given);
}

/** "Victims" and "persons" are both persons, where both datasets say that they count these. */
function areCountedAlike(...[own, other, data]: readonly [Counted, Counted, PublishedData]): boolean {
  const [units, others] = [own, other].map((each) => unitsCounted(each, data));
  const [unit] = units ?? [];
  return unit !== undefined && [...(units ?? []), ...(others ?? [])].every((each) => each === unit);
}

type Counted = Pick<Quantity, 'dataset' | 'cells' | 'unit'>;

/** What the cells of a count count, by `counts` of their datasets; nothing of a percentage. */
function unitsCounted({ dataset, cells, unit }: Counted, data: PublishedData): (string | undefined)[] {
  const names = [...new Set([dataset, ...cells.map((cell) => cell.dataset)])];
  return calculated.has(unit) ? [undefined] : names.map((name) => unitOf(data[name]));
}

/** What a dataset counts; nothing is known of one that has several measures, such as persons and euro. */
function unitOf(dataset: PublishedDataset | undefined): string | undefined {
  const measures = (dataset?.fields ?? []).filter(({ role }) => role === 'measure');
  return measures.length === 1 ? dataset?.counts?.unit : undefined;
}

/** Units of what is calculated: of how many per cent something is says nothing of what is counted. */
const calculated: ReadonlySet<string> = new Set(['%', 'percentage points', 'times', '']);
