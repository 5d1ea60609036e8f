import { fail } from '../content/helpers/problem.js';
import { shownPlace } from '../diagnostics.js';
import { greatest } from '../model/chart/extremes.js';
import { cellOrigin } from '../model/dataset/cell.js';
import type { Field, Row } from '../model/dataset/dataset.js';
import { exactIn } from '../model/dataset/value.js';
import { compare, toNumber, zero } from '../model/exact.js';
import {
  asKey,
  type ChartForm,
  drawnCategories,
  drawnRows,
  firstAndLast,
  refuseMany,
  refuseSame,
  type ShortChart,
} from './chart-form.js';
import { muted } from './parts.js';
import { describePyramid, joinSides } from './tell-pyramid.js';

/** Bands of age up to which each has a line of its own. */
const mostBands = 40;

/**
 * `{{pyramid "population" by="age" split="sex"}}`: two groups back to back on one scale, the ages upwards. `shares=true`: each bar
 * as a part of both groups together.
 */
export const pyramid: ChartForm = {
  id: 'pyramid',
  fieldParameters: ['by', 'split'],
  ownParameters: ['shares'],
  spec(chart) {
    const { call } = chart;
    const by = chart.dimension('by');
    const split = chart.requiredDimension('split');
    refuseSame(call, by, split, 'split');
    refuseMany(chart, by, mostBands, 'take wider bands');
    const [left, right, ...more] = drawnCategories(chart, split);
    if (left === undefined || right === undefined || more.length > 0)
      return fail('content/argument.pyramid', call.hashAt(call.has(split.name) ? split.name : 'split'), {
        count: drawnCategories(chart, split).length,
        name: split.name,
        two: firstAndLast(split),
      });
    const rows = drawnRows(chart, [by, split]);
    refuseNegative(chart, rows);
    const isShare = call.flag('shares');
    const side = sideOf(chart, by, split, {
      most: mostOf(chart, rows, isShare),
      isShare,
      hasGap: rows.some(({ measures }) => measures[chart.measure.name]?.kind === 'missing'),
    });
    return {
      shown: [by, split],
      spec: {
        ...(isShare ? { transform: sharesOf(chart) } : {}),
        spacing: 14,
        hconcat: [side(left, true), side(right, false)],
      },
    };
  },
  kind: () => 'pyramid',
  isMirrored: true,
  joined: joinSides,
  describe: describePyramid,
};

interface Scaling {
  /** Where both scales end. */
  readonly most: number;
  readonly isShare: boolean;
  /** A bar that is missing says why. */
  readonly hasGap: boolean;
}

function sideOf(
  chart: ShortChart,
  by: Field,
  split: Field,
  { most, isShare, hasGap }: Scaling,
): (value: string, isLeft: boolean) => object {
  const { measure } = chart;
  const length = isShare
    ? { field: share, type: 'quantitative', title: chart.language.message('content.percent-of-all') }
    : { field: measure.name };
  return (value, isLeft) => ({
    transform: [{ filter: { field: split.name, equal: asKey(split, value) } }],
    height: { step: 16 },
    ...(hasGap
      ? {
          layer: [
            { mark: 'bar', transform: [{ filter: { field: measure.name, valid: true } }] },
            wordOf(measure, split, isLeft),
          ],
        }
      : { mark: 'bar' }),
    encoding: {
      y: {
        field: by.name,
        sort: bottomUp(chart, by),
        scale: { paddingInner: 0.1, paddingOuter: 0.1 },
        // Zero is in the middle, so that no line stands at the names.
        axis: isLeft ? { domain: false } : null,
      },
      x: {
        ...length,
        scale: { domainMax: most, nice: false, ...(isLeft ? { reverse: true } : {}) },
        axis: { title: null, tickCount: 4 },
      },
      color: { field: split.name },
    },
  });
}

const wordOf = ({ name }: Field, split: Field, isLeft: boolean): object => ({
  mark: { type: 'text', align: isLeft ? 'right' : 'left', dx: isLeft ? -4 : 4, color: muted },
  transform: [{ filter: { not: { field: name, valid: true } } }],
  encoding: {
    x: { value: isLeft ? 'width' : 0 },
    color: null,
    detail: { field: split.name },
    text: { field: name },
  },
});

/** Fields of the chart's own; the data package has no names like these. */
const share = 'share_of_both';
const both = 'sum_of_both';

const sharesOf = ({ measure }: ShortChart): readonly object[] => [
  { joinaggregate: [{ op: 'sum', field: measure.name, as: both }] },
  { calculate: `100 * datum[${JSON.stringify(measure.name)}] / datum.${both}`, as: share },
];

/** The first band stands at the foot. */
const bottomUp = (chart: ShortChart, by: Field): readonly (string | number)[] =>
  drawnCategories(chart, by)
    .map((value) => asKey(by, value))
    .reverse();

/** A bar to the other side would be one of the other group. */
function refuseNegative({ call, measure }: ShortChart, rows: readonly Row[]): void {
  const row = rows.find(({ measures }) => compare(exactIn(measures[measure.name]) ?? zero, zero) < 0);
  if (row === undefined) return;
  const at = shownPlace(cellOrigin(row, measure.name));
  fail('content/argument.counts', call.at, { name: call.name, at });
}

/** The end of both scales, a round number that all bars fit under. */
function mostOf({ measure }: ShortChart, rows: readonly Row[], isShare: boolean): number {
  const numbers = rows.flatMap(({ measures }) => exactIn(measures[measure.name]) ?? []).map(toNumber);
  const sum = numbers.reduce((total, each) => total + each, 0);
  const highest = greatest([0, ...numbers]) * (isShare && sum > 0 ? 100 / sum : 1);
  const step = 10 ** Math.floor(Math.log10(highest || 1));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((part) => part * step).find((end) => end >= highest) ?? highest;
}
