import type { Field } from '../../../model/dataset/dataset.js';
import { faultOf } from '../../../problems/problem.js';
import { boundFields } from '../../rows.js';
import { isObject, point, toArray, toObject } from '../../spec.js';
import type { Encoded, SpecRule } from '../rule.js';

/** What of an axis is drawn as lines. */
const lines = /^(?:grid|tick|domain)/;
/** The one number that every scale may stress. */
const zeroTest = /^\s*datum\.value\s*={2,3}\s*0\s*$/;

/**
 * The lines of an axis are those of its scale: at equal steps of round numbers, none of them unlike the others.
 * A line at a number of one's own is a constant, which is a cell or a declared number and stands in the table.
 */
export const axisLines: SpecRule = {
  on: 'channel',
  *check(channel, { dataset }) {
    if (!isMeasured(channel)) return;
    const axis = toObject(channel.definition.axis);
    const at = (key: string): string => point(channel.pointer, 'axis', key);
    const values = toArray(axis.values).filter((value) => typeof value === 'number');
    if (
      values.length > 0 &&
      !areSteps(values) &&
      !areBounds(values, channel.definition.field, dataset.fields)
    )
      yield {
        at: at('values'),
        ...faultOf('chart/literal-number.axis-values', { values: JSON.stringify(axis.values) }),
        once: true,
      };
    const [stressed] =
      Object.entries(axis).find(([key, style]) => lines.test(key) && isOneStressed(style)) ?? [];
    if (stressed !== undefined)
      yield {
        at: at(stressed),
        ...faultOf('chart/literal-number.axis-condition', { key: stressed }),
        once: true,
      };
  },
};

function isMeasured({ name, definition: { type }, field }: Encoded): boolean {
  if ((name !== 'x' && name !== 'y') || type === 'nominal' || type === 'ordinal') return false;
  return field === undefined || field.role === 'measure';
}

/** True for bounds that the data package declares of the bands along the axis: they are what its bars stand between. */
function areBounds(values: readonly number[], name: unknown, fields: readonly Field[]): boolean {
  const bands = fields.find((field) => boundFields(field).some((bound) => bound === name))?.categories;
  const bounds = bands?.flatMap((band) => band.bounds ?? []) ?? [];
  return values.every((value) => bounds.includes(value));
}

/** True for numbers that lie a step of 1, 2, 2.5 or 5 times a power of ten apart, and are multiples of it. */
function areSteps(values: readonly number[]): boolean {
  const [first, second] = values;
  if (first === undefined || second === undefined) return false;
  const step = Math.abs(second - first);
  const lead = step / 10 ** Math.floor(Math.log10(step));
  const near = (one: number, other: number): boolean =>
    Math.abs(one - other) < 1e-9 * Math.max(1, Math.abs(other));
  const isRound = [1, 2, 2.5, 5, 10].some((each) => near(lead, each));
  return (
    isRound &&
    values.every((value, index) => {
      const before = values[index - 1];
      const isEven = before === undefined || near(value - before, second - first);
      return isEven && near(value / step, Math.round(value / step));
    })
  );
}

function isOneStressed(style: unknown): boolean {
  if (!isObject(style) || style.condition === undefined) return false;
  return [style.condition].flat().some((each) => {
    const { test } = toObject(each);
    return typeof test !== 'string' || !zeroTest.test(test);
  });
}
