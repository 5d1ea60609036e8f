import type { Field } from '../../../model/dataset/dataset.js';
import { faultOf } from '../../../problems/problem.js';
import { type JsonObject, point, toArray, toObject } from '../../spec.js';
import { encodedField, type Plot, type Unit } from '../../unit.js';
import type { SpecRule } from '../rule.js';

/**
 * Bars and areas start at zero: their length is what a reader compares, so a scale that leaves zero out
 * makes a small difference look large. Points and lines may stand on any scale; bars from one field to another too.
 * Source: Analysis Function of the UK Government, Charts: a guide to good practice; Eurostat, visualisation guide.
 */
export const zeroUnderBars: SpecRule = {
  on: 'plot',
  *check(plot, { dataset }) {
    for (const { mark, definition, pointer } of lengthwise(plot, dataset.fields)) {
      const scale = toObject(definition.scale);
      const key = keyWithoutZero(scale);
      if (key === undefined) continue;
      yield {
        at: point(pointer, 'scale', key),
        ...faultOf('chart/baseline.zero-under-bars', { key, written: JSON.stringify(scale[key]), mark }),
        once: true,
      };
    }
  },
};

/** A stream has no zero from which a reader could measure. Without an axis nobody does: the parts are as thick as their numbers. */
export const stackFromZero: SpecRule = {
  on: 'plot',
  *check(plot, { dataset }) {
    for (const { mark, definition, pointer } of lengthwise(plot, dataset.fields)) {
      const { stack, axis } = definition;
      if (stack !== 'center' || axis === null || axis === false) continue;
      yield {
        at: point(pointer, 'stack'),
        ...faultOf('chart/baseline.stack-from-zero', { mark }),
        once: true,
      };
    }
  },
};

/** The other end of a bar is zero, or a field: a number by hand would be another baseline. */
export const endOfBars: SpecRule = {
  on: 'unit',
  *check({ mark, channels, style, pointer }) {
    if (!longMarks.includes(mark)) return;
    for (const axis of ['x', 'y']) {
      const end = channels[`${axis}2`];
      const { datum, value } = end?.definition ?? {};
      const isByHand = typeof datum === 'number' ? datum !== 0 : value !== undefined;
      const written =
        datum === undefined ? `value: ${JSON.stringify(value)}` : `datum: ${JSON.stringify(datum)}`;
      if (end !== undefined && isByHand)
        yield { at: end.pointer, ...faultOf('chart/baseline.end-of-bars', { axis, written, mark }) };
      for (const key of [axis, `${axis}2`])
        if (style[key] !== undefined)
          yield {
            at: point(pointer, 'mark', key),
            ...faultOf('chart/baseline.end-in-mark', { key, written: JSON.stringify(style[key]), mark }),
          };
    }
  },
};

/** Marks that may reach from one end to another, whose length is then a number. */
const longMarks = ['bar', 'area', 'rect', 'rule'];

/** The channels along which a bar of a plot has a length. Its layers share scales, so that a line can shift the bars behind it. */
const lengthwise = ({ units }: Plot, fields: readonly Field[]) =>
  (['x', 'y'] as const).flatMap((axis) => {
    const bar = units.find((unit) => hasLength(unit, axis, fields));
    if (bar === undefined) return [];
    return units.flatMap(({ channels: { [axis]: channel } }) =>
      channel === undefined ? [] : [{ mark: bar.mark, ...channel }],
    );
  });

function hasLength({ mark, channels }: Unit, axis: 'x' | 'y', fields: readonly Field[]): boolean {
  const definition = channels[axis]?.definition;
  const end = channels[`${axis}2`]?.definition;
  if (!longMarks.includes(mark) || definition === undefined || end?.field !== undefined) return false;
  // A cell of a heat map or a line across the plot has no length in this direction.
  if (mark !== 'bar' && mark !== 'area' && end === undefined) return false;
  const field = encodedField(definition, fields);
  const isName = definition.type === 'nominal' || definition.type === 'ordinal';
  if (isName || definition.bin !== undefined || field?.role === 'dimension' || field?.type === 'date')
    return false;
  return (
    field?.role === 'measure' || definition.aggregate !== undefined || definition.type === 'quantitative'
  );
}

/** Scales on which twice the number is not twice the length. */
const curved = ['log', 'pow', 'sqrt', 'symlog'];

/** The key by which a scale leaves zero out, or bends lengths. */
function keyWithoutZero({ zero, domain, domainMin, domainMax, type }: JsonObject): string | undefined {
  if (zero === false) return 'zero';
  if (typeof type === 'string' && curved.includes(type)) return 'type';
  if (typeof domainMin === 'number' && domainMin > 0) return 'domainMin';
  if (typeof domainMax === 'number' && domainMax < 0) return 'domainMax';
  const ends = toArray(domain).filter((end) => typeof end === 'number');
  const isOff = ends.length > 0 && (ends.every((end) => end > 0) || ends.every((end) => end < 0));
  return isOff ? 'domain' : undefined;
}
