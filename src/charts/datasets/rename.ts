import { childNodes, fieldOf } from '../check/expression.js';
import type { Vega } from '../drawing/vega.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
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
export function renamedSpec(
  spec: JsonObject,
  parts: readonly Part[],
  standard: string,
  parse: Vega['parseExpression'],
): JsonObject {
  const visit = (view: JsonObject, around: string): JsonObject => {
    const own = ownData(view);
    const key = own === undefined ? around : dataKey(own);
    const part = parts.find((each) => each.key === key);
    const names = new Map([...(part?.names ?? [])].map(([name, original]) => [original, name]));
    const isSame = [...names].every(([original, name]) => original === name);
    const renamed = isSame ? view : (renamedIn(view, names, parse) as JsonObject);
    return withChildren(renamed, '', (child) => visit(child, key));
  };
  return visit(spec, standard);
}

/** Everything of a view but its data, its children and its words. */
function renamedIn(value: unknown, names: Names, parse: Vega['parseExpression'], key = ''): unknown {
  if (typeof value === 'string') {
    if (nameKeys.has(key)) return names.get(value) ?? value;
    return expressionKeys.has(key) ? renamedExpression(value, names, parse) : value;
  }
  if (Array.isArray(value)) return value.map((part: unknown) => renamedIn(part, names, parse, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([inner, part]) => {
      const isKept = [...listKeys, 'spec', 'data', 'from'].includes(inner);
      // What a pivot spreads out is named by `value`.
      const name = inner === 'value' && value.pivot !== undefined ? 'field' : inner;
      return [inner, isKept ? part : renamedIn(part, names, parse, name)];
    }),
  );
}

function renamedExpression(source: string, names: Names, parse: Vega['parseExpression']): string {
  let tree: ExpressionNode;
  try {
    tree = parse(source);
  } catch {
    // It is reported where it is checked.
    return source;
  }
  const isTouched = (node: ExpressionNode): boolean => {
    const name = names.get(fieldOf(node) ?? '');
    return (name !== undefined && name !== fieldOf(node)) || childNodes(node).some(isTouched);
  };
  return isTouched(tree) ? (printed(tree, names) ?? source) : source;
}

/** An expression as text, its fields renamed; undefined where it holds what no chart may. */
function printed(node: unknown, names: Names): string | undefined {
  if (!isObject(node)) return undefined;
  const field = fieldOf(node);
  if (field !== undefined) return `datum[${JSON.stringify(names.get(field) ?? field)}]`;
  const { parts, write } = printers[String(node.type)]?.(node) ?? {};
  const texts = parts?.map((each) => (Array.isArray(each) ? listed(each, names) : printed(each, names)));
  return texts?.every((text) => text !== undefined) ? write?.(...texts) : undefined;
}

function listed(nodes: readonly unknown[], names: Names): string {
  const texts = nodes.map((each) => printed(each, names));
  return texts.includes(undefined) ? '' : texts.join(', ');
}

/** The parts of a node, lists of them as lists, and what it is as text when they are. */
type Printer = (node: JsonObject) => {
  readonly parts: readonly unknown[];
  write(...texts: readonly string[]): string;
};

const binary: Printer = ({ left, right, operator }) => ({
  parts: [left, right],
  write: (one, other) => `(${one} ${String(operator)} ${other})`,
});

const printers: Readonly<Record<string, Printer>> = {
  Literal: ({ value, raw }) => ({
    parts: [],
    write: () => (typeof value === 'string' ? JSON.stringify(value) : String(raw ?? value)),
  }),
  Identifier: ({ name }) => ({ parts: [], write: () => String(name) }),
  MemberExpression: ({ object, property, computed }) => ({
    parts: [object, property],
    write: (of, name) => (computed === true ? `${of}[${name}]` : `${of}.${name}`),
  }),
  CallExpression: ({ callee, arguments: given }) => ({
    parts: [callee, [given].flat()],
    write: (name, list) => `${name}(${list})`,
  }),
  BinaryExpression: binary,
  LogicalExpression: binary,
  ConditionalExpression: ({ test, consequent, alternate }) => ({
    parts: [test, consequent, alternate],
    write: (condition, one, other) => `(${condition} ? ${one} : ${other})`,
  }),
  UnaryExpression: ({ operator, argument }) => ({
    parts: [argument],
    write: (text) => `(${String(operator)}${text})`,
  }),
  ArrayExpression: ({ elements }) => ({
    parts: [[elements].flat()],
    write: (list) => `[${list}]`,
  }),
};
