import { type ChartForm, refuseMany, refuseSame } from './chart-form.js';
import { asAsked, muted, sizeOrder, sortOf, standing } from './parts.js';

/** Colours on one row that a reader still tells apart. */
const mostOnRow = 4;

/** `{{dots "rents" by="district" split="year"}}`: a dot for each number on a row for each category of `by`. */
export const dots: ChartForm = {
  id: 'dots',
  fieldParameters: ['by', 'split'],
  ownParameters: ['sort'],
  spec(chart) {
    const { call, measure } = chart;
    const by = chart.dimension('by');
    const split = chart.optionalDimension('split');
    refuseSame(call, by, split, 'split');
    if (split !== undefined) refuseMany(chart, split, mostOnRow, 'draw a panel for each with `multiples`');
    const valid = { field: measure.name, valid: true };
    const absent = {
      mark: { type: 'text', align: 'left', dx: 6, color: muted },
      transform: [{ filter: { not: valid } }],
      encoding: { x: { value: 0 }, text: { field: measure.name } },
    };
    const rows = {
      field: by.name,
      ...standing(by),
      ...(split === undefined ? sizeOrder(chart, by) : sortOf(chart, by)),
      ...rowAxis,
    };
    if (split !== undefined)
      return {
        shown: [by, split],
        spec: {
          encoding: { y: rows },
          layer: [
            {
              mark: { type: 'point', size: 90 },
              encoding: {
                x: { field: measure.name },
                color: { field: split.name, ...standing(split), ...asAsked(chart, split) },
              },
            },
          ],
        },
      };
    return {
      shown: [by],
      spec: {
        encoding: { y: rows },
        layer: [
          {
            mark: { type: 'point', size: 90 },
            encoding: { x: { field: measure.name, axis: { grid: false } } },
          },
          {
            mark: { type: 'text', align: 'left', dx: 9 },
            transform: [{ filter: valid }],
            encoding: { x: { field: measure.name }, text: { field: measure.name } },
          },
          absent,
        ],
      },
    };
  },
};

/** A line of each row leads from its name to its dots, and lies under them where names stand above. */
const rowAxis = { axis: { grid: true, domain: false, zindex: 0 } };
