import { fail } from '../content/helpers/problem.js';
import { findCategory } from '../content/selection/fields.js';
import { shownPlace } from '../diagnostics.js';
import { cellOrigin } from '../model/dataset/cell.js';
import type { Field, Row } from '../model/dataset/dataset.js';
import { exactIn } from '../model/dataset/value.js';
import { add, compare, type Exact, exact, hundred, subtract, toPlainText, zero } from '../model/exact.js';
import {
  asKey,
  type ChartForm,
  drawnCategories,
  refuseSame,
  rowsAlong,
  type ShortChart,
} from './chart-form.js';
import { asAsked, standing } from './parts.js';

/** Answers to each side of the middle that a reader tells apart. */
const mostOnSide = 3;

/** The answers in their order, by the side at which they stand. */
interface Sides {
  readonly left: readonly string[];
  readonly neutral: readonly string[];
  readonly right: readonly string[];
  readonly apart: readonly string[];
}

/**
 * `{{likert "answers" by="statement" split="answer" neutral="neither" apart="dont-know"}}`: a bar for each statement, centred between
 * the answers against and for, half of the neutral one to each side, and what is apart at the right.
 */
export const likert: ChartForm = {
  id: 'likert',
  fieldParameters: ['by', 'split'],
  ownParameters: ['neutral', 'apart'],
  spec(chart) {
    const by = chart.dimension('by');
    const split = chart.requiredDimension('split');
    refuseSame(chart.call, by, split, 'split');
    const sides = sidesOf(chart, split);
    checkBases(chart, by, split);
    const { left, neutral, right, apart } = sides;
    const answers = [...left, ...neutral, ...right];
    return {
      shown: [by, split],
      spec: {
        height: { step: 34 },
        transform: placing(chart, by, split, sides),
        encoding: {
          y: { field: by.name, ...standing(by), ...asAsked(chart, by), axis: { domain: false } },
          color: {
            field: split.name,
            type: 'ordinal',
            sort: keysOf(split, [...answers, ...apart]),
            scale: { range: coloursOf(sides) },
          },
        },
        layer: [
          ...segments(chart, by, split, answers, '- datum.likert_shift'),
          ...(apart.length === 0 ? [] : segments(chart, by, split, apart, '+ datum.likert_edge')),
        ],
      },
    };
  },
  kind: () => 'diverging-bar',
};

const keysOf = (field: Field, values: readonly string[]): readonly (string | number)[] =>
  values.map((value) => asKey(field, value));

/** What each answer comes to in per cent, its place in the bar, and how far the bar reaches to each side of its middle. */
function placing({ measure }: ShortChart, by: Field, split: Field, sides: Sides): readonly object[] {
  const { left, neutral, right, apart } = sides;
  const isPercent = measure.unit === '%';
  const number = `datum[${JSON.stringify(measure.name)}]`;
  const groupby = [by.name];
  const placeIn = (values: readonly string[]): string =>
    `indexof(${JSON.stringify(keysOf(split, values))}, datum[${JSON.stringify(split.name)}])`;
  const half = (side: readonly string[]): string =>
    `(${placeIn(side)} >= 0 ? datum.${part} : 0) + (${placeIn(neutral)} >= 0 ? datum.${part} / 2 : 0)`;
  const base = { joinaggregate: [{ op: 'sum', field: measure.name, as: 'likert_base' }], groupby };
  return [
    ...(isPercent ? [] : [base]),
    { calculate: isPercent ? number : `100 * ${number} / datum.likert_base`, as: part },
    { calculate: placeIn([...left, ...neutral, ...right, ...apart]), as: 'likert_place' },
    { calculate: half(left), as: 'likert_left' },
    { calculate: half(right), as: 'likert_right' },
    {
      joinaggregate: [
        { op: 'sum', field: 'likert_left', as: 'likert_shift' },
        { op: 'sum', field: 'likert_right', as: 'likert_reach' },
      ],
      groupby,
    },
    { joinaggregate: [{ op: 'max', field: 'likert_reach', as: 'likert_most' }] },
    { calculate: `datum.likert_most + ${gap}`, as: 'likert_edge' },
  ];
}

/** Some answers one after the other, moved along the axis, and their numbers where there is room. */
function segments(
  { measure }: ShortChart,
  by: Field,
  split: Field,
  answers: readonly string[],
  shift: string,
): readonly object[] {
  const ends = ['likert_begin', 'likert_end'] as const;
  const stacked = [
    { filter: { field: split.name, oneOf: keysOf(split, answers) } },
    { stack: part, groupby: [by.name], sort: [{ field: 'likert_place' }], as: ends },
  ];
  const moved = ends.map((end) => ({ calculate: `datum.${end} ${shift}`, as: `${end}_at` }));
  const wide = { filter: { field: part, gte: leastShown } };
  const middle = { calculate: `(datum.likert_begin + datum.likert_end) / 2 ${shift}`, as: 'likert_middle' };
  return [
    {
      mark: { type: 'bar', stroke: '#ffffff', strokeWidth: 1 },
      encoding: {
        x: { field: 'likert_begin_at', type: 'quantitative', axis: null, scale: { nice: false } },
        x2: { field: 'likert_end_at' },
        detail: { field: measure.name },
      },
      transform: [...stacked, ...moved],
    },
    {
      mark: 'text',
      encoding: {
        x: { field: 'likert_middle', type: 'quantitative', axis: null },
        detail: { field: split.name },
        text: { field: measure.name },
      },
      transform: [...stacked, wide, middle],
    },
  ];
}

/** Per cent of all answers, whatever the measure is. */
const part = 'likert_part';

/** Between the longest bar and what stands apart, in per cent. */
const gap = 6;

/** Narrower segments have no room for their number, which the table has. */
const leastShown = 5;

function sidesOf(chart: ShortChart, split: Field): Sides {
  const { call } = chart;
  const read = (parameter: string): readonly string[] =>
    (call.text(parameter)?.split('|') ?? []).map((value) =>
      findCategory(split, value.trim(), call.hashAt(parameter)),
    );
  const [neutral, apart] = [read('neutral'), read('apart')];
  const answers = drawnCategories(chart, split).filter((value) => !apart.includes(value));
  const others = answers.filter((value) => !neutral.includes(value));
  const [first] = neutral;
  const middle = first === undefined ? others.length / 2 : answers.indexOf(first);
  const sides = { left: others.slice(0, middle), neutral, right: others.slice(middle), apart };
  const at = call.hashAt(call.has(split.name) ? split.name : 'split');
  if (neutral.length > 1 || (first !== undefined && middle < 0))
    return fail('content/argument.neutral', call.hashAt('neutral'), { neutral: neutral.join('|') });
  if (apart.length > 1)
    return fail('content/argument.apart', call.hashAt('apart'), { apart: apart.join('|') });
  if (sides.left.length !== sides.right.length || sides.left.length === 0)
    return fail('content/argument.middle', at, {
      count: sides.left.length,
      sidesRightCount: sides.right.length,
    });
  if (sides.left.length > mostOnSide)
    return fail('content/argument.side', at, { count: sides.left.length, mostOnSide });
  return sides;
}

/** From the strongest answer against to the strongest one for, in shades of the two colours of the house. */
function coloursOf({ left, neutral, right, apart }: Sides): readonly string[] {
  const shades = (colour: string): readonly string[] =>
    [colour, `${colour}-light`, `${colour}-pale`].slice(0, left.length);
  return [
    ...shades('second'),
    ...neutral.map(() => '#c6c6c6'),
    ...shades('accent').slice(0, right.length).reverse(),
    ...apart.map(() => '#8a8a8a'),
  ];
}

/** Fails where the answers to a statement are not known, or do not come to their base. */
function checkBases(chart: ShortChart, by: Field, split: Field): void {
  const { call, measure } = chart;
  const drawn = drawnCategories(chart, split);
  const all = rowsAlong(chart, [by, split]);
  for (const category of drawnCategories(chart, by)) {
    const rows = all.filter(({ keys }) => keys[by.name] === category);
    const sum = sumOf(
      chart,
      rows.filter(({ keys }) => drawn.includes(keys[split.name] ?? '')),
    );
    const total = rows.find(({ keys }) => keys[split.name] === split.total);
    const base = measure.unit === '%' ? hundred : exactIn(total?.measures[measure.name]);
    // Each share may be rounded by half of its last place.
    const most = measure.unit === '%' ? exact(BigInt(drawn.length), 2n) : zero;
    const off = base === undefined ? zero : subtract(sum, base);
    if (compare(off, most) <= 0 && compare(subtract(zero, off), most) <= 0) continue;
    fail('content/argument.sum', call.at, {
      sum: toPlainText(sum),
      category,
      base: base === undefined ? '' : toPlainText(base),
    });
  }
}

function sumOf({ call, measure }: ShortChart, rows: readonly Row[]): Exact {
  return rows.reduce((sum, row) => {
    const number = exactIn(row.measures[measure.name]);
    if (number !== undefined && compare(number, zero) >= 0) return add(sum, number);
    return fail('content/argument.likert', call.at, {
      shownPlace: shownPlace(cellOrigin(row, measure.name)),
    });
  }, zero);
}
