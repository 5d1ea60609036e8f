import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { childNodes, fieldsIn } from '../check/expression.js';
import type { Part } from '../datasets/parts.js';
import type { Vega } from '../drawing/vega.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { anyView, mentions, ownPart } from '../mentions.js';
import { derivedFields } from '../rows.js';
import { isObject, type JsonObject, toArray } from '../spec.js';

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
export function chooseTotals(
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
