import { type ChartForm, refuseSame } from './chart-form.js';
import { asAsked, standing } from './parts.js';

/** `{{heat-map "victims-by-nationality" rows="nationality" columns="year"}}`: a table whose cells are shaded by size. */
export const heatMap: ChartForm = {
  id: 'heat-map',
  fieldParameters: ['rows', 'columns'],
  ownParameters: [],
  spec(chart) {
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
  },
};
