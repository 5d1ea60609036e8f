import { isObject, type JsonObject, point, toArray } from '../spec.js';

type Constant = string | number | boolean;

/** What a parameter stands at while nobody moves it; undefined for one that begins as a selection or is calculated. */
function constantOf(param: unknown): Constant | undefined {
  const { value, select } = isObject(param) ? param : {};
  const isConstant = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isConstant && select === undefined ? value : undefined;
}

/** Keys under which an expression stands. */
const expressions: ReadonlySet<string> = new Set(['expr', 'calculate', 'filter', 'test', 'labelExpr']);

/** A spec in which the value of each parameter that has one stands in place of its name, so that it is checked as if it were written there. */
export function withStaticParams(spec: JsonObject): JsonObject {
  const values = new Map<string, Constant>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) collect(part);
    if (!isObject(value)) return;
    for (const param of toArray(value.params)) {
      const found = constantOf(param);
      if (found !== undefined && isObject(param)) values.set(String(param.name), found);
    }
    for (const part of Object.values(value)) collect(part);
  };
  collect(spec);
  if (values.size === 0) return spec;
  const fill = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((part) => fill(part, key));
    if (isObject(value)) {
      const { expr, ...more } = value;
      const whole = typeof expr === 'string' ? values.get(expr.trim()) : undefined;
      if (whole !== undefined && Object.keys(more).length === 0) return whole;
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, fill(part, name)]));
    }
    return typeof value === 'string' && expressions.has(key) ? filled(value, values) : value;
  };
  return Object.fromEntries(Object.entries(spec).map(([key, part]) => [key, fill(part, key)]));
}

/** Words in quotation marks, and names that are no part of another. */
const words = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(?<![\w$.])[A-Za-z_$][\w$]*/g;

const filled = (source: string, values: ReadonlyMap<string, Constant>): string =>
  source.replace(words, (word) => {
    const value = values.get(word);
    return value === undefined ? word : `(${JSON.stringify(value)})`;
  });

/** The lists of parameters that nobody can move, by JSON pointer: nothing is lost when they are left out. */
export function stillParams(value: unknown, pointer = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((part, index) => stillParams(part, point(pointer, index)));
  if (!isObject(value)) return [];
  const { params } = value;
  const isStill =
    Array.isArray(params) &&
    params.every((param) => constantOf(param) !== undefined && isObject(param) && param.bind === undefined);
  const inner = Object.entries(value).flatMap(([key, part]) => stillParams(part, point(pointer, key)));
  return isStill ? [point(pointer, 'params'), ...inner] : inner;
}
