import { childNodes, fieldOf } from '../check/expression.js';
import type { Vega } from '../drawing/vega.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { childViews, isObject, type JsonObject, listKeys } from '../spec.js';
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
    const children: Record<string, unknown> = {};
    for (const list of listKeys) {
      const views = view[list];
      if (Array.isArray(views))
        children[list] = views.map((child: unknown) => (isObject(child) ? visit(child, key) : child));
    }
    if (isObject(view.spec)) children.spec = visit(view.spec, key);
    return childViews(view, '').length === 0 ? renamed : { ...renamed, ...children };
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
  const all = (nodes: unknown): string | undefined => {
    const texts = [nodes].flat().map((each) => printed(each, names));
    return texts.includes(undefined) ? undefined : texts.join(', ');
  };
  const filled = (text: (...parts: string[]) => string, ...nodes: unknown[]): string | undefined => {
    const parts = nodes.map((each) => printed(each, names));
    return parts.every((part) => part !== undefined) ? text(...parts) : undefined;
  };
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? JSON.stringify(node.value) : String(node.raw ?? node.value);
    case 'Identifier':
      return String(node.name);
    case 'MemberExpression':
      return node.computed === true
        ? filled((object, property) => `${object}[${property}]`, node.object, node.property)
        : filled((object, property) => `${object}.${property}`, node.object, node.property);
    case 'CallExpression':
      return filled((callee) => `${callee}(${all(node.arguments) ?? ''})`, node.callee);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return filled((left, right) => `(${left} ${String(node.operator)} ${right})`, node.left, node.right);
    case 'ConditionalExpression':
      return filled(
        (...parts) => `(${parts[0]} ? ${parts[1]} : ${parts[2]})`,
        node.test,
        node.consequent,
        node.alternate,
      );
    case 'UnaryExpression':
      return filled((argument) => `(${String(node.operator)}${argument})`, node.argument);
    case 'ArrayExpression':
      return `[${all(node.elements) ?? ''}]`;
    default:
      return undefined;
  }
}
