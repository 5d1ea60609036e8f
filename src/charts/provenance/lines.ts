import { exact, toNumber } from '../../model/exact.js';
import { curveKinds } from '../../model/operations/curve.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { JsonObject } from '../spec.js';
import { combine, type Line, parameterOf, type Some } from './combine.js';
import type { Definition } from './definition.js';
import type { Deriving, NumberIn } from './deriving.js';
import { membersIn } from './members.js';
import { lineStatistic } from './statistic.js';

/** What is told of a line through points: where it is at one of its own, how a straight one rises, and how well it fits. */
export interface LineNumbers {
  readonly value: Quantity;
  readonly slope?: Quantity;
  readonly determination: Quantity;
}

/** A line through the cells behind a point of it. */
export function lineOf(
  datum: JsonObject,
  name: string,
  { on, field, at, powers, curve }: Extract<Definition, { kind: 'line' }>,
  numberIn: NumberIn,
  { dataset }: Pick<Deriving, 'dataset'>,
): LineNumbers | undefined {
  const points = membersIn(datum, name).flatMap((member) => {
    const cell = numberIn(member, field);
    const isYear = dataset.fields.some(({ name: own, type }) => own === on && type === 'year');
    const [x, y] = [isYear ? yearOf(member, on, cell) : numberIn(member, on), cell];
    // Points that lack a number are drawn nowhere, and vega passes over them too.
    return x === undefined || y === undefined || !isExact(x.value) || !isExact(y.value) ? [] : [{ x, y }];
  });
  const [first] = points;
  if (first === undefined) return undefined;
  const place = points.find(({ x }) => isExact(x.value) && toNumber(x.value) === datum[at]);
  const all: Some = [first.x, first.y, ...points.slice(1).flatMap(({ x, y }) => [x, y])];
  const make = (operation: Line, operands: Some, unit: string): Quantity | undefined => {
    const values = operands.flatMap(({ value }) => (isExact(value) ? [value] : []));
    const made = combine(operation, operands, lineStatistic(operation, values), unit);
    return made && { ...made, dataset: first.y.dataset, digits: Math.max(made.digits, first.y.digits) };
  };
  if (powers !== undefined) {
    const [own, order] = [datum[at], powers].map((stated) => parameterOf(stated, first.y));
    if (own === undefined || order === undefined) return undefined;
    const value = make('polynomial-value', [own, order, ...all], first.y.unit);
    const determination = make('polynomial-determination', [order, ...all], '');
    return value && determination && { value, determination };
  }
  if (curve !== undefined) {
    const [own, kind] = [datum[at], curveKinds.indexOf(curve) + 1].map((stated) =>
      parameterOf(stated, first.y),
    );
    if (own === undefined || kind === undefined) return undefined;
    const value = make(`${curve}-value`, [own, ...all], first.y.unit);
    const determination = make('curve-determination', [kind, ...all], '');
    return value && determination && { value, determination };
  }
  if (place === undefined) return undefined;
  const per = first.x.operation === 'time' ? 'year' : first.x.unit;
  const value = make('line-value', [place.x, ...all], first.y.unit);
  const slope = make('slope', all, `${first.y.unit} per ${per}`);
  const determination = make('determination', all, '');
  return value && slope && determination && { value, slope, determination };
}

/** The year of a cell, as a number: its place along the axis. */
function yearOf(member: JsonObject, on: string, cell: Quantity | undefined): Quantity | undefined {
  const year = Number(member[on]);
  if (cell?.operation !== 'value' || !Number.isInteger(year)) return undefined;
  return { ...cell, value: exact(year), unit: '', operation: 'time', digits: 0 };
}
