import { isTimeType } from '../../../model/dataset/periods.js';
import { facetChannels, point } from '../../spec.js';
import { encodedField, isCategorical } from '../../unit.js';
import type { ChartFault, SpecRule } from '../rule.js';

const backward = (at: string, actual: string): ChartFault => ({
  at,
  message: `Unexpected ${actual}, expected time in its own order`,
  hint: 'sort categories by size, not years; if it is meant, give the reason: `allow: {order-of-years: ...}`',
  unless: 'order-of-years',
  once: true,
});

/** Time runs from left to right; down the side it may run either way. The cells of a table stand as they are asked for. */
export const timeForward: SpecRule = {
  on: 'channel',
  code: 'chart/scale',
  *check({ unit: { mark }, name, definition: { sort }, pointer, field }) {
    const isPanel = facetChannels.includes(name);
    if ((name !== 'x' && name !== 'y' && !isPanel) || field === undefined || !isTimeType(field.type)) return;
    if (sort === undefined || sort === null || sort === 'ascending') return;
    if (sort === 'descending' && name === 'y') return;
    if (Array.isArray(sort) && !isPanel) {
      const steps = sort.slice(1).map((year, index) => Number(year) - Number(sort[index]));
      const isForward = steps.every((step) => step > 0) || (name === 'y' && steps.every((step) => step < 0));
      if (isForward || mark === 'rect' || mark === 'text') return;
    }
    const actual = isPanel ? '`sort` of panels of years' : `\`sort\` of years on \`${name}\``;
    yield backward(point(pointer, 'sort'), actual);
  },
};

/** A line goes through time as time goes. */
export const linesThroughTime: SpecRule = {
  on: 'unit',
  code: 'chart/scale',
  *check({ mark, channels: { x, y, order } }, { dataset }) {
    const fieldOf = (channel: typeof order) => encodedField(channel?.definition, dataset.fields);
    const isAlongTime = [x, y].some((channel) => isTimeType(fieldOf(channel)?.type ?? ''));
    if (!isAlongTime || !['line', 'area', 'trail'].includes(mark) || order === undefined) return;
    const field = fieldOf(order);
    const { sort, value, field: name } = order.definition;
    if (value !== undefined || (isTimeType(field?.type ?? '') && sort !== 'descending' && name !== undefined))
      return;
    if (mark === 'area' && isCategorical(field)) return;
    yield backward(order.pointer, `\`order\` of a \`${mark}\` through years`);
  },
};
