import { toNumber } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { childNodes } from '../check/expression.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { limits } from '../limits.js';
import { isObject, type JsonObject, toArray, toObject } from '../spec.js';
import type { Some } from './combine.js';
import { combined, counted, countedBy, countedNames, knownOf } from './combine.js';
import { isColumn } from './definitions.js';
import { cellOf, type Deriving } from './deriving.js';
import { calculated, isOperation } from './expressions.js';
import { membersOf } from './members.js';

/** The field in which a row keeps a number that an operation made of it, exactly; null for one that Vega made. */
const exactly = (field: string): string => `__exactly_${field}`;

/** The number of a field of a datum: a cell, or what operations made of cells; undefined of what only Vega calculates. */
export function quantityIn(
  datum: JsonObject,
  field: string,
  of: Pick<Deriving, 'dataset' | 'at'>,
): Quantity | undefined {
  const made = datum[exactly(field)];
  if (made === undefined) return cellOf(datum, field, of);
  return isObject(made) ? { ...(made as unknown as Quantity), at: of.at } : undefined;
}

/** What operations make of the numbers of a datum in an expression. */
export const operated = (
  node: ExpressionNode,
  datum: JsonObject,
  of: Pick<Deriving, 'dataset' | 'at' | 'precision'>,
): Quantity | undefined => calculated(node, (field) => quantityIn(datum, field, of), of);

/** What operations need of a chart. */
export interface Calculating extends Omit<Deriving, 'definitions' | 'flow'> {
  readonly parse: (source: string) => ExpressionNode;
}

/** Puts what operations make of a datum beside its number, and returns the number that is drawn. */
export type Operation = (datum: JsonObject) => unknown;

type Make = (datum: JsonObject) => Quantity | undefined;

/** Fields, each with what calculates it; undefined for those of Vega. */
type Made = readonly (readonly [as: string, make: Make | undefined])[];

/** The function of Vega's expressions that calls an operation by its place in the list. */
export const operationCall = 'operate';

/**
 * A compiled spec in whose flow operations calculate all that they can, in the place of Vega: it groups rows, and stacks, scales and draws
 * the finished numbers. `spec` is vega's, not vega-lite's.
 */
export function withOperations(
  spec: unknown,
  of: Calculating,
): { readonly spec: unknown; readonly operations: readonly Operation[] } {
  const operations: Operation[] = [];
  const known = new Set(of.dataset.fields.flatMap(({ name, role }) => (role === 'measure' ? [name] : [])));
  const filled = new Set<unknown>();
  const after = (transform: unknown): readonly unknown[] =>
    madeBy(toObject(transform), filled, of).flatMap(([as, make]) => {
      // A number of Vega takes the place of an older one of the same name.
      if (make === undefined && !known.has(as)) return [];
      known.add(as);
      operations.push(operating(as, make));
      return [{ type: 'formula', as, expr: `${operationCall}(datum, ${operations.length - 1})` }];
    });
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        if (key === 'values') return [key, part];
        const isList = key === 'transform' && Array.isArray(part);
        return [key, isList ? part.flatMap((each) => [each, ...after(each)]) : visit(part)];
      }),
    );
  };
  return { spec: visit(spec), operations };
}

const operating =
  (as: string, make: Make | undefined): Operation =>
  (datum) => {
    const made = make?.(datum);
    const drawn = datum[as];
    // Where a cell is missing Vega adds up the others: no operation makes that number.
    const isKept = made !== undefined && (isExact(made.value) || !drawn);
    Object.assign(datum, { [exactly(as)]: isKept ? made : null });
    return isKept && isExact(made.value) ? toNumber(made.value) : drawn;
  };

/** The fields that a transform of Vega makes, each with the operation that calculates it. */
function madeBy(
  { type, ops, fields, as, expr, field }: JsonObject,
  filled: Set<unknown>,
  of: Calculating,
): Made {
  const names = [as].flat().filter((name) => typeof name === 'string');
  switch (type) {
    case 'impute':
      filled.add(field);
      return [];
    case 'aggregate':
    case 'joinaggregate':
      return names.map((name, at) => [
        name,
        ofGroup(name, String(toArray(ops)[at]), toArray(fields)[at], of),
      ]);
    case 'formula':
      return names.map((name) => [
        name,
        filled.has(name) ? ownNumber(name, of) : ofExpression(name, of.parse(String(expr)), of),
      ]);
    case 'fold': {
      const [key = 'key', value = 'value'] = names;
      return [[value, (datum) => quantityIn(datum, String(datum[key]), of)]];
    }
    default:
      return names.map((name) => [name, undefined]);
  }
}

/** Of a field whose gaps are filled, where it has a number of its own. */
const ownNumber =
  (field: string, of: Calculating): Make =>
  (datum) => {
    const own = quantityIn(datum, field, of);
    return own !== undefined && isExact(own.value) ? own : undefined;
  };

/** Aggregates that an operation calculates. */
const aggregates = [
  ...['count', 'valid', 'missing', 'distinct'],
  ...['sum', 'mean', 'average', 'median', 'min', 'max'],
];

function ofGroup(as: string, op: string, field: unknown, of: Calculating): Make | undefined {
  if (!aggregates.includes(op)) return undefined;
  // Rows that keep what all of them come to share one list of them.
  const known = new WeakMap<object, Quantity | undefined>();
  return (datum) => {
    const group = toArray(datum[membersOf(as)]);
    if (group.length > limits.parts) return undefined;
    if (!known.has(group)) known.set(group, ofMembers(op, group.filter(isObject), field, of));
    return known.get(group);
  };
}

function ofMembers(
  op: string,
  group: readonly JsonObject[],
  named: unknown,
  of: Calculating,
): Quantity | undefined {
  const field = typeof named === 'string' ? named : undefined;
  if (op === 'count') return counted(group, of);
  if (op === 'valid' || op === 'missing') return countedBy(op, group, field, of);
  const members =
    field !== undefined && isColumn(field) ? group.filter((row) => row[field] !== undefined) : group;
  const all = members.map((row) => (field === undefined ? undefined : quantityIn(row, field, of)));
  const [first, ...rest] = all.filter((part) => part !== undefined);
  // Where Vega made one of the numbers, no operation made what they come to; names can still be counted.
  if (first === undefined || rest.length < all.length - 1)
    return op === 'distinct' ? countedNames(members, field, of) : undefined;
  const parts: Some = [first, ...rest];
  const known = op !== 'sum' && of.passesOver ? knownOf(parts) : parts;
  return known && combined(op, known);
}

function ofExpression(as: string, node: ExpressionNode, of: Calculating): Make | undefined {
  const [, number] = isColumn(as) ? childNodes(node) : [];
  if (number !== undefined)
    return (datum) => (datum[as] === undefined ? undefined : operated(number, datum, of));
  return isOperation(node) ? (datum) => operated(node, datum, of) : undefined;
}
