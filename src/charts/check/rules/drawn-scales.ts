import { greatest, least } from '../../../model/chart/extremes.js';
import { faultOf } from '../../../problems/problem.js';
import { point, toArray } from '../../spec.js';
import type { DrawnRule } from '../rule.js';

const shades = ['color', 'fill', 'stroke', 'opacity', 'size'];

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
    yield {
      at: point(pointer, 'scale'),
      ...faultOf('chart/scale.shades-reach', { name, high, field, beyond: String(beyond) }),
      unless: 'unusual-scale',
    };
  },
};

/** A line through years at equal steps that are of one, two or five years is steeper here and flatter there. */
export const evenYears: DrawnRule = {
  on: 'channel',
  *check({ unit: { mark }, name, definition: { type }, pointer, field, drawing }) {
    if (!['line', 'area', 'trail'].includes(mark) || (name !== 'x' && name !== 'y')) return;
    if (field?.type !== 'year' || field.gaps === true || (type !== 'ordinal' && type !== 'nominal')) return;
    const years = (drawing.shown[field.name] ?? [])
      .filter((year) => year !== field.total)
      .map(Number)
      .sort((a, b) => a - b);
    const steps = new Set(years.slice(1).map((year, index) => year - Number(years[index])));
    if (steps.size < 2) return;
    yield {
      at: point(pointer, 'type'),
      ...faultOf('chart/scale.even-years', { mark, years: years.join(', '), type }),
      unless: 'unusual-scale',
    };
  },
};
