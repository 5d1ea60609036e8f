import type { Field } from '../../model/dataset/dataset.js';
import { dataKey, ownData } from '../datasets/parts.js';
import { boundFields } from '../rows.js';
import { childViews, isObject, type JsonObject, listKeys, markType, point, toArray } from '../spec.js';
import { type CheckContext, kindOf, report, type Scope } from './context.js';
import { checkChannel, checkEncoding } from './encoding.js';
import { checkPart, inside, type Place } from './parts.js';
import { checkTransforms } from './transform.js';

/** Keys of a view that say nothing of its rows. */
const plain = ['title', 'config', 'width', 'height', 'spacing', 'columns'];

/** Checks a view and the views in it, against the fields that its parent sees. */
export function checkView(view: JsonObject, pointer: string, around: Scope, whole: CheckContext): void {
  const place = { ...ofOwnData(view, around, whole), pointer, key: '' };
  const { context } = place;
  for (const key of plain) checkPart(view[key], inside(place, key));
  const known = { ...place, scope: checkTransforms(view.transform, inside(place, 'transform')) };
  checkEncoding(view.encoding, inside(known, 'encoding'));
  const isFacet = view.facet !== undefined || view.spec !== undefined;
  if (isFacet) checkFacet(view.facet, inside(known, 'facet'));
  else if (listKeys.every((key) => view[key] === undefined)) checkMark(view, known);
  for (const key of listKeys)
    if (view[key] !== undefined && toArray(view[key]).length === 0)
      report(context, point(pointer, key), 'chart/spec.list', { key });
  if (isFacet && !isObject(view.spec)) report(context, pointer, 'chart/spec.spec');
  for (const child of childViews(view, pointer)) checkView(child.view, child.pointer, known.scope, context);
}

/** The fields that a view can see before its transforms, by the names that they bear in the chart. */
export function fieldsInScope(fields: readonly Field[], looked: ReadonlySet<string> = new Set()): Scope {
  const kinds = fields
    .filter(({ name, role }) => role !== 'note' && !looked.has(name))
    .map(({ name, role }) => [name, kindOf(role)] as const);
  const bounds = fields
    .filter(({ categories }) => categories.some((category) => category.bounds !== undefined))
    .flatMap((field) => boundFields(field).map((name) => [name, 'computed'] as const));
  return new Map([...bounds, ...kinds]);
}

/** A view that names a dataset sees the fields of that, and nothing that was made of another. */
function ofOwnData(
  view: JsonObject,
  scope: Scope,
  context: CheckContext,
): { readonly scope: Scope; readonly context: CheckContext } {
  const own = ownData(view);
  const part = own && context.dataset.parts?.find(({ key }) => key === dataKey(own));
  if (part === undefined) return { scope, context };
  const { parts, lookups } = context.dataset;
  const dataset = {
    ...part.dataset,
    fields: part.fields,
    ...(parts && { parts }),
    ...(lookups && { lookups }),
  };
  return { scope: fieldsInScope(part.fields, part.looked), context: { ...context, dataset } };
}

function checkMark(view: JsonObject, place: Place): void {
  const { pointer, context } = place;
  if (view.mark === undefined) report(context, pointer, 'chart/spec.chart');
  else if (markType(view) === '') report(context, point(pointer, 'mark'), 'chart/spec.type');
  if (isObject(view.mark)) checkPart(view.mark, inside(place, 'mark'));
}

/** `facet: {field}` or `facet: {row: {field}, column: {field}}`. */
function checkFacet(facet: unknown, place: Place): void {
  if (!isObject(facet) || facet.field !== undefined) {
    checkChannel(facet, 'facet', place);
    return;
  }
  if (facet.row === undefined && facet.column === undefined)
    report(place.context, place.pointer, 'chart/spec.facet');
  checkEncoding(facet, place);
}
