/** Scales grow in equal steps and forward, and what is compared stands on one of them. */
import { greatest, least } from '../../../model/chart/extremes.js';
import { isTimeType } from '../../../model/dataset/periods.js';
import {
  axes,
  type ChildView,
  childViews,
  facetChannels,
  isOfNames,
  isWithin,
  point,
  toArray,
  toObject,
} from '../../spec.js';
import { encodedField, isCategorical, isPath, unitsOf } from '../../unit.js';
import { type CheckContext, isLeftSide } from '../context.js';
import type { DrawnRule, Encoded, SpecRule } from '../rule.js';
import { fault } from '../rule.js';

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
      yield fault({ at, ...unusual }, 'chart/scale.type', { type, name });
    if (name === 'size' && type !== 'linear')
      yield fault({ at, ...unusual }, 'chart/scale.type-of-sizes', { type });
  },
};

/** A scale of places has the ends of its plot, the smaller number first. */
export const endsOfPlot: SpecRule = {
  on: 'channel',
  *check(channel) {
    const { name, pointer, scale } = channel;
    if (!isPosition(channel)) return;
    if (scale.range !== undefined)
      yield fault({ at: point(pointer, 'scale', 'range'), once: true }, 'chart/scale.range', { name });
    const ends = toArray(scale.domain).filter((end) => typeof end === 'number');
    const isBackward = ends.some((end, index) => index > 0 && end < Number(ends[index - 1]));
    if (isBackward && (isNumber(channel) || isTime(channel)))
      yield fault({ at: point(pointer, 'scale', 'domain'), once: true }, 'chart/scale.domain-order', {
        domain: JSON.stringify(scale.domain),
      });
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
      yield fault({ at: point(pointer, 'scale', 'reverse'), ...unusual }, 'chart/scale.reverse', { name });
    // For a scale of numbers Vega-Lite turns the axis round, as `reverse` does.
    const isOfNumbers = definition.type === 'quantitative' || (isNumber(channel) && !isTime(channel));
    if (isOfNumbers && definition.sort === 'descending')
      yield fault({ at: point(pointer, 'sort'), ...unusual }, 'chart/scale.descending', { name });
  },
};

/** Numbers stand where they are, not side by side as names. */
export const numbersAsNumbers: SpecRule = {
  on: 'channel',
  *check(channel) {
    const { definition, pointer, field } = channel;
    if (!isPosition(channel) || !isOfNames(definition)) return;
    if (field?.role !== 'measure' || definition.bin !== undefined) return;
    yield fault({ at: point(pointer, 'type'), ...unusual }, 'chart/scale.numbers-as-names', {
      type: String(definition.type),
      field: field.name,
    });
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
      yield fault({ at: point(pointer, 'scale'), ...unusual }, 'chart/scale.reversed-shades', { name });
    else if (sort === 'descending')
      yield fault({ at: point(pointer, 'sort'), ...unusual }, 'chart/scale.descending-shades', { name });
  },
};

/** A bar that is as wide as one number and as long as another has an area that is neither. */
export const barsOfOneWidth: SpecRule = {
  on: 'channel',
  *check({ unit, name, pointer, field }) {
    if (unit.mark !== 'bar' || name !== 'size' || field?.role !== 'measure') return;
    yield fault({ at: pointer, ...unusual }, 'chart/scale.width-of-bars', { field: field.name });
  },
};

/** Numbers beyond the end of a scale of shades or sizes look like its end. */
export const shadesReach: DrawnRule = {
  on: 'channel',
  *check({ name, definition, pointer, scale, field: encoded, drawn }) {
    const { field, bin } = definition;
    const { domain, domainMin, domainMax, type = 'linear' } = scale;
    const isOfNumbers = encoded?.role === 'measure' && bin === undefined && type === 'linear';
    if (!shades.includes(name) || typeof field !== 'string' || !isOfNumbers) return;
    const ends = toArray(domain).filter((end) => typeof end === 'number');
    const [low, high] = [
      Number(domainMin ?? least(ends.map(Number))),
      Number(domainMax ?? greatest(ends.map(Number))),
    ];
    const beyond = drawn
      .map((datum) => datum[field])
      .find((value) => typeof value === 'number' && ((ends.length > 0 && value < low) || value > high));
    const isMeant = ends.length === 0 && domainMax === undefined;
    if (beyond === undefined || isMeant) return;
    yield fault({ at: point(pointer, 'scale'), unless: 'unusual-scale' }, 'chart/scale.shades-reach', {
      name,
      field,
      beyond: String(beyond),
    });
  },
};

/** A line through years at equal steps that are of one, two or five years is steeper here and flatter there. */
export const evenYears: DrawnRule = {
  on: 'channel',
  *check(channel) {
    const { unit, definition, pointer, field, drawing } = channel;
    if (!isPath(unit) || !isPosition(channel) || !isOfNames(definition)) return;
    if (field?.type !== 'year' || field.gaps === true) return;
    const years = (drawing.shown[field.name] ?? [])
      .filter((year) => year !== field.total)
      .map(Number)
      .sort((a, b) => a - b);
    const steps = new Set(years.slice(1).map((year, index) => year - Number(years[index])));
    if (steps.size < 2) return;
    yield fault({ at: point(pointer, 'type'), unless: 'unusual-scale' }, 'chart/scale.even-years', {
      mark: unit.mark,
      years: years.join(', '),
      type: String(definition.type),
    });
  },
};

/** Said once of what layers share. */
const backward = { unless: 'order-of-years', once: true } as const;

/** Time runs from left to right; down the side it may run either way. The cells of a table stand as they are asked for. */
export const timeForward: SpecRule = {
  on: 'channel',
  *check({ unit: { mark }, name, definition: { sort }, pointer, field }) {
    if ((name !== 'x' && name !== 'y') || !isTimeType(field?.type ?? '') || isPlain(sort)) return;
    if (sort === 'descending' && name === 'y') return;
    if (Array.isArray(sort)) {
      const steps = sort.slice(1).map((year, index) => Number(year) - Number(sort[index]));
      const isForward = steps.every((step) => step > 0) || (name === 'y' && steps.every((step) => step < 0));
      if (isForward || mark === 'rect' || mark === 'text') return;
    }
    yield fault({ at: point(pointer, 'sort'), ...backward }, 'chart/scale.sort-of-years', { name });
  },
};

/** Panels of years stand as years follow one another. */
export const panelsForward: SpecRule = {
  on: 'channel',
  *check({ name, definition: { sort }, pointer, field }) {
    if (!facetChannels.includes(name) || !isTimeType(field?.type ?? '') || isPlain(sort)) return;
    yield fault({ at: point(pointer, 'sort'), ...backward }, 'chart/scale.panels-of-years');
  },
};

const isPlain = (sort: unknown): boolean => sort === undefined || sort === null || sort === 'ascending';

/** A line goes through time as time goes. */
export const linesThroughTime: SpecRule = {
  on: 'unit',
  *check(unit, { dataset }) {
    const { mark, channels } = unit;
    const { x, y, order } = channels;
    const fieldOf = (channel: typeof order) => encodedField(channel?.definition, dataset.fields);
    const isAlongTime = [x, y].some((channel) => isTimeType(fieldOf(channel)?.type ?? ''));
    if (!isAlongTime || !isPath(unit) || order === undefined) return;
    const field = fieldOf(order);
    const { sort, value, field: name } = order.definition;
    if (value !== undefined || (isTimeType(field?.type ?? '') && sort !== 'descending' && name !== undefined))
      return;
    if (mark === 'area' && isCategorical(field)) return;
    yield fault({ at: order.pointer, ...backward }, 'chart/scale.order-of-line', { mark });
  },
};

/** Said once of what layers share. */
const apart = { unless: 'two-axes', once: true } as const;

/**
 * Two scales for one axis let any two lines meet wherever one likes, and panels with scales of their own make small numbers
 * look like large ones. Whoever means it says why.
 */
export const oneScaleForAxis: SpecRule = {
  on: 'view',
  *check({ view, pointer }, context) {
    const isLayered = view.layer !== undefined;
    for (const part of isLayered ? ['scale', 'axis'] : ['scale'])
      for (const name of axes) {
        const chosen = toObject(toObject(view.resolve)[part])[name];
        if (chosen !== 'independent' || !(isLayered || hasNumbers(pointer, name, context))) continue;
        const id = isLayered ? 'chart/scale.second-axis' : 'chart/scale.scale-of-panel';
        yield fault({ at: point(pointer, 'resolve', part, name), ...apart }, id, { name });
      }
  },
};

/** Charts side by side that show one measure share its scale. */
export const oneScaleSideBySide: SpecRule = {
  on: 'view',
  *check({ view, pointer }, context) {
    const key = (['hconcat', 'vconcat', 'concat'] as const).find((name) => view[name] !== undefined);
    if (key === undefined) return;
    for (const name of axes) {
      if (toObject(toObject(view.resolve).scale)[name] === 'shared') continue;
      if (name === 'x' && context.isMirrored) continue;
      const seen = new Set<string>();
      const twice = childViews(view, pointer).flatMap((child) => {
        const own = [...new Set(measuresOn(child, name, context))];
        const again = own.filter((field) => seen.has(field));
        for (const field of own) seen.add(field);
        return again;
      })[0];
      if (twice === undefined) continue;
      yield fault({ at: point(pointer, key), ...apart }, 'chart/scale.side-by-side', { field: twice, name });
    }
  },
};

/** What an axis shows in the views below a place. */
const channelsBelow = (pointer: string, name: string, { chart, dataset }: CheckContext) =>
  unitsOf(chart.spec)
    .filter((unit) => isWithin(unit.pointer, pointer))
    .map(({ channels }) => {
      const definition = channels[name]?.definition;
      return { definition, field: encodedField(definition, dataset.fields) };
    });

const measuresOn = ({ pointer }: ChildView, name: string, context: CheckContext): readonly string[] =>
  channelsBelow(pointer, name, context).flatMap(({ field }) => (field?.role === 'measure' ? field.name : []));

/** Names and times on scales of their own hide nothing. */
const hasNumbers = (pointer: string, name: string, context: CheckContext): boolean =>
  channelsBelow(pointer, name, context).some(({ definition, field }) =>
    field === undefined
      ? definition?.type === 'quantitative'
      : !isCategorical(field) && !isTimeType(field.type),
  );
