import type { Field } from '../model/dataset/dataset.js';
import { isCounted } from '../model/dataset/periods.js';
import type { ChartForm, Drawing, ShortChart } from './chart-form.js';
import { highlightOf, namesBeside, numbersOf, sizeOrder, standing } from './parts.js';

/** `{{bars "victims-by-recruitment" by="recruitment" sort="-victims"}}`: a bar for each category, with its number. */
export const bars: ChartForm = {
  id: 'bars',
  fieldParameters: ['by'],
  ownParameters: ['highlight', 'sort'],
  spec(chart) {
    const by = chart.dimension('by');
    return isCounted(by.type)
      ? { shown: [by], spec: columns(chart, by) }
      : { shown: [by], spec: horizontalBars(chart, by) };
  },
};

/** Years run from left to right. */
function columns(chart: ShortChart, by: Field): Drawing['spec'] {
  const { measure } = chart;
  return {
    encoding: { x: { field: by.name }, y: { field: measure.name, axis: null } },
    layer: [
      { mark: 'bar', encoding: { ...highlightOf(chart, by) } },
      {
        mark: { type: 'text', baseline: 'bottom', dy: -4 },
        encoding: { text: { field: measure.name } },
      },
    ],
  };
}

export function horizontalBars(chart: ShortChart, by: Field): Drawing['spec'] {
  const { name } = chart.measure;
  return {
    encoding: { y: { field: by.name, ...standing(by), ...sizeOrder(chart, by), ...namesBeside(chart) } },
    layer: [
      { mark: 'bar', encoding: { x: { field: name, axis: null }, ...highlightOf(chart, by) } },
      ...numbersOf(chart),
    ],
  };
}
