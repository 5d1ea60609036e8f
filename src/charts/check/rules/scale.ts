import { isTimeType } from '../../../model/dataset/periods.js';
import { faultOf } from '../../../problems/problem.js';
import { point, toArray } from '../../spec.js';
import { isCategorical } from '../../unit.js';
import { isLeftSide } from '../context.js';
import type { Encoded, SpecRule } from '../rule.js';

/** What a reader has to be told of, but may be meant; said once of what layers share. */
const unusual = { unless: 'unusual-scale', once: true } as const;

const isPosition = ({ name }: Encoded): boolean => name === 'x' || name === 'y';
const isTime = ({ field }: Encoded): boolean => field !== undefined && isTimeType(field.type);
const isNumber = ({ field }: Encoded): boolean => field !== undefined && !isCategorical(field);

/** Scales on which equal steps are equal, or which every reader knows to be otherwise. */
const evenScales = ['linear', 'log', 'time', 'utc', 'band', 'point'];

/** Equal steps are drawn equal. */
export const evenSteps: SpecRule = {
  on: 'channel',
  *check(channel) {
    const { name, pointer, scale } = channel;
    const at = point(pointer, 'scale', 'type');
    const { type: written = 'linear' } = scale;
    const type = String(written);
    if (isPosition(channel) && !evenScales.includes(type))
      yield { at, ...faultOf('chart/scale.type', { type, name }), ...unusual };
    if (name === 'size' && type !== 'linear')
      yield { at, ...faultOf('chart/scale.type-of-sizes', { type }), ...unusual };
  },
};

/** A scale of places has the ends of its plot, the smaller number first. */
export const endsOfPlot: SpecRule = {
  on: 'channel',
  *check(channel) {
    const { name, pointer, scale } = channel;
    if (!isPosition(channel)) return;
    if (scale.range !== undefined)
      yield { at: point(pointer, 'scale', 'range'), ...faultOf('chart/scale.range', { name }), once: true };
    const ends = toArray(scale.domain).filter((end) => typeof end === 'number');
    const isBackward = ends.some((end, index) => index > 0 && end < Number(ends[index - 1]));
    if (isBackward && (isNumber(channel) || isTime(channel)))
      yield {
        at: point(pointer, 'scale', 'domain'),
        ...faultOf('chart/scale.domain-order', { domain: JSON.stringify(scale.domain) }),
        once: true,
      };
  },
};

/** Numbers grow upwards and to the right, and time runs forward. */
export const forward: SpecRule = {
  on: 'channel',
  *check(channel, context) {
    const { unit, name, definition, pointer, scale } = channel;
    if (!isPosition(channel)) return;
    const isMirrored = name === 'x' && isLeftSide(context, unit.pointer);
    const isReversed = scale.reverse !== undefined && scale.reverse !== false && !isMirrored;
    if (isReversed && (isNumber(channel) || isTime(channel)))
      yield {
        at: point(pointer, 'scale', 'reverse'),
        ...faultOf('chart/scale.reverse', { name }),
        ...unusual,
      };
    // For a scale of numbers Vega-Lite turns the axis round, as `reverse` does.
    const isOfNumbers = definition.type === 'quantitative' || (isNumber(channel) && !isTime(channel));
    if (isOfNumbers && definition.sort === 'descending')
      yield { at: point(pointer, 'sort'), ...faultOf('chart/scale.descending', { name }), ...unusual };
  },
};

/** Numbers stand where they are, not side by side as names. */
export const numbersAsNumbers: SpecRule = {
  on: 'channel',
  *check(channel) {
    const {
      definition: { type, bin },
      pointer,
      field,
    } = channel;
    const isName = type === 'nominal' || type === 'ordinal';
    if (!isPosition(channel) || !isName || field?.role !== 'measure' || bin !== undefined) return;
    yield {
      at: point(pointer, 'type'),
      ...faultOf('chart/scale.numbers-as-names', { type: String(type), field: field.name }),
      ...unusual,
    };
  },
};

const shades = ['color', 'fill', 'stroke', 'opacity', 'size'];

/** Shades get darker, and sizes larger, with their number. */
export const moreForMore: SpecRule = {
  on: 'channel',
  *check({ name, definition: { type, sort }, pointer, scale, field }) {
    const isOfNumbers = type === 'quantitative' || (type === undefined && field?.role === 'measure');
    if (!shades.includes(name) || !isOfNumbers) return;
    if (scale.reverse === true)
      yield { at: point(pointer, 'scale'), ...faultOf('chart/scale.reversed-shades', { name }), ...unusual };
    else if (sort === 'descending')
      yield { at: point(pointer, 'sort'), ...faultOf('chart/scale.descending-shades', { name }), ...unusual };
  },
};

/** A bar that is as wide as one number and as long as another has an area that is neither. */
export const barsOfOneWidth: SpecRule = {
  on: 'channel',
  *check({ unit, name, pointer, field }) {
    if (unit.mark !== 'bar' || name !== 'size' || field?.role !== 'measure') return;
    yield { at: pointer, ...faultOf('chart/scale.width-of-bars', { field: field.name }), ...unusual };
  },
};
