/** Where a spec names fields: whether a view speaks of one, and other names in their place. */
import { fieldsIn } from './check/expression.js';
import { dataKey, ownData, type Part } from './datasets/parts.js';
import type { Vega } from './drawing/vega.js';
import { isObject, type JsonObject, listKeys, viewsIn, withChildren } from './spec.js';

/** A view without the views inside it. */
export function ownPart(view: JsonObject): JsonObject {
  const children: readonly string[] = [...listKeys, 'spec'];
  return Object.fromEntries(Object.entries(view).filter(([key]) => !children.includes(key)));
}

/** True when a view, or one inside it, passes the test. */
export function anyView(view: JsonObject, test: (part: JsonObject) => boolean): boolean {
  return viewsIn(view).some((each) => test(each.view));
}

/** Keys of transforms and channels under which a field is named that is read. */
const readKeys = [
  'field',
  'groupby',
  'fold',
  'stack',
  'lookup',
  'pivot',
  'density',
  'regression',
  'loess',
  'quantile',
  'on',
  'impute',
  'key',
  'flatten',
  'extent',
];
const mentioning: ReadonlySet<string> = new Set([...readKeys, 'sort']);

/** Keys under which text is an expression. */
export const expressionKeys: ReadonlySet<string> = new Set([
  'filter',
  'calculate',
  'test',
  'expr',
  'and',
  'or',
  'not',
]);

/** True when a part of a spec reads the field: by name, or in an expression. What a lookup leads to has fields of its own. */
export function mentions(value: unknown, name: string, parse: Vega['parseExpression'], key = ''): boolean {
  if (typeof value === 'string') {
    if (mentioning.has(key)) return value === name;
    return expressionKeys.has(key) && fieldsIn(parse(value)).includes(name);
  }
  if (Array.isArray(value)) return value.some((entry) => mentions(entry, name, parse, key));
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([inner, part]) => inner !== 'from' && mentions(part, name, parse, inner),
  );
}

type Names = ReadonlyMap<string, string>;

/** Those under which one is named that is made are here too. */
const nameKeys: ReadonlySet<string> = new Set([...readKeys, 'as']);

/** A spec in which every view calls the fields of its dataset by the names that they bear in the chart. */
export function renamedSpec(spec: JsonObject, parts: readonly Part[], standard: string): JsonObject {
  const visit = (view: JsonObject, around: string): JsonObject => {
    const own = ownData(view);
    const key = own === undefined ? around : dataKey(own);
    const part = parts.find((each) => each.key === key);
    const names = new Map([...(part?.names ?? [])].map(([name, original]) => [original, name]));
    const isSame = [...names].every(([original, name]) => original === name);
    const renamed = isSame ? view : (renamedIn(view, names) as JsonObject);
    return withChildren(renamed, '', (child) => visit(child, key));
  };
  return visit(spec, standard);
}

/** A part of a view with other names for its fields. What names no field of its rows stays: the views in it, its data, and words. */
function renamedIn(value: unknown, names: Names, key = ''): unknown {
  if (typeof value === 'string') {
    if (nameKeys.has(key)) return names.get(value) ?? value;
    return expressionKeys.has(key) ? renamedExpression(value, names) : value;
  }
  if (Array.isArray(value)) return value.map((part: unknown) => renamedIn(part, names, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([inner, part]) => {
      const isKept = [...listKeys, 'spec', 'data', 'from'].includes(inner);
      // What a pivot spreads out is named by `value`.
      const name = inner === 'value' && value.pivot !== undefined ? 'field' : inner;
      return [inner, isKept ? part : renamedIn(part, names, name)];
    }),
  );
}

/** Text in quotation marks; and outside of it a field, as `datum.x` or `datum["x"]`. */
const reads =
  /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(?<![\p{L}\p{N}_$.])datum\s*(?:\.\s*([\p{L}_$][\p{L}\p{N}_$]*)|\[\s*(['"])(.*?)\2\s*\])/gu;

const renamedExpression = (source: string, names: Names): string =>
  source.replace(reads, (whole, plain?: string, _quote?: string, quoted?: string) => {
    const own = plain ?? quoted ?? '';
    const name = names.get(own) ?? own;
    return name === own ? whole : `datum[${JSON.stringify(name)}]`;
  });
