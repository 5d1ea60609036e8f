import { type ChartFacts, numericPoints } from '../charts/alternative/facts.js';
import {
  type Description,
  namedCategory,
  Speaker,
  silence,
  type Telling,
} from '../charts/alternative/telling.js';
import { isTime } from '../charts/times.js';
import { fail } from '../content/helpers/problem.js';
import type { Field } from '../model/dataset/dataset.js';
import { exactIn, type Value } from '../model/dataset/value.js';
import { compare } from '../model/exact.js';
import {
  asKey,
  type ChartForm,
  drawnCategories,
  drawnRows,
  firstAndLast,
  refuseSame,
  type ShortChart,
} from './chart-form.js';
import { muted, sortOf, standing } from './parts.js';

/**
 * `{{dumbbell "rents" by="district" split="year" year="2010|2016"}}`: two numbers on a row, and the way between them.
 */
export const dumbbell: ChartForm = {
  id: 'dumbbell',
  fieldParameters: ['by', 'split'],
  ownParameters: ['sort'],
  spec(chart) {
    const { call, measure } = chart;
    const by = chart.dimension('by');
    const split = chart.requiredDimension('split');
    refuseSame(call, by, split, 'split');
    const pair = pairOf(chart, split);
    const rows = endsOf(chart, by, split, pair);
    return {
      shown: [by, split],
      spec: {
        encoding: {
          // The left one of two numbers may stand before the axis.
          y: {
            field: by.name,
            ...standing(by),
            ...sortOf(chart, by),
            axis: { domain: false, labelPadding: 44 },
          },
        },
        layer: [
          {
            mark: { type: 'line', color: '#b8bcc4', strokeWidth: 4 },
            encoding: {
              x: { field: measure.name },
              detail: { field: by.name },
              order: { field: split.name, type: 'ordinal' },
            },
          },
          {
            mark: { type: 'point', size: 110 },
            encoding: {
              x: { field: measure.name },
              color: {
                field: split.name,
                ...standing(split),
                sort: pair.map((value) => asKey(split, value)),
              },
            },
          },
          numberAt('left', chart, ends(by, split, rows, false)),
          numberAt('right', chart, ends(by, split, rows, true)),
          ...(rows.some(({ missing }) => missing.length > 0) ? [wordOf(chart, by, split, rows)] : []),
        ],
      },
    };
  },
  kind: () => 'dumbbell',
  // Over time the way from first to last is told with its breaks and gaps.
  describe: (facts, _, telling) =>
    facts.along !== undefined && isTime(facts.along) ? undefined : describeDumbbell(facts, telling),
};

function pairOf(chart: ShortChart, split: Field): readonly [string, string] {
  const { call } = chart;
  const [first, second, ...more] = drawnCategories(chart, split);
  if (first !== undefined && second !== undefined && more.length === 0) return [first, second];
  const count = drawnCategories(chart, split).length;
  return fail('content/argument.dumbbell', call.hashAt(call.has(split.name) ? split.name : 'split'), {
    count,
    name: split.name,
    two: firstAndLast(split),
  });
}

/** The numbers at one side of the lines. */
const numberAt = (side: 'left' | 'right', { measure }: ShortChart, filter: object): object => ({
  mark: { type: 'text', align: side === 'right' ? 'left' : 'right', dx: side === 'right' ? 10 : -10 },
  transform: [{ filter: { field: measure.name, valid: true } }, { filter }],
  encoding: { x: { field: measure.name }, text: { field: measure.name } },
});

/** What stands where a number is missing. */
const wordOf = ({ measure }: ShortChart, by: Field, split: Field, rows: readonly Ends[]): object => ({
  mark: { type: 'text', align: 'right', color: muted },
  transform: [{ filter: { not: { field: measure.name, valid: true } } }, { filter: lost(by, split, rows) }],
  encoding: { x: { value: 'width' }, detail: { field: split.name }, text: { field: measure.name } },
});

/** Of a row, which end stands further right, and which has no number. */
interface Ends {
  readonly category: string;
  readonly right: string;
  readonly missing: readonly string[];
}

function endsOf(
  chart: ShortChart,
  by: Field,
  split: Field,
  pair: readonly [string, string],
): readonly Ends[] {
  const [first, second] = pair;
  const rows = drawnRows(chart, [by, split]);
  return drawnCategories(chart, by).map((category) => {
    const cellOf = (end: string): Value | undefined =>
      rows.find(({ keys }) => keys[by.name] === category && keys[split.name] === end)?.measures[
        chart.measure.name
      ];
    const missing = pair.filter((end) => cellOf(end) !== undefined && exactIn(cellOf(end)) === undefined);
    const [one, two] = [exactIn(cellOf(first)), exactIn(cellOf(second))];
    const isFirstRight = one !== undefined && (two === undefined || compare(one, two) > 0);
    return { category, right: isFirstRight ? first : second, missing };
  });
}

/** The rows whose numbers stand at one side of their line. */
function ends(by: Field, split: Field, all: readonly Ends[], isRight: boolean): object {
  const values = [...new Set(all.map(({ right }) => right))];
  const part = (right: string): object => {
    const own = { field: split.name, equal: asKey(split, right) };
    return {
      and: [
        {
          field: by.name,
          oneOf: all.filter((each) => each.right === right).map((each) => asKey(by, each.category)),
        },
        isRight ? own : { not: own },
      ],
    };
  };
  return { or: values.map(part) };
}

/** The rows of missing numbers, one of a category that has none: its word stands once on its line. */
function lost(by: Field, split: Field, all: readonly Ends[]): object {
  return {
    or: all.flatMap(({ category, missing: [value] }) =>
      value === undefined
        ? []
        : [
            {
              and: [
                { field: by.name, equal: asKey(by, category) },
                { field: split.name, equal: asKey(split, value) },
              ],
            },
          ],
    ),
  };
}

/** Rows beyond this many are not told one by one. */
const mostTold = 15;

/** Two groups on each row: both numbers and how far the second is from the first. */
function describeDumbbell({ along, measure, series, orders }: ChartFacts, telling: Telling): Description {
  const [first, second, ...more] = series;
  if (along === undefined || measure === undefined || first === undefined || second === undefined)
    return silence;
  const places = (orders.get(along) ?? []).filter((value) =>
    series.some(({ points }) => points.some(({ key }) => key === value)),
  );
  if (more.length > 0 || places.length > mostTold) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const sentences = places.map((place) => {
    const ends = [first, second].map((one) => ({
      label: language.labels(one.keys.map(({ field, value }) => namedCategory(field, value))),
      row: one.points.find(({ key }) => key === place)?.row,
      point: numericPoints(one).find(({ key }) => key === place),
    }));
    const items = ends.flatMap(({ label, row }) =>
      row === undefined
        ? []
        : [language.message('chart.category.item', { label, value: speaker.cell(row, measure) })],
    );
    const list = items.join('; ');
    const label = namedCategory(along, place);
    const [from, to] = ends.map(({ point }) => point);
    if (from === undefined || to === undefined) return language.message('chart.each-line', { label, list });
    return language.message('chart.apart', { label, list, change: speaker.change(from, to, measure) });
  });
  return speaker.finish(sentences);
}
