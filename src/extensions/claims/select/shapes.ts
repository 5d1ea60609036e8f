import { guardEnds } from '../../../content/guards/unlike.js';
import type { Call, DataScope } from '../../../content/helpers/call.js';
import { datasetOf } from '../../../content/helpers/cell-helpers.js';
import { fail } from '../../../content/helpers/problem.js';
import { findDimension, type Keys, timeOf } from '../../../content/selection/fields.js';
import { singleKeys } from '../../../content/selection/filters.js';
import { listNames } from '../../../diagnostics.js';
import type { Field, PublishedDataset } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { allBetween, isCounted } from '../../../model/dataset/periods.js';
import { groupBy } from '../../../model/group-by.js';
import type { Figure } from '../figure.js';
import type { Group, ShapeName } from '../kinds.js';
import { type ChosenRows, readRows } from './rows.js';
import {
  figureAt,
  forEach,
  keysByYear,
  type Named,
  readBeside,
  readSubject,
  type Subject,
  without,
} from './subject.js';

/** The figures that a claim is tested on. */
interface Selected {
  readonly groups: readonly Group[];
  /** All of them in their order, where that is not the order of the groups. */
  readonly figures?: readonly Figure[];
  /** Of a claim about rows, what was counted. */
  readonly rows?: ChosenRows;
}

type Read = (call: Call, scope: DataScope, kind: string) => Selected;

/** The figure of a claim with each of those that it names, for one year or for each. */
const beside =
  (...names: readonly Named[]): Read =>
  (call, scope) => ({ groups: readBeside(call, scope, names) });

/** How the figures of each shape are read, and by which named arguments besides filters and `measure`. */
export const shapes: Readonly<
  Record<ShapeName, { readonly parameters: readonly string[]; readonly read: Read }>
> = {
  series: { parameters: ['from', 'to'], read: readSeries },
  change: { parameters: ['from', 'to'], read: readChange },
  part: { parameters: ['from', 'to', 'of'], read: beside({ name: 'of', otherwise: 'total' }) },
  pair: { parameters: ['from', 'to', 'than'], read: beside({ name: 'than' }) },
  range: { parameters: ['from', 'to', 'least', 'most'], read: beside({ name: 'least' }, { name: 'most' }) },
  single: { parameters: ['from', 'to', 'level'], read: beside() },
  standing: { parameters: ['from', 'to', 'among', 'level'], read: readStanding },
  rest: { parameters: [], read: readRest },
  rows: {
    parameters: ['from', 'to', 'has', 'lacks', 'level'],
    read: (call, scope, kind) => {
      const rows = readRows(call, scope, kind === 'some-rows');
      return { groups: rows.groups, rows };
    },
  },
};

/** The year that a claim names, and all years of the dataset before it, or after it. Fails where there are none. */
function readRest(call: Call, scope: DataScope, kind: string): Selected {
  const isBefore = kind === 'first-known';
  const subject = readSubject(call, scope);
  const { dataset, filters } = subject;
  const year = timeOf(dataset);
  const [own] = year === undefined ? [] : (filters.get(year) ?? []);
  if (year === undefined || own === undefined) {
    return fail('content/argument.such', call.at);
  }
  const known = year.categories.map(({ value }) => value).filter((value) => value !== year.total);
  const rest = allBetween(year.type, known).filter((each) => (isBefore ? each < own : each > own));
  if (rest.length === 0) {
    return fail(
      isBefore ? 'content/argument.figure' : 'content/argument.figure-last',
      call.hashAt(year.name),
      {
        own,
        name: dataset.name,
      },
    );
  }
  return {
    groups: forEach(subject, (one) => {
      const keys = singleKeys(call, dataset, one.filters);
      const others = rest.map((value) => figureAt(subject, { ...keys, [year.name]: value }));
      return [[figureAt(subject, keys), ...others]];
    }),
  };
}

/**
 * One figure for every year from `from` to `to`, for each category that is named, years without data included; without these, for all years of the
 * dataset. Fails on fewer than two years.
 */
function readSeries(call: Call, scope: DataScope): { readonly groups: readonly Group[] } {
  const subject = readSubject(call, scope);
  const { dataset, filters } = subject;
  const year = timeOf(dataset);
  if (year === undefined) {
    return fail('content/argument.dataset-2', call.paramAt(0), { name: dataset.name });
  }
  const known = year.categories.map(({ value }) => value).filter((value) => value !== year.total);
  const [first, ...later] = allBetween(year.type, filters.get(year) ?? known);
  if (first === undefined || later.length === 0) return fail('content/argument.about', call.at);
  return {
    groups: forEach(subject, (one) => {
      const rest = singleKeys(call, dataset, one.filters, [year]);
      const at = (value: string): Figure => figureAt(subject, { ...rest, [year.name]: value });
      return [[at(first), ...later.map(at)]];
    }),
  };
}

/** The first and the last of them, for kinds that compare two years, which the claim must name. */
function readChange(call: Call, scope: DataScope): Selected {
  const [from, to] = [call.requiredText('from'), call.requiredText('to')];
  const { dataset } = readSubject(call, scope);
  const time = timeOf(dataset);
  if (time !== undefined) guardEnds(call, time, from, to);
  return { groups: readSeries(call, scope).groups.map(([first, ...later]) => [first, ...later.slice(-1)]) };
}

/**
 * The category that a claim names, with every other of its dimension but the total, for one year or for each. Where
 * years are compared, `from` and `to` say with which others.
 */
function readStanding(call: Call, scope: DataScope): Selected {
  const field = dimensionCompared(call, scope);
  const ofYears = isCounted(field.type);
  const subject = readSubject(ofYears ? without(call, ['from', 'to']) : call, scope);
  const own = ownCategory(subject, field);
  const categories = ofYears ? yearsCompared(call, scope, field) : comparedWith(subject.dataset, field, own);
  if (!categories.includes(own)) {
    return fail('content/argument.compared', call.hashAt(field.name), {
      own,
      name: field.name,
      categories: listNames(categories),
    });
  }
  const { around, placeOf } = dimensionsAround(subject, field, categories);
  const years = forEach(subject, (one) => keysByYear(one, around)).map((keys) => {
    const figures = categories.map((value) =>
      figureAt(subject, { ...keys, ...placeOf(value), [field.name]: value }),
    );
    const self = figures[categories.indexOf(own)] ?? figureAt(subject, keys);
    return { figures, group: [self, ...figures.filter((figure) => figure !== self)] as const };
  });
  return { groups: years.map(({ group }) => group), figures: years.flatMap(({ figures }) => figures) };
}

/**
 * The dimensions that a claim need not name, since each category compared is in one of theirs alone, and in which: a pupil has one
 * school. The year is none, for the words have to say it.
 */
function dimensionsAround(
  { dataset, filters }: Subject,
  { name: own, type }: Field,
  compared: readonly string[],
) {
  const rows = groupBy(dataset.rows, ({ keys }) => keys[own] ?? '');
  const isOne = (name: string, value: string): boolean =>
    new Set(rows.get(value)?.map(({ keys }) => keys[name])).size === 1;
  const around = dataset.fields.filter(
    (field) =>
      field.role === 'dimension' &&
      field.name !== own &&
      field.total === undefined &&
      ![type, field.type].some(isCounted) &&
      !filters.has(field) &&
      compared.every((value) => isOne(field.name, value)),
  );
  const placeOf = (value: string): Keys =>
    Object.fromEntries(around.map(({ name }) => [name, rows.get(value)?.[0]?.keys[name] ?? '']));
  return { around, placeOf };
}

/** The dimension that `among` names; else one that the claim names, which is not the year if there is such. */
function dimensionCompared(call: Call, scope: DataScope): Field {
  const dataset = datasetOf(call, scope);
  const among = call.text('among');
  if (among !== undefined) return findDimension(dataset, among, call.hashAt('among'));
  const named = dataset.fields.filter(({ name, role }) => role === 'dimension' && call.has(name));
  const field = named.find(({ type }) => !isCounted(type)) ?? named[0];
  return field ?? fail('content/argument.category-2', call.at);
}

function ownCategory({ call, filters, dataset }: Subject, field: Field): string {
  const values = [...filters].find(([{ name }]) => name === field.name)?.[1] ?? [];
  const [own] = values;
  if (own !== undefined && values.length === 1) return own;
  return fail('content/argument.stands', call.at, { name: field.name, datasetName: dataset.name });
}

/** All others, and where some are part of others, those of its level that the dataset has: a district is no rival of its region. */
function comparedWith({ rows }: PublishedDataset, field: Field, own: string): readonly string[] {
  if (!isHierarchy(field)) return partsOf(field);
  const known = new Set(rows.map(({ keys }) => keys[field.name]));
  const tree = new Tree(field);
  return tree.atDepth(tree.depthOf(own)).filter((value) => known.has(value));
}

const partsOf = ({ categories, total }: Field): string[] =>
  categories.map(({ value }) => value).filter((value) => value !== total);

/** All years from `from` to `to`, where the claim says these, else all of the dataset. */
function yearsCompared(call: Call, scope: DataScope, year: Field): string[] {
  const range = readSubject(without(call, [year.name]), scope).filters;
  const chosen = [...range].find(([{ name }]) => name === year.name)?.[1];
  return [...allBetween(year.type, chosen ?? partsOf(year))];
}
