import type { Field } from '../model/dataset/dataset.js';
import { isCounted } from '../model/dataset/periods.js';
import { type ChartForm, drawnCategories, refuseMany, refuseSame, type ShortChart } from './chart-form.js';
import { betweenTwoYears } from './line.js';
import {
  alongAxis,
  asAsked,
  highlightOf,
  isYear,
  namesBeside,
  numbersOf,
  sortOf,
  standing,
} from './parts.js';

/** Panels that a page holds. */
const mostPanels = 24;

/** As the house sets them. */
const panelsInRow = 3;

/** `{{multiples "arrests" by="year" split="offence"}}`: the same small chart for each category of `split`, on one scale. */
export const multiples: ChartForm = {
  id: 'multiples',
  fieldParameters: ['by', 'split'],
  ownParameters: ['highlight', 'sort'],
  spec(chart) {
    const { call, dataset, measure } = chart;
    const split = chart.requiredDimension('split');
    const by = chart.optionalDimension('by') ?? dataset.fields.find(isYear) ?? chart.dimension('by');
    refuseSame(call, by, split, 'split');
    refuseMany(chart, split, mostPanels, `name fewer, \`${split.name}="a|b"\``);
    const colour = highlightOf(chart, split) ?? {};
    const facet = { field: split.name, ...standing(split), ...asAsked(chart, split) };
    const shown = [by, split];
    const panels = drawnCategories(chart, split).length;
    // Vega-Lite would draw an axis under a place in the last row that has no panel.
    const axes = panels > panelsInRow ? { resolve: { axis: { x: 'independent' } } } : {};
    if (isCounted(by.type))
      return {
        shown,
        spec: {
          facet,
          ...axes,
          spec: {
            mark: { type: 'line', point: { size: 24 } },
            encoding: {
              x: { field: by.name, ...endsAlone(chart, by) },
              y: alongAxis(measure),
              ...colour,
            },
          },
        },
      };
    return {
      shown,
      spec: {
        facet,
        spec: {
          encoding: { y: { field: by.name, ...standing(by), ...sortOf(chart, by), ...namesBeside(chart) } },
          layer: [
            { mark: 'bar', encoding: { x: { field: measure.name, axis: null }, ...colour } },
            ...numbersOf(chart),
          ],
        },
      },
    };
  },
  kind: betweenTwoYears,
};

/** Along the years the first and the last are written out: between panels there is no room for more. */
function endsAlone(chart: ShortChart, by: Field): object {
  if (by.type !== 'year') return {};
  const years = drawnCategories(chart, by).toSorted().map(Number);
  const values = years.filter((_, at) => at === 0 || at === years.length - 1);
  return { axis: { values, labelFlush: true } };
}
