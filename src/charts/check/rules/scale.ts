import { isTimeType } from '../../../model/dataset/periods.js';
import { point, toArray } from '../../spec.js';
import { isCategorical } from '../../unit.js';
import { isLeftSide } from '../context.js';
import type { ChartFault, Encoded, SpecRule } from '../rule.js';

/** A fault of what layers share. */
const shared = (at: string, actual: string, expected: string): ChartFault => ({
  at,
  message: `Unexpected ${actual}, expected ${expected}`,
  once: true,
});

/** What a reader has to be told of, but may be meant. */
const unusual = (at: string, actual: string, expected: string, way = ''): ChartFault => ({
  ...shared(at, actual, expected),
  hint: `${way}if it is meant, give the reason: \`allow: {unusual-scale: ...}\``,
  unless: 'unusual-scale',
});

const isPosition = ({ name }: Encoded): boolean => name === 'x' || name === 'y';
const isTime = ({ field }: Encoded): boolean => field !== undefined && isTimeType(field.type);
const isNumber = ({ field }: Encoded): boolean => field !== undefined && !isCategorical(field);

/** Scales on which equal steps are equal, or which every reader knows to be otherwise. */
const evenScales = ['linear', 'log', 'time', 'utc', 'band', 'point'];

/** Equal steps are drawn equal. */
export const evenSteps: SpecRule = {
  on: 'channel',
  code: 'chart/scale',
  *check(channel) {
    const { name, pointer, scale } = channel;
    const at = point(pointer, 'scale', 'type');
    const { type: written = 'linear' } = scale;
    const type = String(written);
    if (isPosition(channel) && !evenScales.includes(type))
      yield unusual(at, `scale type \`${type}\` of \`${name}\``, '`linear`, or `log` for points and lines');
    if (name === 'size' && type !== 'linear') yield unusual(at, `\`type: ${type}\` of sizes`, '`linear`');
  },
};

/** A scale of places has the ends of its plot, the smaller number first. */
export const endsOfPlot: SpecRule = {
  on: 'channel',
  code: 'chart/scale',
  *check(channel) {
    const { name, pointer, scale } = channel;
    if (!isPosition(channel)) return;
    if (scale.range !== undefined)
      yield shared(
        point(pointer, 'scale', 'range'),
        `\`range\` of \`${name}\``,
        'none: `width` and `height` say how large a plot is',
      );
    const ends = toArray(scale.domain).filter((end) => typeof end === 'number');
    const isBackward = ends.some((end, index) => index > 0 && end < Number(ends[index - 1]));
    if (isBackward && (isNumber(channel) || isTime(channel)))
      yield shared(
        point(pointer, 'scale', 'domain'),
        `\`domain: ${JSON.stringify(scale.domain)}\``,
        'the smaller number first',
      );
  },
};

/** Numbers grow upwards and to the right, and time runs forward. */
export const forward: SpecRule = {
  on: 'channel',
  code: 'chart/scale',
  *check(channel, context) {
    const { unit, name, definition, pointer, scale } = channel;
    if (!isPosition(channel)) return;
    const isMirrored = name === 'x' && isLeftSide(context, unit.pointer);
    const isReversed = scale.reverse !== undefined && scale.reverse !== false && !isMirrored;
    if (isReversed && (isNumber(channel) || isTime(channel)))
      yield unusual(
        point(pointer, 'scale', 'reverse'),
        `\`reverse\` of \`${name}\``,
        'numbers that grow and time that runs forward',
      );
    // For a scale of numbers Vega-Lite turns the axis round, as `reverse` does.
    const isOfNumbers = definition.type === 'quantitative' || (isNumber(channel) && !isTime(channel));
    if (isOfNumbers && definition.sort === 'descending')
      yield unusual(
        point(pointer, 'sort'),
        `\`sort: descending\` of \`${name}\``,
        'numbers that grow upwards and to the right',
        'sort the categories by size, not the axis of the numbers; ',
      );
  },
};

/** Numbers stand where they are, not side by side as names. */
export const numbersAsNumbers: SpecRule = {
  on: 'channel',
  code: 'chart/scale',
  *check(channel) {
    const {
      definition: { type, bin },
      pointer,
      field,
    } = channel;
    const isName = type === 'nominal' || type === 'ordinal';
    if (!isPosition(channel) || !isName || field?.role !== 'measure' || bin !== undefined) return;
    yield unusual(
      point(pointer, 'type'),
      `type \`${String(type)}\` of the measure \`${field.name}\``,
      '`quantitative`',
    );
  },
};

const shades = ['color', 'fill', 'stroke', 'opacity', 'size'];

/** Shades get darker, and sizes larger, with their number. */
export const moreForMore: SpecRule = {
  on: 'channel',
  code: 'chart/scale',
  *check({ name, definition: { type, sort }, pointer, scale, field }) {
    const isOfNumbers = type === 'quantitative' || (type === undefined && field?.role === 'measure');
    if (!shades.includes(name) || !isOfNumbers) return;
    if (scale.reverse === true)
      yield unusual(point(pointer, 'scale'), `\`reverse\` of \`${name}\``, 'more for more');
    else if (sort === 'descending')
      yield unusual(point(pointer, 'sort'), `\`sort: descending\` of \`${name}\``, 'more for more');
  },
};

/** A bar that is as wide as one number and as long as another has an area that is neither. */
export const barsOfOneWidth: SpecRule = {
  on: 'channel',
  code: 'chart/scale',
  *check({ unit, name, pointer, field }) {
    if (unit.mark !== 'bar' || name !== 'size' || field?.role !== 'measure') return;
    const expected = 'bars of one width, whose length says how much';
    yield unusual(pointer, `\`size\` of \`bar\` by \`${field.name}\``, expected);
  },
};
