import { neutral } from '../../model/chart/palette.js';
import { isObject, type JsonObject, toObject } from '../spec.js';
import type { Composite } from './composite.js';
import { numberChannel, partStyle } from './parts.js';

/** How far whiskers reach where the author says nothing: as far as cells that are within so many times the box from it. */
const standardReach = 1.5;

/**
 * A box from the lower to the upper quartile with the median in it. Its whiskers end at the last cells within `extent` times
 * the height of the box, and what lies beyond is drawn cell by cell; with `extent: min-max` they end at the least and the
 * greatest. Source: Tukey, Exploratory Data Analysis (1977); vega-lite's `boxplot`.
 */
export function boxLayers(composite: Composite): readonly JsonObject[] {
  const { mark, axis, groupby, measure, around } = composite;
  const reach = typeof mark.extent === 'number' ? mark.extent : standardReach;
  const isWhole = mark.extent === 'min-max';
  const box = [
    { op: 'q1', field: measure, as: '__lower_box' },
    { op: 'q3', field: measure, as: '__upper_box' },
  ];
  const [value, low, high] = [measure, '__lower_box', '__upper_box'].map(
    (name) => `datum[${JSON.stringify(name)}]`,
  );
  const length = `${reach} * (${high} - ${low})`;
  const within = `${value} >= ${low} - ${length} && ${value} <= ${high} + ${length}`;
  const boxed = { joinaggregate: box, groupby };
  const whiskers = [
    ...(isWhole ? [boxed] : [boxed, { filter: within }]),
    {
      aggregate: [
        { op: 'min', field: measure, as: '__lower_whisker' },
        { op: 'max', field: measure, as: '__upper_whisker' },
        { op: 'min', field: '__lower_box', as: '__lower_box' },
        { op: 'max', field: '__upper_box', as: '__upper_box' },
      ],
      groupby,
    },
  ];
  const middle = {
    aggregate: [...box, { op: 'median', field: measure, as: '__median' }],
    groupby,
  };
  // The size of a box plot is the width of its box.
  const { size: boxSize, ...unsized } = around;
  const { color: _, fill: __, ...uncoloured } = unsized;
  const across = axis === 'y' ? 'x' : 'y';
  const number = numberChannel(composite);
  const whisker = (from: string, to: string): JsonObject => ({
    transform: whiskers,
    mark: { type: 'rule', color: neutral.ink, ...partStyle('whisker'), ...toObject(mark.rule) },
    encoding: { ...uncoloured, ...number(from, to) },
  });
  const tick = (end: string): JsonObject => ({
    transform: whiskers,
    mark: {
      type: 'tick',
      orient: across === 'x' ? 'horizontal' : 'vertical',
      size: 8,
      color: neutral.ink,
      ...partStyle('end'),
      ...toObject(mark.ticks),
    },
    encoding: { ...uncoloured, ...number(end) },
  });
  const hasTicks = mark.ticks === true || isObject(mark.ticks);
  const size = typeof mark.size === 'number' ? mark.size : 18;
  const isColoured = around.color !== undefined || around.fill !== undefined;
  return [
    ...(isWhole || mark.outliers === false
      ? []
      : [
          {
            transform: [boxed, { filter: `!(${within})` }],
            mark: { type: 'point', ...partStyle('beyond'), ...toObject(mark.outliers) },
            encoding: { ...unsized, ...number(measure) },
          },
        ]),
    whisker('__lower_whisker', '__lower_box'),
    whisker('__upper_box', '__upper_whisker'),
    ...(hasTicks ? [tick('__lower_whisker'), tick('__upper_whisker')] : []),
    {
      transform: [middle],
      mark: {
        type: 'bar',
        size,
        // The median in it is seen in grey too.
        fillOpacity: 0.4,
        stroke: neutral.ink,
        strokeWidth: 1,
        ...(typeof mark.color === 'string' && !isColoured ? { color: mark.color } : {}),
        ...partStyle('box'),
        ...toObject(mark.box),
      },
      encoding: { ...around, ...number('__lower_box', '__upper_box') },
    },
    {
      transform: [middle],
      mark: {
        type: 'tick',
        size,
        thickness: 2,
        orient: across === 'x' ? 'horizontal' : 'vertical',
        color: neutral.ink,
        ...partStyle('median'),
        ...toObject(mark.median),
      },
      encoding: { ...uncoloured, ...(boxSize === undefined ? {} : { size: boxSize }), ...number('__median') },
    },
  ];
}
