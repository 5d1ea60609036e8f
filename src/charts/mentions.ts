/** Whether a view of a chart speaks of a field. */
import { fieldsIn } from './check/expression.js';
import type { Vega } from './drawing/vega.js';
import { childViews, isObject, type JsonObject, listKeys } from './spec.js';

/** A view without the views inside it. */
export function ownPart(view: JsonObject): JsonObject {
  const children: readonly string[] = [...listKeys, 'spec'];
  return Object.fromEntries(Object.entries(view).filter(([key]) => !children.includes(key)));
}

/** True when a view, or one inside it, passes the test. */
export function anyView(view: JsonObject, test: (part: JsonObject) => boolean): boolean {
  return test(view) || childViews(view, '').some((child) => anyView(child.view, test));
}

const nameKeys = new Set(['field', 'groupby', 'fold', 'stack', 'sort']);
const expressionKeys = new Set(['filter', 'calculate', 'test', 'expr', 'and', 'or', 'not']);

/** True when a part of a spec reads the field: by name, or in an expression. */
export function mentions(value: unknown, name: string, parse: Vega['parseExpression'], key = ''): boolean {
  if (typeof value === 'string') {
    if (nameKeys.has(key)) return value === name;
    return expressionKeys.has(key) && fieldsIn(parse(value)).includes(name);
  }
  if (Array.isArray(value)) return value.some((entry) => mentions(entry, name, parse, key));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([inner, part]) => mentions(part, name, parse, inner));
}
