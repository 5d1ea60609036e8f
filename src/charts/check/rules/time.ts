import { isTimeType } from '../../../model/dataset/periods.js';
import { faultOf } from '../../../problems/problem.js';
import { facetChannels, point } from '../../spec.js';
import { encodedField, isCategorical } from '../../unit.js';
import type { SpecRule } from '../rule.js';

/** Said once of what layers share. */
const backward = { unless: 'order-of-years', once: true } as const;

/** Time runs from left to right; down the side it may run either way. The cells of a table stand as they are asked for. */
export const timeForward: SpecRule = {
  on: 'channel',
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
    const said = isPanel
      ? faultOf('chart/scale.panels-of-years')
      : faultOf('chart/scale.sort-of-years', { name });
    yield { at: point(pointer, 'sort'), ...said, ...backward };
  },
};

/** A line goes through time as time goes. */
export const linesThroughTime: SpecRule = {
  on: 'unit',
  *check({ mark, channels: { x, y, order } }, { dataset }) {
    const fieldOf = (channel: typeof order) => encodedField(channel?.definition, dataset.fields);
    const isAlongTime = [x, y].some((channel) => isTimeType(fieldOf(channel)?.type ?? ''));
    if (!isAlongTime || !['line', 'area', 'trail'].includes(mark) || order === undefined) return;
    const field = fieldOf(order);
    const { sort, value, field: name } = order.definition;
    if (value !== undefined || (isTimeType(field?.type ?? '') && sort !== 'descending' && name !== undefined))
      return;
    if (mark === 'area' && isCategorical(field)) return;
    yield { at: order.pointer, ...faultOf('chart/scale.order-of-line', { mark }), ...backward };
  },
};
