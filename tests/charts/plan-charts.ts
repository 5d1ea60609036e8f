import { statusTones, withTones } from '../../src/extensions/plan/data/model.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { type FieldSketch, sketchDataset } from './fixtures.js';

const status: FieldSketch = {
  name: 'status',
  role: 'attribute',
  categories: { implemented: 'Implemented', 'on-track': 'On track', late: 'Late' },
};

/** Three actions of two objectives, with dates, a status and money; the last one is not costed. */
const toned = sketchDataset(
  'actions',
  [
    { name: 'objective', title: 'Objective', categories: { '1': 'Justice', '2': 'Care' } },
    {
      name: 'action',
      title: 'Action',
      categories: { a: 'Write a law', b: 'Train judges', c: 'Open a shelter' },
    },
    { name: 'code', role: 'attribute', title: 'Code' },
    { ...status, title: 'Status' },
    { name: 'start', role: 'attribute', type: 'date', title: 'Start' },
    { name: 'deadline', role: 'attribute', type: 'date', title: 'Deadline' },
    { name: 'planned', role: 'measure', type: 'integer', unit: 'euro' },
    { name: 'spent', role: 'measure', type: 'integer', unit: 'euro' },
  ],
  [
    ['1', 'a', '1.1', 'implemented', '2015-01-15', '2015-06-30', 18000, 16400],
    ['1', 'b', '1.2', 'late', '2015-02-01', '2016-12-31', 96000, 21500],
    ['2', 'c', '2.1', 'late', '2016-03-01', '2017-06-30', 180000, null],
  ],
);

/** Their status is painted as the plan of a strategy has it. */
export const actions: PublishedDataset = {
  ...toned,
  fields: toned.fields.map((field) =>
    field.name === 'status' ? { ...field, categories: withTones(field.categories, statusTones) } : field,
  ),
};

/** A rate in per cent by objective. */
export const rates = sketchDataset(
  'rates',
  [
    { name: 'objective', title: 'Objective', categories: { '1': 'Justice', '2': 'Care' } },
    { name: 'rate', title: 'Rate', role: 'measure', type: 'integer', unit: '%', additive: false },
  ],
  [
    ['1', 60],
    ['2', 25],
  ],
);

/** Bars from start to deadline, and a rule at the end of 2015. */
export const timeline = `
encoding: {y: {field: action}}
layer:
  - mark: bar
    encoding: {x: {field: start, type: temporal, title: null}, x2: {field: deadline}, color: {field: status}}
  - mark: rule
    encoding: {y: null, x: {datum: {year: 2015, month: 12, date: 31}}}
`;

/** A square for each action, in a line for each objective. */
export const tiles = `
transform: [{window: [{op: row_number, as: tile}], groupby: [objective], sort: [{field: status}]}]
width: {step: 24}
mark: rect
encoding: {y: {field: objective}, x: {field: tile, type: ordinal, axis: null}, color: {field: status}}
`;

/** What was spent inside what was planned. */
export const bullet = `
encoding: {y: {field: action, sort: -x}}
layer:
  - {mark: {type: bar, color: "#d2d1ea"}, encoding: {x: {field: planned, axis: null}}}
  - {mark: {type: bar, height: 8}, encoding: {x: {field: spent}}}
`;
