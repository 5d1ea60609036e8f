import type { Call, DataScope } from '../../../content/helpers/call.js';
import { datasetOf } from '../../../content/helpers/cell-helpers.js';
import { fail } from '../../../content/helpers/problem.js';
import { findDimension } from '../../../content/selection/fields.js';
import { listNames } from '../../../diagnostics.js';
import type { Field, PublishedDataset } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { allBetween, isCounted } from '../../../model/dataset/periods.js';
import type { Shapes } from '../kind.js';
import { figureAt, keysByYear, readSubject, type Subject, without } from './subject.js';

/**
 * The category that a claim names, with every other of its dimension but the total, for one year or for each. Where
 * years are compared, `from` and `to` say with which others.
 */
export function readStanding(call: Call, scope: DataScope): Shapes['standing'] {
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
  return keysByYear(subject).map((keys) => {
    const figures = categories.map((value) => figureAt(subject, { ...keys, [field.name]: value }));
    const self = figures[categories.indexOf(own)] ?? figureAt(subject, keys);
    const others = figures.filter((figure) => figure !== self);
    return { own: self, others, all: figures };
  });
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
