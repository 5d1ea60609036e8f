import type { Field } from '../../model/dataset/dataset.js';
import { phrase } from '../../problems/problem.js';
import { dataKey, ownData } from '../datasets/parts.js';
import { limits } from '../limits.js';
import { boundFields } from '../rows.js';
import { childViews, isObject, type JsonObject, listKeys, markType, point, toArray } from '../spec.js';
import { type CheckContext, type FieldKind, report, type Scope } from './context.js';
import { checkChannel, checkEncoding } from './encoding.js';
import { checkStyle } from './style.js';
import { checkTransforms } from './transform.js';
import { refuseWrittenNumbers } from './written-numbers.js';

type ViewKind = 'unit' | 'layer' | 'concat' | 'facet';

/** Checks a view and the views in it, against the fields that its parent sees. */
export function checkView(view: JsonObject, pointer: string, around: Scope, whole: CheckContext): void {
  const { scope, context } = ofOwnData(view, around, whole);
  const kind = kindOf(view);
  refuseWrittenNumbers(view.title, point(pointer, 'title'), context);
  checkStyle(view.config, 'a config', point(pointer, 'config'), scope, context);
  checkSize(view, pointer, context);
  const known = checkTransforms(view.transform, point(pointer, 'transform'), scope, context);
  checkEncoding(view.encoding, point(pointer, 'encoding'), known, context);
  if (kind === 'unit') checkMark(view, pointer, known, context);
  if (kind === 'facet') checkFacet(view.facet, point(pointer, 'facet'), known, context);
  checkChildren(view, kind, pointer, context);
  for (const child of childViews(view, pointer)) checkView(child.view, child.pointer, known, context);
}

/** The fields that a view can see before its transforms, by the names that they bear in the chart. */
export function fieldsInScope(fields: readonly Field[], looked: ReadonlySet<string> = new Set()): Scope {
  const kinds = fields.flatMap(({ name, role }): [string, FieldKind][] =>
    role === 'note' || looked.has(name) ? [] : [[name, role]],
  );
  const bounds = fields
    .filter(({ categories }) => categories.some((category) => category.bounds !== undefined))
    .flatMap((field) => boundFields(field).map((name): [string, FieldKind] => [name, 'computed']));
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

function kindOf(view: JsonObject): ViewKind {
  if (view.layer !== undefined) return 'layer';
  if (view.hconcat !== undefined || view.vconcat !== undefined || view.concat !== undefined) return 'concat';
  return view.facet !== undefined || view.spec !== undefined ? 'facet' : 'unit';
}

function checkChildren(view: JsonObject, kind: ViewKind, pointer: string, context: CheckContext): void {
  for (const key of listKeys) {
    if (view[key] === undefined) continue;
    const list = toArray(view[key]);
    if (list.length > 0 && list.every(isObject)) continue;
    report(context, point(pointer, key), 'chart/spec.list', { key });
  }
  if (kind === 'facet' && !isObject(view.spec)) {
    report(context, pointer, 'chart/spec.spec');
  }
}

/** Marks that draw what is no row of a dataset. */
const notYet: readonly string[] = ['image', 'geoshape'];

function checkMark(view: JsonObject, pointer: string, scope: Scope, context: CheckContext): void {
  const type = markType(view);
  const at = point(pointer, 'mark');
  if (view.mark === undefined) {
    report(context, pointer, 'chart/spec.chart');
  } else if (type === '') {
    report(context, at, 'chart/spec.type');
  } else if (notYet.includes(type)) {
    report(context, at, 'chart/spec.draws', { type });
  }
  if (isObject(view.mark)) checkStyle(view.mark, 'a mark', at, scope, context);
}

/** `facet: {field}` or `facet: {row: {field}, column: {field}}`. */
function checkFacet(facet: unknown, pointer: string, scope: Scope, context: CheckContext): void {
  if (!isObject(facet) || facet.field !== undefined) {
    checkChannel(facet, 'facet', pointer, scope, context);
    return;
  }
  if (facet.row === undefined && facet.column === undefined) {
    report(context, pointer, 'chart/spec.facet');
  }
  for (const [channel, definition] of Object.entries(facet)) {
    checkChannel(definition, channel, point(pointer, channel), scope, context);
  }
}

function checkSize(view: JsonObject, pointer: string, context: CheckContext): void {
  for (const key of ['width', 'height']) {
    const size = view[key];
    if (size === undefined) continue;
    const step = isObject(size) ? size.step : undefined;
    const [number, most] = step === undefined ? [size, limits.size] : [step, limits.step];
    // What is no number at all is told with the grammar.
    if (typeof number !== 'number' || (number > 0 && number <= most)) continue;
    const actual = phrase('charts/view.key', { key, size: JSON.stringify(size) });
    report(context, point(pointer, key), 'chart/limit.pixels', { actual, most });
  }
  for (const key of ['spacing', 'columns']) {
    const value = view[key];
    const numbers = isObject(value) ? Object.values(value) : [value];
    if (value === undefined || numbers.every((n) => typeof n === 'number' && n >= 0 && n <= 200)) continue;
    report(context, point(pointer, key), 'chart/limit.number', { key });
  }
}
