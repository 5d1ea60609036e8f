import { fewestInHistogram, thingsCounted } from '../charts/form.js';
import { fail } from '../content/helpers/problem.js';
import type { Field } from '../model/dataset/dataset.js';
import { horizontalBars } from './bars.js';
import {
  asKey,
  type ChartForm,
  drawnCategories,
  drawnRows,
  refuseMany,
  type ShortChart,
} from './chart-form.js';
import { muted } from './parts.js';

/** Bands whose bars have room for their numbers. */
const mostBands = 25;

/**
 * `{{histogram "victims" by="age"}}`: a bar for each band along a scale, as wide as the band and as high as makes its
 * area the number. So bands of unlike width can be compared. Of few things there are bars: the shape would be chance.
 */
export const histogram: ChartForm = {
  id: 'histogram',
  fieldParameters: ['by'],
  ownParameters: [],
  spec(chart) {
    const { measure } = chart;
    const by = chart.dimension('by');
    refuseMany(chart, by, mostBands, 'take wider bands');
    const drawn = drawnCategories(chart, by);
    const bands = by.categories.filter(({ value }) => drawn.includes(value));
    refuseOpen(chart, by, bands);
    refuseRate(chart);
    if (thingsCounted(measure, drawnRows(chart, [by])) < fewestInHistogram)
      return { shown: [by], spec: horizontalBars(chart, by) };
    const [from, to] = [`${by.name}_from`, `${by.name}_to`].map((name) => `datum[${JSON.stringify(name)}]`);
    const only =
      drawn.length < by.categories.length
        ? [{ filter: { field: by.name, oneOf: drawn.map((value) => asKey(by, value)) } }]
        : [];
    return {
      shown: [by],
      spec: {
        transform: [
          ...only,
          {
            calculate: `datum[${JSON.stringify(measure.name)}] / (${to} - ${from})`,
            as: 'number_per_unit',
          },
          { calculate: `(${from} + ${to}) / 2`, as: 'middle_of_band' },
        ],
        layer: [
          barsOf(measure, by, bands),
          inBand(measure, by, { isKnown: true, y: height }),
          ...(hasGap(chart, drawn, by)
            ? [inBand(measure, by, { isKnown: false, y: { value: 'height' } })]
            : []),
        ],
      },
    };
  },
};

/** How high a bar is, so that its area is the number. */
const height = { field: 'number_per_unit', type: 'quantitative', axis: null };

function barsOf(measure: Field, by: Field, bands: Field['categories']): object {
  const ends = [...new Set(bands.flatMap(({ bounds }) => bounds ?? []))].sort((a, b) => a - b);
  return {
    transform: [{ filter: { field: measure.name, valid: true } }],
    mark: { type: 'bar', stroke: '#ffffff', strokeWidth: 1 },
    encoding: {
      x: {
        field: `${by.name}_from`,
        type: 'quantitative',
        title: by.title,
        scale: { domain: [ends[0], ends.at(-1)], nice: false, zero: false },
        axis: {
          values: ends,
          tickCount: ends.length,
          tickMinStep: 0,
          labelOverlap: false,
          grid: false,
          ticks: true,
          domain: true,
        },
      },
      x2: { field: `${by.name}_to` },
      y: height,
      y2: { datum: 0 },
      detail: [{ field: by.name }, { field: measure.name }],
    },
  };
}

/** The number of a band above its bar, or the word that stands where a number is missing. */
function inBand(
  { name }: Field,
  by: Field,
  { isKnown, y }: { readonly isKnown: boolean; readonly y: object },
): object {
  const known = { field: name, valid: true };
  return {
    transform: [{ filter: isKnown ? known : { not: known } }],
    mark: { type: 'text', baseline: 'bottom', dy: -4, ...(isKnown ? {} : { color: muted }) },
    encoding: {
      x: { field: 'middle_of_band', type: 'quantitative' },
      y,
      detail: { field: by.name },
      text: { field: name },
    },
  };
}

function refuseOpen({ call }: ShortChart, by: Field, bands: Field['categories']): void {
  const open = bands.find(({ bounds }) => bounds === undefined);
  if (open === undefined) return;
  fail('content/argument.bounds', call.hashAt(call.has(by.name) ? by.name : 'by'), {
    value: open.value,
    name: by.name,
  });
}

function refuseRate({ call, measure }: ShortChart): void {
  if (measure.additive !== false && measure.unit !== '%') return;
  fail('content/argument.histogram', call.hash.measure === undefined ? call.at : call.hashAt('measure'), {
    name: measure.name,
  });
}

/** True where a band has no number: that is said in its place. */
const hasGap = ({ dataset, measure }: ShortChart, drawn: readonly string[], by: Field): boolean =>
  dataset.rows.some(
    ({ keys, measures }) => drawn.includes(keys[by.name] ?? '') && measures[measure.name]?.kind === 'missing',
  );
