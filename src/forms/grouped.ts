import type { Field } from '../model/dataset/dataset.js';
import { isCounted } from '../model/dataset/periods.js';
import { type ChartForm, type Drawing, refuseMany, refuseSame, type ShortChart } from './chart-form.js';
import { alongAxis, asAsked, namesBeside, numbersOf, sortOf, standing } from './parts.js';

/** Bars of a group that a reader still finds again in the next one. */
const mostInGroup = 4;

/** `{{grouped "visits" by="reader" split="year" year="2015|2017"}}`: bars side by side, one for each category of `split`. */
export const grouped: ChartForm = {
  id: 'grouped',
  fieldParameters: ['by', 'split'],
  ownParameters: ['sort'],
  spec(chart) {
    const { call } = chart;
    const by = chart.dimension('by');
    const split = chart.requiredDimension('split');
    refuseSame(call, by, split, 'split');
    refuseMany(chart, split, mostInGroup, 'draw a panel for each with `multiples`');
    return {
      shown: [by, split],
      spec: isCounted(by.type) ? columns(chart, by, split) : horizontal(chart, by, split),
    };
  },
};

/** Years run from left to right; what their many bars come to is read off the axis. */
function columns(chart: ShortChart, by: Field, split: Field): Drawing['spec'] {
  const beside = { field: split.name, ...standing(split), ...asAsked(chart, split) };
  return {
    mark: 'bar',
    encoding: {
      x: { field: by.name },
      xOffset: beside,
      y: alongAxis(chart.measure),
      color: beside,
    },
  };
}

function horizontal(chart: ShortChart, by: Field, split: Field): Drawing['spec'] {
  const { name } = chart.measure;
  const beside = { field: split.name, ...standing(split), ...asAsked(chart, split) };
  return {
    encoding: {
      y: { field: by.name, ...standing(by), ...sortOf(chart, by), ...namesBeside(chart) },
      yOffset: beside,
    },
    layer: [
      { mark: 'bar', encoding: { x: { field: name, axis: null }, color: beside } },
      ...numbersOf(chart),
    ],
  };
}
