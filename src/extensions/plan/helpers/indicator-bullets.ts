import type { Call, Scope } from '../../../content/helpers/call.js';
import { idOf } from '../../../content/helpers/table.js';
import type { ChartBlock, Label } from '../../../content/printable.js';
import { attributeOf } from '../../../content/selection/filters.js';
import { greatest, least } from '../../../model/chart/extremes.js';
import { neutral } from '../../../model/chart/palette.js';
import type { Category, Row } from '../../../model/dataset/dataset.js';
import { isNumeric, toExact } from '../../../model/dataset/value.js';
import { toDouble } from '../../../model/exact.js';
import { captionOf, fieldOf, idFrom, ofObjective, type Plan, planHelper } from './plan.js';
import { noIndicators, selectIndicators } from './selection.js';

/**
 * `{{indicator-bullets objective="1"}}`: the indicators as a bullet chart, each on a scale of its own from zero. The
 * value of the year is a bar, its target a line across, the baseline a ring, each with its number. It is a chart like
 * any other: checked, drawn and put into words by the charts stage.
 */
export const indicatorBullets = planHelper(
  'indicator-bullets',
  ['objective'],
  ['caption', 'id', 'here'],
  indicatorBulletsOf,
);

export function indicatorBulletsOf(call: Call, plan: Plan, scope: Scope): ChartBlock | Label {
  const { objective, rows } = selectIndicators(call, plan);
  if (rows.length === 0) return noIndicators(objective, scope.language);
  const years = baselineYears(plan, rows);
  const chart = { ...headOf(call, objective, years, scope), ...drawingOf(plan, objective, rows, years) };
  return { kind: 'made-chart', chart, at: call.at };
}

/** The years of the baselines, each once. */
function baselineYears(plan: Plan, rows: readonly Row[]): string[] {
  const years = rows.map((row) => attributeOf(row, fieldOf(plan.indicators, 'baseline-year')));
  return [...new Set(years)].filter((year) => year !== '').sort();
}

function headOf(
  call: Call,
  objective: Category | undefined,
  years: readonly string[],
  { language, edition }: Scope,
): object {
  const title = ofObjective(language, 'scorecard', objective);
  const [year, ...others] = years;
  const only = year !== undefined && others.length === 0;
  return {
    name: idOf(call, idFrom('fig-indicators', objective?.value)),
    title: {
      text: captionOf(call, title),
      subtitle: language.message('content.plan.bullets-subtitle', {
        year: `${edition}`,
        baseline: only ? year : 'none',
      }),
    },
    allow: { 'two-axes': language.message('content.plan.bullets-scales') },
    data: { name: 'plan-indicators' },
    ...(call.flag('here') && { here: true }),
  };
}

/** Pixels from one bullet to the next: a line above and one below the bar, a second one for years, and what keeps rows apart. */
const step = { plain: 58, dated: 72 };

const valid = (name: string): string => `isValid(datum['${name}'])`;

/** A panel for each indicator, since each has a unit and a scale of its own. */
function drawingOf(
  plan: Plan,
  objective: Category | undefined,
  rows: readonly Row[],
  years: readonly string[],
): object {
  const dated = years.length > 1;
  const end = endOfNoughts(rows);
  const y = {
    field: 'indicator',
    type: 'nominal',
    title: null,
    // The zero line is drawn beside the bar alone: a number at zero would be struck through by a longer one.
    axis: { labelPadding: unitWidth(plan, rows), domain: false },
  };
  return {
    ...(objective === undefined
      ? {}
      : { transform: [{ filter: { field: 'objective', equal: objective.value } }] }),
    facet: { row: { field: 'indicator', type: 'nominal', header: null } },
    spacing: 0,
    resolve: { scale: { x: 'independent', y: 'independent' } },
    spec: {
      height: dated ? step.dated : step.plain,
      encoding: { y },
      layer: [...marks(end), ...numbers(end), ...(dated ? [datedBaseline(end)] : []), ...words()],
    },
  };
}

/** Room for the units between the names and the bars, in pixels: letters of labels are less than 7 wide. */
function unitWidth(plan: Plan, rows: readonly Row[]): number {
  const unit = fieldOf(plan.indicators, 'unit');
  const value = (row: Row): number => {
    const actual = row.measures.actual;
    return actual !== undefined && isNumeric(actual) ? 7 : 0;
  };
  return 24 + 7 * greatest(rows.map((row) => Math.max(attributeOf(row, unit).length, value(row))));
}

/**
 * Where the scale of an indicator ends whose numbers are all nought: without an end vega draws its zero in the middle. No more
 * than the others reach, whose scales stay their own.
 */
function endOfNoughts(rows: readonly Row[]): number {
  const ends = rows.map(({ measures: { actual, target, baseline } }) =>
    greatest(
      [actual, target, baseline].map((value) => (value && isNumeric(value) ? toDouble(toExact(value)) : 0)),
    ),
  );
  return least([1, ...ends.filter((end) => end > 0)]);
}

const x = (field: string, end: number) => ({
  field,
  type: 'quantitative',
  title: null,
  axis: null,
  scale: { domain: { unionWith: [0, end] } },
});

const marks = (end: number): object[] => [
  { mark: { type: 'tick', thickness: 1, size: 20, color: 'ink' }, encoding: { x: { value: 0 } } },
  { mark: { type: 'bar', height: 10 }, encoding: { x: x('actual', end) } },
  // Ink hardly shows on a bar of a dark house, so that an edge of paper stands between the two.
  {
    mark: { type: 'tick', thickness: 6, size: 20, color: 'ink', stroke: neutral.paper, strokeWidth: 3 },
    encoding: { x: x('target', end) },
  },
  {
    mark: { type: 'point', size: 55, fill: neutral.paper, stroke: 'ink', strokeWidth: 2 },
    encoding: { x: x('baseline', end) },
  },
];

const text = (style: object, place: object, field: string, filter?: string): object => ({
  mark: { type: 'text', ...style },
  ...(filter === undefined ? {} : { transform: [{ filter }] }),
  encoding: { x: place, text: { field } },
});

/** The numbers stay apart: that of the value before the bar, that of the target above it, that of the baseline below it. */
const numbers = (end: number): object[] => [
  text({ align: 'right', dx: -14, fontWeight: 700 }, { value: 0 }, 'actual', valid('actual')),
  text({ align: 'left', dx: 10, color: 'muted' }, { value: 0 }, 'actual', `!${valid('actual')}`),
  text({ dy: -17 }, x('target', end), 'target', valid('target')),
  text({ dy: 16, color: 'muted' }, x('baseline', end), 'baseline', valid('baseline')),
];

const datedBaseline = (end: number): object =>
  text({ dy: 29, color: 'muted' }, x('baseline', end), 'baseline-year', valid('baseline'));

/** The unit below the value; what came of it, and which way is better; why there is no score, where a number is missing. */
const words = (): object[] => {
  const unscored = (dy: number, filter: string): object =>
    text({ align: 'left', dx: 4, dy, color: 'muted' }, { value: 0 }, 'fulfilment', filter);
  return [
    text({ align: 'right', dx: -14, dy: 13, color: 'muted' }, { value: 0 }, 'unit'),
    text({ align: 'left', dx: 20 }, { value: 'width' }, 'verdict'),
    text({ align: 'left', dx: 20, dy: 13, color: 'muted' }, { value: 'width' }, 'direction'),
    // Of a neutral one the words at its right say it.
    unscored(-17, `${valid('actual')} && !${valid('target')} && datum.verdict != 'not-scored'`),
    unscored(16, `${valid('actual')} && ${valid('target')} && !${valid('baseline')}`),
  ];
};
