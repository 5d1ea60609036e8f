import type { Field } from '../../../model/dataset/dataset.js';
import { isCounted } from '../../../model/dataset/periods.js';
import { type Drawing, refuseSame, type ShortChart, shortForm } from './frame.js';
import { namesBeside, numbersOf } from './numbers.js';
import { asAsked, isYear, sortOf, standing } from './order.js';

/** `{{bars "victims-by-recruitment" by="recruitment" sort="-victims"}}`: a bar for each category, with its number. */
export const bars = shortForm('bars', ['by'], ['sort'], (chart): Drawing => {
  const by = chart.dimension('by');
  const { measure } = chart;
  return isCounted(by.type)
    ? { shown: [by], spec: columns(by, measure) }
    : { shown: [by], spec: horizontalBars(chart, by) };
});

/** Years run from left to right. */
function columns(by: Field, measure: Field): Drawing['spec'] {
  return {
    encoding: { x: { field: by.name }, y: { field: measure.name, axis: null } },
    layer: [
      { mark: 'bar' },
      {
        mark: { type: 'text', baseline: 'bottom', dy: -4 },
        encoding: { text: { field: measure.name } },
      },
    ],
  };
}

function horizontalBars(chart: ShortChart, by: Field): Drawing['spec'] {
  const { name } = chart.measure;
  return {
    encoding: { y: { field: by.name, ...standing(by), ...sortOf(chart, by), ...namesBeside(chart) } },
    layer: [{ mark: 'bar', encoding: { x: { field: name, axis: null } } }, ...numbersOf(chart)],
  };
}

/** `{{stacked "cases-by-offence" by="year" split="offence"}}`: bars in segments; `shares=true` makes each 100 per cent. */
export const stacked = shortForm('stacked', ['by', 'split'], ['shares'], (chart): Drawing => {
  const { call, measure } = chart;
  const by = chart.dimension('by');
  const split = chart.requiredDimension('split');
  refuseSame(call, by, split, 'split');
  const isShare = call.flag('shares');
  const length = { field: measure.name, ...(isShare ? { stack: 'normalize', axis: null } : {}) };
  const [along, across] = isCounted(by.type) && !isShare ? ['x', 'y'] : ['y', 'x'];
  const bar = {
    mark: 'bar',
    encoding: { color: { field: split.name, ...standing(split), ...asAsked(chart, split) } },
  };
  const label = {
    mark: 'text',
    transform: [{ filter: { field: measure.name, gt: 0 } }],
    encoding: {
      [across]: { bandPosition: 0.5 },
      detail: { field: split.name },
      text: { field: measure.name },
    },
  };
  return {
    shown: [by, split],
    spec: {
      encoding: {
        [along]: { field: by.name, ...standing(by), ...(isYear(by) ? {} : asAsked(chart, by)) },
        [across]: length,
      },
      layer: isShare ? [bar, label] : [bar],
    },
  };
});

/** `{{heat-map "victims-by-nationality" rows="nationality" columns="year"}}`: a table whose cells are shaded by size. */
export const heatMap = shortForm('heat-map', ['rows', 'columns'], [], (chart): Drawing => {
  const { call, measure } = chart;
  const rows = chart.dimension('rows');
  const columns = chart.requiredDimension('columns');
  refuseSame(call, rows, columns, 'columns');
  const known = { field: measure.name, valid: true };
  const cell = { type: 'rect', stroke: '#ffffff', strokeWidth: 2 };
  return {
    shown: [rows, columns],
    spec: {
      height: { step: 28 },
      encoding: {
        y: { field: rows.name, ...standing(rows), ...asAsked(chart, rows), axis: { domain: false } },
        x: {
          field: columns.name,
          ...standing(columns),
          ...asAsked(chart, columns),
          axis: { orient: 'top', domain: false },
        },
      },
      layer: [
        {
          mark: cell,
          transform: [{ filter: known }],
          encoding: { color: { field: measure.name, legend: null } },
        },
        { mark: { ...cell, fill: '#f2f2f2' }, transform: [{ filter: { not: known } }] },
        { mark: 'text', encoding: { text: { field: measure.name } } },
      ],
    },
  };
});
