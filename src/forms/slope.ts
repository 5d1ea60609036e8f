import { fail } from '../content/helpers/problem.js';
import type { Field } from '../model/dataset/dataset.js';
import { isTimeType } from '../model/dataset/periods.js';
import { exactIn } from '../model/dataset/value.js';
import {
  asKey,
  type ChartForm,
  drawnCategories,
  firstAndLast,
  refuseMany,
  refuseSame,
  type ShortChart,
} from './chart-form.js';
import { highlightOf, isYear, numberWidth } from './parts.js';

/** Lines that a reader can follow between two times. */
const mostLines = 12;

/** Of them that a colour of their own tells apart. */
const mostColours = 4;

/** `{{slope "electricity" split="source" from=2001 to=2017}}`: a line for each category from one time to another. */
export const slope: ChartForm = {
  id: 'slope',
  fieldParameters: ['by', 'split'],
  ownParameters: ['highlight'],
  spec(chart) {
    const { call, measure } = chart;
    const by = timeOf(chart);
    const split = chart.requiredDimension('split');
    refuseSame(call, by, split, 'split');
    refuseMany(chart, split, mostLines, `name fewer, \`${split.name}="a|b"\`, or set them in a table`);
    const [first, second] = twoTimes(chart, by);
    const colour = coloursOf(chart, split);
    const number = { text: { field: measure.name }, ...colour, detail: { field: split.name } };
    const name = { text: { field: split.name }, ...colour };
    const at = (time: string): readonly object[] => [
      { filter: { field: measure.name, valid: true } },
      { filter: { field: by.name, equal: asKey(by, time) } },
    ];
    const before = (dx: number, transform: readonly object[], encoding: object): object => ({
      mark: { type: 'text', align: 'right', dx: -dx },
      transform,
      encoding,
    });
    const behind = (dx: number, encoding: object): object => ({
      mark: { type: 'text', align: 'left', dx },
      transform: at(second),
      encoding,
    });
    const lost = lostAt(chart, by, split, second);
    const ofLost = [...at(first), { filter: { field: split.name, oneOf: lost } }];
    return {
      shown: [by, split],
      filters: new Map([...chart.filters, [by, [first, second]]]),
      spec: {
        encoding: {
          x: {
            field: by.name,
            type: 'ordinal',
            axis: { orient: 'top', domain: false, grid: true },
            scale: { type: 'point', padding: 0.1 },
          },
          y: { field: measure.name, axis: null, scale: { zero: false } },
        },
        height: heightOf(split, drawnCategories(chart, split)),
        layer: [
          { mark: { type: 'line', point: true }, encoding: { ...colour, detail: { field: split.name } } },
          before(10, at(first), number),
          behind(10, number),
          behind(10 + numberWidth(chart, [second], by), name),
          ...(lost.length === 0 ? [] : [before(10 + numberWidth(chart, [first], by), ofLost, name)]),
        ],
      },
    };
  },
  kind: () => 'slope',
};

/** The dimension of times, of which a slope draws two. */
function timeOf(chart: ShortChart): Field {
  const { call, dataset } = chart;
  const by = chart.optionalDimension('by') ?? dataset.fields.find(isYear);
  if (by !== undefined && isTimeType(by.type)) return by;
  if (by === undefined) return fail('content/argument.days-absent', call.at, { name: dataset.name });
  return fail('content/argument.days', call.hashAt('by'), { name: by.name });
}

/** A colour for each line while there are few; of many, or where one is asked for, that one alone stands out. */
const coloursOf = (chart: ShortChart, split: Field): object =>
  highlightOf(chart, split) ??
  (drawnCategories(chart, split).length <= mostColours ? { color: { field: split.name } } : {});

/** A line for each name with what keeps it from the next. */
const heightOf = ({ categories }: Field, lines: readonly string[]): number => {
  const isLong = categories.some(({ value, label }) => lines.includes(value) && label.length > 24);
  return Math.max(240, lines.length * (isLong ? 38 : 24));
};

/** The categories without a number at a time: their names stand at the other end. */
function lostAt(chart: ShortChart, by: Field, split: Field, time: string): readonly string[] {
  const { dataset, measure } = chart;
  const known = dataset.rows
    .filter(({ keys, measures }) => keys[by.name] === time && exactIn(measures[measure.name]) !== undefined)
    .map(({ keys }) => keys[split.name]);
  return drawnCategories(chart, split).filter((value) => !known.includes(value));
}

/** Of `from` and `to` the ends; otherwise the two that the call names, or that there are. */
function twoTimes(chart: ShortChart, by: Field): readonly [string, string] {
  const { call } = chart;
  const times = drawnCategories(chart, by).toSorted();
  const isSpan = 'from' in call.hash && 'to' in call.hash;
  const [first, second, ...more] = isSpan
    ? times.filter((_, at) => at === 0 || at === times.length - 1)
    : times;
  if (first !== undefined && second !== undefined && more.length === 0) return [first, second];
  return fail('content/argument.times', call.hashAt(by.name), {
    count: times.length,
    name: by.name,
    two: firstAndLast(by),
  });
}
