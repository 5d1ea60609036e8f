import { type ChartFacts, numericPoints, type SeriesPoint } from '../charts/alternative/facts.js';
import {
  type Description,
  namedCategory,
  Speaker,
  silence,
  type Telling,
} from '../charts/alternative/telling.js';
import { fail } from '../content/helpers/problem.js';
import { shownPlace } from '../diagnostics.js';
import { cellOrigin } from '../model/dataset/cell.js';
import type { Field, Row } from '../model/dataset/dataset.js';
import { exactIn } from '../model/dataset/value.js';
import { add, compare, type Exact, toPlainText, zero } from '../model/exact.js';
import {
  asKey,
  type ChartForm,
  drawnCategories,
  refuseMany,
  rowsAlong,
  type ShortChart,
} from './chart-form.js';
import { standing } from './parts.js';

/** Steps that fit beside one another with their names. */
const mostSteps = 14;

/**
 * `{{waterfall "caseload" by="step"}}`: from the first category to the last, and what was added and taken away between them. The first
 * and the steps come to the last, exactly.
 */
export const waterfall: ChartForm = {
  id: 'waterfall',
  fieldParameters: ['by'],
  ownParameters: [],
  spec(chart) {
    const { measure } = chart;
    const by = chart.dimension('by');
    refuseMany(chart, by, mostSteps, 'put small steps together in the data');
    const steps = drawnCategories(chart, by);
    const changes = addedUp(chart, by, steps);
    const keys = steps.map((value) => asKey(by, value));
    const ends = [{ filter: { field: by.name, oneOf: [keys[0], keys.at(-1)] } }];
    const between = betweenEnds(measure, by, keys);
    const isDown = { field: measure.name, lt: 0 };
    const number = (transform: readonly object[], x: object): object => ({
      mark: { type: 'text', align: 'left', dx: 6 },
      transform,
      encoding: { x, text: { field: measure.name } },
    });
    const hasUp = changes.some((change) => compare(change, zero) >= 0);
    const hasDown = changes.some((change) => compare(change, zero) < 0);
    const [begin, end] = [
      { field: 'step_begin', type: 'quantitative' },
      { field: 'step_end', type: 'quantitative' },
    ] as const;
    return {
      shown: [by],
      spec: {
        encoding: {
          y: { field: by.name, ...standing(by), sort: keys, axis: { domain: false } },
        },
        layer: [
          { mark: 'bar', transform: ends, encoding: { x: { field: measure.name, axis: null } } },
          {
            mark: { type: 'bar', color: 'second' },
            transform: between,
            encoding: {
              x: begin,
              x2: { field: 'step_end' },
              detail: { field: measure.name },
              opacity: { condition: { test: isDown, value: 0.55 }, value: 1 },
            },
          },
          number(ends, { field: measure.name }),
          ...(hasUp ? [number([...between, { filter: { not: isDown } }], end)] : []),
          ...(hasDown ? [number([...between, { filter: isDown }], begin)] : []),
        ],
      },
    };
  },
  kind: () => 'waterfall',
  describe: (facts, _, telling) => describeWaterfall(facts, telling),
};

/** The steps between the first and the last, each with where it begins and ends. */
function betweenEnds(measure: Field, by: Field, keys: readonly (string | number)[]): readonly object[] {
  return [
    { filter: { field: by.name, oneOf: keys.slice(0, -1) } },
    { calculate: `indexof(${JSON.stringify(keys)}, datum[${JSON.stringify(by.name)}])`, as: 'step_place' },
    {
      window: [{ op: 'sum', field: measure.name, as: 'step_end' }],
      sort: [{ field: 'step_place' }],
      frame: [null, 0],
    },
    { calculate: `datum.step_end - datum[${JSON.stringify(measure.name)}]`, as: 'step_begin' },
    { filter: { field: by.name, oneOf: keys.slice(1, -1) } },
  ];
}

/** The steps between first and last. Fails where one is not known, or where they do not lead from the one to the other. */
function addedUp(chart: ShortChart, by: Field, steps: readonly string[]): readonly Exact[] {
  const { call, measure } = chart;
  const numbers = steps.map((step) => numberAt(chart, by, step));
  const [start, ...rest] = numbers;
  const end = rest.pop();
  if (start === undefined || end === undefined || rest.length === 0)
    return fail('content/argument.waterfall', call.at, { count: steps.length });
  const sum = rest.reduce(add, start);
  if (compare(sum, end) !== 0)
    fail('content/argument.come', call.at, {
      end: toPlainText(end),
      name: measure.name,
      sum: toPlainText(sum),
    });
  return rest;
}

function numberAt(chart: ShortChart, by: Field, step: string): Exact {
  const { call, measure } = chart;
  const row = rowsAlong(chart, [by]).find(({ keys }) => keys[by.name] === step);
  const number = exactIn(row?.measures[measure.name]);
  if (number !== undefined) return number;
  return fail('content/argument.step', call.at, { step, place: placeOf(row, measure) });
}

const placeOf = (row: Row | undefined, { name }: Field): string =>
  row === undefined ? '' : ` (${shownPlace(cellOrigin(row, name))})`;

/** Where a waterfall begins, each of its steps, and where it ends; that the steps lead there only where they do. */
export function describeWaterfall({ along, measure, series }: ChartFacts, telling: Telling): Description {
  const [one, ...more] = series;
  if (along === undefined || measure === undefined || one === undefined || more.length > 0) return silence;
  const points = numericPoints(one);
  const [first, ...steps] = points;
  const last = steps.pop();
  const { language } = telling;
  const speaker = new Speaker(telling);
  const name = ({ key }: SeriesPoint): string => namedCategory(along, key);
  const item = (point: SeriesPoint): string =>
    language.message('chart.category.item', { label: name(point), value: speaker.cell(point.row, measure) });
  // Over a step without a number nothing leads anywhere.
  if (first === undefined || last === undefined || points.length < one.points.length)
    return speaker.finish([
      language.message('chart.category.list', { list: one.points.map(item).join('; ') }),
    ]);
  const start = { from: name(first), first: speaker.cell(first.row, measure) };
  const list = steps.map(item).join('; ');
  const sum = steps.reduce((total, { value }) => add(total, value), add(first.value, zero));
  const end = { ...start, list, to: name(last), last: speaker.cell(last.row, measure) };
  const isWhole = compare(sum, last.value) === 0;
  return speaker.finish([language.message(`chart.waterfall.${isWhole ? 'whole' : 'other'}`, end)]);
}
