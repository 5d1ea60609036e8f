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
    if ((name !== 'x' && name !== 'y') || !isTimeType(field?.type ?? '') || isPlain(sort)) return;
    if (sort === 'descending' && name === 'y') return;
    if (Array.isArray(sort)) {
      const steps = sort.slice(1).map((year, index) => Number(year) - Number(sort[index]));
      const isForward = steps.every((step) => step > 0) || (name === 'y' && steps.every((step) => step < 0));
      if (isForward || mark === 'rect' || mark === 'text') return;
    }
    yield { at: point(pointer, 'sort'), ...faultOf('chart/scale.sort-of-years', { name }), ...backward };
  },
};

/** Panels of years stand as years follow one another. */
export const panelsForward: SpecRule = {
  on: 'channel',
  *check({ name, definition: { sort }, pointer, field }) {
    if (!facetChannels.includes(name) || !isTimeType(field?.type ?? '') || isPlain(sort)) return;
    yield { at: point(pointer, 'sort'), ...faultOf('chart/scale.panels-of-years'), ...backward };
  },
};

const isPlain = (sort: unknown): boolean => sort === undefined || sort === null || sort === 'ascending';

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
