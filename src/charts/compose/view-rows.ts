/** Which rows a view draws: of which dataset, and of dimensions with totals the totals or their parts. */
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { childNodes, fieldsIn } from '../check/expression.js';
import { dataKey, ownData, type Part, partNamed } from '../datasets/parts.js';
import type { Vega } from '../drawing/vega.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { anyView, mentions, ownPart } from '../field-names.js';
import { derivedFields, partField } from '../rows.js';
import { isObject, isUnit, type JsonObject, toArray } from '../spec.js';
import type { Unit } from '../unit.js';
import type { Composition } from './composition.js';

/** A dimension with totals whose rows are still to be chosen on the way down to the marks. */
export interface OpenTotal {
  readonly field: Field;
  /** The field of a row that is true for totals. */
  readonly total: string;
  /** Whether a view further up encodes or filters the dimension. */
  readonly mentioned: boolean;
}

/** The filters that a view gets, and the dimensions that its children decide on. */
export interface TotalChoice {
  readonly filters: readonly JsonObject[];
  readonly open: readonly OpenTotal[];
}

/** The dimensions that declare totals: those of one of the datasets of a chart, where it draws several. */
export function openTotals(dataset: PublishedDataset, part?: Part): readonly OpenTotal[] {
  const hasTotal = ({ name, total }: Field): boolean =>
    part === undefined
      ? total !== undefined
      : part.fields.some((own) => own.name === name && own.total !== undefined);
  return dataset.fields.flatMap((field, index) =>
    field.role === 'dimension' && hasTotal(field)
      ? [{ field, total: derivedFields(index).total, mentioned: false }]
      : [],
  );
}

/**
 * Chooses between parts and totals, for each dimension with a declared total and each view.
 *
 * A view whose encodings and transforms never mention the dimension draws its total rows, as `{{value}}` does. A view
 * that mentions it draws the parts. A view with a `filter` that names the total value beside the field
 * (`datum.offence == 'total'`, `{field: offence, oneOf: [total, ...]}`) gets both, and the filter decides.
 *
 * A choice is made as high in the tree as all views below agree, so that layers can differ.
 */
function chooseTotals(
  view: JsonObject,
  pending: readonly OpenTotal[],
  parse: Vega['parseExpression'],
): TotalChoice {
  const filters: JsonObject[] = [];
  const open: OpenTotal[] = [];
  for (const candidate of pending) {
    const { name } = candidate.field;
    const own = ownPart(view);
    const mentioned = candidate.mentioned || mentions(own, name, parse);
    if (namesTotal(own.transform, candidate.field, parse)) continue;
    if (anyView(view, (part) => namesTotal(part.transform, candidate.field, parse))) {
      open.push({ ...candidate, mentioned });
    } else if (mentioned) {
      filters.push({ filter: `!datum[${JSON.stringify(candidate.total)}]` });
    } else if (anyView(view, (part) => mentions(ownPart(part), name, parse))) {
      open.push(candidate);
    } else filters.push({ filter: `datum[${JSON.stringify(candidate.total)}]` });
  }
  return { filters, open };
}

/** How a view's filters treat the total of a dimension: not at all, the total alone, or perhaps both it and parts. */
export function totalIn(
  transforms: unknown,
  field: Field,
  parse: Vega['parseExpression'],
): 'unnamed' | 'alone' | 'among-parts' {
  const filters = toArray(transforms).flatMap((transform) => (isObject(transform) ? [transform.filter] : []));
  if (filters.some((filter) => isTotalAlone(filter, field, parse))) return 'alone';
  if (filters.some((filter) => excludesTotal(filter, field, parse))) return 'unnamed';
  return filters.some((filter) => predicateNames(filter, field, parse)) ? 'among-parts' : 'unnamed';
}

function isTotalAlone(predicate: unknown, field: Field, parse: Vega['parseExpression']): boolean {
  if (typeof predicate === 'string') return compares(parse(predicate), ['==', '==='], field);
  if (!isObject(predicate)) return false;
  if (toArray(predicate.and).some((part) => isTotalAlone(part, field, parse))) return true;
  const { oneOf } = predicate;
  const isOnly = Array.isArray(oneOf) && oneOf.length > 0 && oneOf.every((value) => value === field.total);
  return predicate.field === field.name && (predicate.equal === field.total || isOnly);
}

/** True for a filter that lets through every category but the total: `datum.offence != 'total'`. */
function excludesTotal(predicate: unknown, field: Field, parse: Vega['parseExpression']): boolean {
  if (typeof predicate === 'string') return compares(parse(predicate), ['!=', '!=='], field);
  if (!isObject(predicate)) return false;
  if (toArray(predicate.and).some((part) => excludesTotal(part, field, parse))) return true;
  return predicate.not !== undefined && isTotalAlone(predicate.not, field, parse);
}

/** True for an expression that holds only where the field compares so with its total. */
function compares(node: ExpressionNode, operators: readonly string[], field: Field): boolean {
  if (node.type === 'LogicalExpression' && node.operator === '&&')
    return childNodes(node).some((child) => compares(child, operators, field));
  const isSuch = node.type === 'BinaryExpression' && operators.includes(String(node.operator));
  return isSuch && fieldsIn(node).includes(field.name) && hasLiteral(node, field.total);
}

function namesTotal(transforms: unknown, field: Field, parse: Vega['parseExpression']): boolean {
  return toArray(transforms).some(
    (transform) => isObject(transform) && predicateNames(transform.filter, field, parse),
  );
}

function predicateNames(predicate: unknown, field: Field, parse: Vega['parseExpression']): boolean {
  if (typeof predicate === 'string') {
    const tree = parse(predicate);
    return fieldsIn(tree).includes(field.name) && hasLiteral(tree, field.total);
  }
  if (!isObject(predicate)) return false;
  const inner = [...toArray(predicate.and), ...toArray(predicate.or), predicate.not];
  if (inner.some((part) => predicateNames(part, field, parse))) return true;
  return (
    predicate.field === field.name && [predicate.equal, ...toArray(predicate.oneOf)].includes(field.total)
  );
}

function hasLiteral(node: ExpressionNode, value: unknown): boolean {
  if (node.type === 'Literal') return node.value === value;
  return childNodes(node).some((child) => hasLiteral(child, value));
}

/** What the views around a view say of its rows. */
export interface DataPlace {
  /** The dimensions for which no view around has chosen between parts and totals. */
  readonly open: readonly OpenTotal[];
  /** True in panels that split the rows of several datasets. */
  readonly isSplit: boolean;
  /** Encodings and facets of the views around. */
  readonly around: readonly JsonObject[];
}

/** The rows of a view as vega-lite takes them, where they are others than those around it, and which of them it draws. */
export interface DataOfView extends TotalChoice {
  readonly data?: JsonObject;
  readonly isSplit: boolean;
}

/** The rows of a dataset as vega-lite takes them; all where none is named. */
export function rowsNamed(key: string | undefined, { rows }: Pick<Composition, 'rows'>): JsonObject {
  const values = key === undefined ? rows : rows.filter((row) => row[partField] === key);
  // Rows have their types; vega-lite would read a year of `total` as a number that is none.
  return { values, format: { parse: null } };
}

/**
 * The rows that a view names. The panels of a facet split the rows of all datasets in them alike, and each view inside
 * takes its own from its panel. Vega-lite would draw all rows of another dataset in every panel.
 */
export function dataOfView(
  view: JsonObject,
  below: readonly Unit[],
  place: DataPlace,
  composition: Composition,
): DataOfView {
  const { dataset, parseExpression: parse } = composition;
  const own = ownData(view);
  const part = partNamed(dataset, own === undefined ? below[0]?.data : dataKey(own));
  const begins = !place.isSplit && view.facet !== undefined && drawsSeveral(below);
  if (begins || place.isSplit) {
    const around = [...place.around, { facet: view.facet }];
    if (begins || part === undefined || (own === undefined && !isUnit(view))) {
      // Of what splits the panels the totals have none; all else is chosen by each view for its own rows.
      const splitting = openTotals(dataset).filter(({ field }) => mentions(view.facet, field.name, parse));
      const { filters } = chooseTotals(view, splitting, parse);
      const data = begins ? { data: rowsNamed(undefined, composition) } : {};
      return { ...data, filters, open: [], isSplit: true };
    }
    const isOwn = { filter: { field: partField, equal: part.key } };
    const { filters, open } = chooseTotals(view, openIn(part, around, composition), parse);
    return { filters: [isOwn, ...filters], open, isSplit: true };
  }
  if (own === undefined || part === undefined)
    return { ...chooseTotals(view, place.open, parse), isSplit: false };
  const chosen = chooseTotals(view, openIn(part, place.around, composition), parse);
  return { ...chosen, data: rowsNamed(part.key, composition), isSplit: false };
}

/** The totals that a view of a dataset chooses; the channels that it takes from views around it count as its own. */
function openIn(
  part: Part,
  around: readonly JsonObject[],
  { dataset, parseExpression: parse }: Composition,
): readonly OpenTotal[] {
  return openTotals(dataset, part).map((each) => ({
    ...each,
    mentioned: around.some((view) => mentions(view, each.field.name, parse)),
  }));
}

const drawsSeveral = (units: readonly Unit[]): boolean => new Set(units.map(({ data }) => data)).size > 1;
