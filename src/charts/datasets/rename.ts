import { isObject, type JsonObject, listKeys, withChildren } from '../spec.js';
import { dataKey, ownData, type Part } from './parts.js';

type Names = ReadonlyMap<string, string>;

/** Keys of transforms and channels whose texts are names of fields. */
const nameKeys = new Set([
  'field',
  'groupby',
  'fold',
  'as',
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
]);
const expressionKeys = new Set(['filter', 'calculate', 'test', 'expr', 'and', 'or', 'not']);

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

/** Everything of a view but its data, its children and its words. */
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
