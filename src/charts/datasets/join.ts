import type {
  Category,
  Field,
  PublishedData,
  PublishedDataset,
  Row,
  SourceCell,
} from '../../model/dataset/dataset.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { distinctSources } from '../../model/dataset/sources.js';
import type { Value } from '../../model/dataset/value.js';
import { groupBy } from '../../model/group-by.js';
import { ownOf } from '../../model/own.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { renamedSpec } from '../field-names.js';
import { type ChildView, isObject, isUnit, type JsonObject, toArray, viewsIn } from '../spec.js';
import { type Lookup, lookupsIn, type Resolved, resolveLookup } from './lookup.js';
import {
  atLevel,
  type ChartDataset,
  type DataName,
  dataKey,
  dataOf,
  type LookupIn,
  type LookupProblem,
  type Part,
} from './parts.js';

/**
 * True where two fields of one name say the same thing, so that one scale can show both. Measures are printed and count
 * alike; the names of categories do not contradict one another.
 */
function isSameField(one: Field, other: Field): boolean {
  if (one.role !== other.role || one.type !== other.type) return false;
  if (one.role === 'measure') return measureTraits(one) === measureTraits(other);
  if (one.role === 'note') return false;
  const known = new Map(one.categories.map((category) => [category.value, category]));
  const isKnown = (value: string | undefined): boolean => value !== undefined && known.has(value);
  return (
    JSON.stringify(one.levels) === JSON.stringify(other.levels) &&
    (one.total === other.total ||
      (one.total === undefined && !isKnown(other.total)) ||
      (other.total === undefined && other.categories.every(({ value }) => value !== one.total))) &&
    other.categories.every((category) => isSameCategory(known.get(category.value), category))
  );
}

const measureTraits = ({ title, unit, digits, power, additive, reason }: Field): string =>
  JSON.stringify([title, unit, digits, power, additive !== false, reason]);

function isSameCategory(known: Category | undefined, other: Category): boolean {
  const traits = ({ label, parent, paint }: Category): string => JSON.stringify([label, parent, paint]);
  return known === undefined || traits(known) === traits(other);
}

/** Years, periods and days: datasets that share no plot need not share their time. */
const isTimeField = ({ role, type }: Field): boolean => role === 'dimension' && isTimeType(type);

/** A field that stands for two of one name: with the categories of both, in the order in which either declares them. */
function unitedField(one: Field, other: Field): Field {
  const total = one.total ?? other.total;
  const categories = [...one.categories];
  other.categories.forEach((category, index) => {
    if (categories.some(({ value }) => value === category.value)) return;
    // After the one that it follows in its own dataset; a total stands last.
    const before = other.categories
      .slice(0, index)
      .findLast(({ value }) => categories.some((known) => known.value === value));
    const place = categories.findIndex(({ value }) => value === before?.value) + 1;
    const isBefore = before === undefined && index === 0 && other.categories.length > 1;
    const isOrdered = isTimeField(one) && category.value !== total;
    if (isOrdered) categories.splice(timePlace(categories, category.value, total), 0, category);
    else if (before !== undefined || isBefore) categories.splice(place, 0, category);
    else categories.push(category);
  });
  const isTotal = ({ value }: Category): boolean => value === total;
  return {
    ...one,
    ...(total === undefined ? {} : { total }),
    ...(one.gaps === true || other.gaps === true ? { gaps: true } : {}),
    ...(one.remainder === undefined && other.remainder !== undefined ? { remainder: other.remainder } : {}),
    categories: [
      ...categories.filter((category) => !isTotal(category)),
      ...categories.filter((category) => isTotal(category)),
    ],
  };
}

/** Where a time belongs among others, in the direction in which they are declared. */
function timePlace(categories: readonly Category[], value: string, total: string | undefined): number {
  const times = categories.filter((category) => category.value !== total);
  const isFalling = (times[0]?.value ?? '') > (times.at(-1)?.value ?? '');
  const place = categories.findIndex(
    (category) => category.value !== total && (isFalling ? category.value < value : category.value > value),
  );
  return place < 0 ? times.length : place;
}

/** A chart and what it draws, its fields called by names that are one thing each. */
export interface JoinedChart {
  readonly chart: ChartNode;
  readonly dataset: ChartDataset;
}

/**
 * What a chart draws. Of several datasets the rows stand one after the other in one, so that a mark knows by the place of
 * its row which it is of; fields that say the same are one field. Undefined where a dataset is not there.
 */
export function joinDatasets(chart: ChartNode, data: PublishedData): JoinedChart | undefined {
  const find = ({ name }: DataName): PublishedDataset | undefined => ownOf(data, name);
  const standard: DataName = { name: chart.dataset, level: chart.level };
  const own = find(standard);
  if (own === undefined) return undefined;
  if (!namesData(chart.spec)) return { chart, dataset: atLevel(own, chart.level) };
  const { drawn, plots } = viewData(chart.spec, standard);
  const lookups = lookupsIn(chart.spec, standard);
  if (lookups.some(({ from }) => find(from) === undefined)) return undefined;
  const parts: JoinedPart[] = [];
  const made: LookupIn[] = [];
  const joined = new Map<string, { readonly field: Field; readonly keys: Set<string> }>();
  for (const named of drawn) {
    const whole = find(named);
    if (whole === undefined) return undefined;
    const last = parts.at(-1);
    const first = last === undefined ? 0 : last.first + last.dataset.rows.length;
    const resolved = resolveAll(lookups, named, atLevel(whole, named.level), find);
    const part = partOf({ ...named, whole, first }, resolved, joined, plots);
    parts.push(part);
    for (const each of resolved) made.push(lookupIn(each, part));
  }
  const fields = [...joined.values()].map(({ field }) => field);
  const dataset = joinedDataset(parts, fields, made);
  const spec = renamedSpec(chart.spec, parts, dataKey(standard));
  return { chart: { ...chart, spec }, dataset };
}

/** A part, and the lookups of its rows. */
interface JoinedPart extends Part {
  readonly resolved: readonly Resolved[];
}

/** A lookup and what it finds. */
interface Looking {
  readonly lookup: Lookup;
  readonly resolved: Resolved;
}

/** The lookups of a dataset. The same one in several views adds its fields once. */
function resolveAll(
  lookups: readonly Lookup[],
  named: DataName,
  dataset: PublishedDataset,
  find: (named: DataName) => PublishedDataset | undefined,
): readonly Looking[] {
  const found: Looking[] = [];
  for (const lookup of lookups) {
    const whole = lookup.into === dataKey(named) ? find(lookup.from) : undefined;
    if (whole === undefined) continue;
    const text = JSON.stringify(lookup.transform);
    const before = found.find((each) => JSON.stringify(each.lookup.transform) === text);
    const fields = [...dataset.fields, ...found.flatMap(({ resolved }) => resolved.fields)];
    const resolved =
      before?.resolved ?? resolveLookup(lookup, { ...dataset, fields }, atLevel(whole, lookup.from.level));
    found.push({ lookup, resolved });
  }
  return found;
}

/** A lookup in terms of the chart. */
function lookupIn({ lookup: { pointer }, resolved }: Looking, part: Part): LookupIn {
  const names = new Set(resolved.fields.map(({ name }) => name));
  const lost = new Map<number, LookupProblem>();
  if (resolved.problems.length === 0)
    part.dataset.rows.forEach((row, index) => {
      const found = resolved.find(row);
      if ('message' in found) lost.set(part.first + index, { ...found, pointer });
    });
  return {
    pointer,
    fields: part.fields.filter(({ name }) => names.has(part.names.get(name) ?? '') && part.looked.has(name)),
    problems: resolved.problems,
    lost,
    ...(resolved.source && { source: resolved.source }),
  };
}

function partOf(
  { name, level, whole, first }: DataName & Pick<Part, 'whole' | 'first'>,
  lookups: readonly Looking[],
  joined: Map<string, { readonly field: Field; readonly keys: Set<string> }>,
  plots: readonly ReadonlySet<string>[],
): JoinedPart {
  const key = dataKey({ name, level });
  const dataset = atLevel(whole, level);
  const names = new Map<string, string>();
  const resolved = [...new Set(lookups.map((each) => each.resolved))];
  const added = resolved.flatMap((each) => each.fields);
  const fields = [...dataset.fields, ...added].map((field): Field => {
    const known = joined.get(field.name);
    const sharesPlot = plots.some(
      (plot) => plot.has(key) && [...(known?.keys ?? [])].some((each) => plot.has(each)),
    );
    const isSame =
      known !== undefined && isSameField(known.field, field) && (sharesPlot || !isTimeField(field));
    const inChart = known === undefined || isSame ? field.name : `${key}:${field.name}`;
    const renamed = inChart === field.name ? field : { ...field, name: inChart };
    joined.set(inChart, {
      field: isSame ? unitedField(known.field, field) : renamed,
      keys: new Set([...(isSame ? known.keys : []), key]),
    });
    names.set(inChart, field.name);
    return renamed;
  });
  const addedNames = new Set(added.map((field) => field.name));
  const looked = new Set([...names].flatMap(([inChart, own]) => (addedNames.has(own) ? [inChart] : [])));
  return { key, level, dataset, whole, fields, names, first, looked, resolved };
}

function joinedDataset(
  parts: readonly JoinedPart[],
  fields: readonly Field[],
  lookups: readonly LookupIn[],
): ChartDataset {
  const [first] = parts;
  if (first === undefined) throw new Error('A chart draws a dataset');
  const looked = lookups.flatMap(({ source }) => source ?? []);
  const datasets = [...parts.map(({ dataset }) => dataset), ...looked];
  const sources = datasets.flatMap((dataset) => dataset.sources);
  return {
    ...first.dataset,
    fields,
    rows: parts.flatMap((part) => part.dataset.rows.map((row) => standing(row, part))),
    sources: distinctSources(sources),
    missingValues: [...new Set(datasets.flatMap(({ missingValues }) => missingValues))],
    ...countsOf(datasets),
    illustrative: datasets.some(({ illustrative }) => illustrative),
    parts,
    ...(lookups.length > 0 && { lookups }),
  };
}

/** How numbers are counted, as the first says whose rows are of several statuses. */
function countsOf(datasets: readonly PublishedDataset[]): Pick<PublishedDataset, 'counts'> {
  const told = datasets.flatMap(({ counts }) => counts ?? []);
  const counts = told.find(({ statusField }) => statusField !== undefined) ?? told[0];
  return counts === undefined ? {} : { counts };
}

/** A row under the names that its fields bear in the chart, with what it looks up; its measures know which cells they are. */
function standing(row: Row, { dataset, names, fields, looked, resolved }: JoinedPart): Row {
  const renamed = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(
      [...names].flatMap(([name, original]) => {
        const value = ownOf(record, original);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  const own = fields.flatMap(({ name, role }): [string, SourceCell][] => {
    const measure = dataset.fields.find((field) => field.name === names.get(name));
    return role === 'measure' && !looked.has(name) && measure !== undefined
      ? [[names.get(name) ?? name, { dataset, row, measure }]]
      : [];
  });
  const found = resolved.flatMap((each) => {
    const one = each.find(row);
    return 'message' in one ? [] : [one];
  });
  const stands = Object.fromEntries([...own, ...found.flatMap((each) => Object.entries(each.stands))]);
  const values = Object.entries(stands).flatMap(([name, cell]): [string, Value][] => {
    const value = cell.row.measures[cell.measure.name];
    return value === undefined ? [] : [[name, value]];
  });
  const words = Object.fromEntries(found.flatMap((each) => Object.entries(each.words)));
  return {
    ...row,
    keys: renamed(row.keys),
    measures: renamed(Object.fromEntries(values)),
    attributes: renamed({ ...row.attributes, ...words }),
    ...(row.marks && { marks: renamed(row.marks) }),
    stands: renamed(stands),
  };
}

/** Which datasets a chart draws, and which of them share a plot. */
interface ViewData {
  /** In the order in which the chart names them, the default one first where a view draws it. */
  readonly drawn: readonly DataName[];
  /** The keys of those in one plot, or in the panels of one facet. */
  readonly plots: readonly ReadonlySet<string>[];
}

/** Reads off a spec which datasets its views draw. */
function viewData(spec: JsonObject, standard: DataName): ViewData {
  const units = viewsIn(spec)
    .filter(({ view }) => isUnit(view))
    .map(({ around, ...own }) => {
      const views = [...around, own];
      const isShared = ({ view }: ChildView): boolean => view.layer !== undefined || view.facet !== undefined;
      return { data: dataOf(views) ?? standard, plot: (views.find(isShared) ?? own).pointer };
    });
  const drawn = [...new Map(units.map(({ data }) => [dataKey(data), data])).values()];
  const isStandard = (each: DataName): boolean => dataKey(each) === dataKey(standard);
  const plots = [...groupBy(units, ({ plot }) => plot).values()];
  return {
    drawn: [...drawn.filter(isStandard), ...drawn.filter((each) => !isStandard(each))],
    plots: plots.map((own) => new Set(own.map(({ data }) => dataKey(data)))),
  };
}

/** True where a view of a spec names a dataset, or looks up numbers in one. */
const namesData = (spec: JsonObject): boolean =>
  viewsIn(spec).some(
    ({ view: { data, transform } }) =>
      data !== undefined || toArray(transform).some((each) => isObject(each) && 'lookup' in each),
  );
