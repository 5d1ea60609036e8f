/** A bar is as long as its number, a mark stands at its number, and slices make up a circle. */
import type { Field } from '../../../model/dataset/dataset.js';
import { axes, isNone, isOfNames, type JsonObject, point, toArray, toObject } from '../../spec.js';
import {
  encodedField,
  hasContinuousYears,
  isCategorical,
  type Plot,
  type Unit,
  unitsOf,
} from '../../unit.js';
import type { CheckContext } from '../context.js';
import type { SpecRule } from '../rule.js';
import { fault } from '../rule.js';

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
      yield fault({ at: point(pointer, 'scale', key), once: true }, 'chart/baseline.zero-under-bars', {
        key,
        written: JSON.stringify(scale[key]),
        mark,
      });
    }
  },
};

/** A stream has no zero from which a reader could measure. Without an axis nobody does: the parts are as thick as their numbers. */
export const stackFromZero: SpecRule = {
  on: 'plot',
  *check(plot, { dataset }) {
    for (const { mark, definition, pointer } of lengthwise(plot, dataset.fields)) {
      const { stack, axis } = definition;
      if (stack !== 'center' || isNone(axis)) continue;
      yield fault({ at: point(pointer, 'stack'), once: true }, 'chart/baseline.stack-from-zero', { mark });
    }
  },
};

/** The other end of a bar is zero, or a field: a number by hand would be another baseline. */
export const endOfBars: SpecRule = {
  on: 'unit',
  *check({ mark, channels, style, pointer }) {
    if (!longMarks.includes(mark)) return;
    for (const axis of axes) {
      const end = channels[`${axis}2`];
      const { datum, value } = end?.definition ?? {};
      const isByHand = typeof datum === 'number' ? datum !== 0 : value !== undefined;
      const written =
        datum === undefined ? `value: ${JSON.stringify(value)}` : `datum: ${JSON.stringify(datum)}`;
      if (end !== undefined && isByHand)
        yield fault(end.pointer, 'chart/baseline.end-of-bars', { axis, written, mark });
      for (const key of [axis, `${axis}2`])
        if (style[key] !== undefined)
          yield fault(point(pointer, 'mark', key), 'chart/baseline.end-in-mark', {
            key,
            written: JSON.stringify(style[key]),
            mark,
          });
    }
  },
};

/** Marks that may reach from one end to another, whose length is then a number. */
const longMarks = ['bar', 'area', 'rect', 'rule'];

/** The channels along which a bar of a plot has a length. Its layers share scales, so that a line can shift the bars behind it. */
const lengthwise = ({ units }: Plot, fields: readonly Field[]) =>
  axes.flatMap((axis) => {
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
  if (
    isOfNames(definition) ||
    definition.bin !== undefined ||
    field?.role === 'dimension' ||
    field?.type === 'date'
  )
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

/**
 * No mark stands for a number by hand: where it stands says how large something is. A constant is the number
 * of a helper, a cell or a declared literal; zero, the whole hundred of percentages, and a moment need none. The other ends
 * of bars and rules are checked with their baselines.
 */
export const constants: SpecRule = {
  on: 'plot',
  *check({ units }, context) {
    for (const { mark, channels } of units.filter((unit) => unit.mark !== 'text')) {
      for (const name of axes) {
        const { definition: { datum, value } = {}, pointer = '' } = channels[name] ?? {};
        const written = (key: string, number: string | number) =>
          fault(point(pointer, key), 'chart/literal-number.place', { name, key, number, mark });
        if (typeof value === 'number' && value !== 0) yield written('value', value);
        const isNumber =
          typeof datum === 'number' || (typeof datum === 'string' && /^\s*[-−]?\d/.test(datum));
        const at = point(pointer, 'datum');
        const isDeclared = context.chart.constants?.some((constant) => constant.pointer === at) === true;
        if (isNumber && !isDeclared && !isKnown(Number(datum), name, units, context))
          yield written('datum', datum);
      }
    }
  },
};

/** Zero, a year of the data on an axis of years, and a hundred where an axis shows percentages. */
function isKnown(datum: number, name: 'x' | 'y', plot: readonly Unit[], { dataset }: CheckContext): boolean {
  const fields = plot.map(({ channels }) => encodedField(channels[name]?.definition, dataset.fields));
  const year = fields.find((field) => field?.type === 'year');
  if (year !== undefined) return year.categories.some(({ value }) => Number(value) === datum);
  return datum === 0 || (datum === 100 && fields.some((field) => field?.unit === '%'));
}

/** What moves a mark away from its number, in pixels. */
const offsets = ['xOffset', 'yOffset', 'x2Offset', 'y2Offset'];

/** A mark keeps its place; words alone are moved. */
export const unmoved: SpecRule = {
  on: 'unit',
  *check({ mark, style, channels, pointer }, context) {
    if (mark === 'text') return;
    for (const name of offsets) {
      const { value, datum } = channels[name]?.definition ?? {};
      const own = style[name];
      const found = own ?? value ?? datum;
      // A name is a place among others of its category.
      if (found === undefined || found === 0 || (own === undefined && typeof found === 'string')) continue;
      if (typeof own === 'number' && isWithinBand(own, name, channels, context)) continue;
      yield fault(
        own === undefined ? (channels[name]?.pointer ?? pointer) : point(pointer, 'mark', name),
        'chart/baseline.unmoved',
        { name, mark },
      );
    }
  },
};

/** So far a mark may be moved within its band, in pixels. */
const mostMoved = 6;

/** True where a mark is moved a little along an axis of categories or bands of time: it keeps its place, and no number is there. */
function isWithinBand(by: number, name: string, channels: Unit['channels'], context: CheckContext): boolean {
  const definition = channels[name.charAt(0)]?.definition ?? {};
  const isBand =
    isAxisOfNames(definition, context) || definition.timeUnit !== undefined || definition.bin !== undefined;
  return Math.abs(by) <= mostMoved && isBand && definition.aggregate === undefined;
}

/** True for an axis of names: along one of years or days as numbers, as lines have it, every place is another time. */
function isAxisOfNames(definition: JsonObject, { dataset, chart }: CheckContext): boolean {
  const field = encodedField(definition, dataset.fields);
  if (!isCategorical(field)) return false;
  if (definition.type !== undefined) return isOfNames(definition);
  if (field.type === 'date') return false;
  return field.type !== 'year' || !hasContinuousYears(unitsOf(chart.spec));
}

/** What makes the length of a wedge, or its beginning, depend on a number. */
const lengths = ['radius', 'radius2', 'theta2'];

/** Slices of a circle say what they are by their angle alone: a wedge twice as long has four times the area. */
export const wedges: SpecRule = {
  on: 'unit',
  *check({ mark, channels }, { dataset }) {
    if (mark !== 'arc') return;
    const long = lengths.find((name) => {
      const { aggregate, field } = channels[name]?.definition ?? {};
      const role = encodedField({ field }, dataset.fields)?.role;
      return aggregate !== undefined || role === 'measure' || (field !== undefined && role === undefined);
    });
    if (long === undefined) return;
    yield fault({ at: channels[long]?.pointer ?? '', unless: 'polar' }, 'chart/polar.wedges', { long });
  },
};

/** Slices that all begin at the top lie on one another. */
export const slicesInTurn: SpecRule = {
  on: 'unit',
  *check({ mark, channels: { theta } }, { dataset }) {
    if (mark !== 'arc' || theta === undefined) return;
    const { stack, field } = theta.definition;
    const isMeasure = encodedField({ field }, dataset.fields)?.role === 'measure';
    if (!isMeasure || !isNone(stack)) return;
    yield fault(point(theta.pointer, 'stack'), 'chart/hidden.slices-in-turn');
  },
};

/** Slices fill the circle, and none has an angle by hand. */
export const wholeCircle: SpecRule = {
  on: 'unit',
  *check({ mark, channels: { theta }, style, pointer }) {
    if (mark !== 'arc' || theta === undefined) return;
    const scale = toObject(theta.definition.scale);
    const key = ['domain', 'domainMin', 'domainMax', 'range', 'rangeMin', 'rangeMax', 'type'].find(
      (name) => scale[name] !== undefined && !(name === 'range' && isTurn(scale.range)),
    );
    if (key !== undefined)
      yield fault(point(theta.pointer, 'scale', key), 'chart/scale.whole-circle', { key });
    const own = ['theta', 'theta2', 'thetaOffset', 'theta2Offset'].find((name) => style[name] !== undefined);
    if (own !== undefined)
      yield fault(point(pointer, 'mark', own), 'chart/literal-number.whole-circle', { own });
  },
};

/** True for a whole turn of the circle, wherever it begins. */
function isTurn(range: unknown): boolean {
  const [from, to] = toArray(range).map(Number);
  return from !== undefined && to !== undefined && Math.abs(Math.abs(to - from) - 2 * Math.PI) < 0.01;
}
