import { neutral } from '../../model/chart/palette.js';
import { isObject, type JsonObject, toObject } from '../spec.js';
import { type Composite, numberChannel, partStyle } from './parts.js';

/** How far whiskers reach where the author says nothing: as far as cells that are within so many times the box from it. */
const standardReach = 1.5;

/**
 * A box from the lower to the upper quartile with the median in it. Its whiskers end at the last cells within `extent` times
 * the height of the box, and what lies beyond is drawn cell by cell; with `extent: min-max` they end at the least and the
 * greatest. Source: Tukey, Exploratory Data Analysis (1977); vega-lite's `boxplot`.
 */
export function boxLayers(composite: Composite): readonly JsonObject[] {
  const { mark } = composite;
  const numbers = numbersOf(composite);
  const isWhole = mark.extent === 'min-max';
  const hasBeyond = !isWhole && mark.outliers !== false;
  const hasTicks = mark.ticks === true || isObject(mark.ticks);
  const whiskers = [numbers.box, ...(isWhole ? [] : [{ filter: numbers.within }]), numbers.ends];
  return [
    ...(hasBeyond ? [beyond(composite, [numbers.box, { filter: `!(${numbers.within})` }])] : []),
    whisker(composite, whiskers, '__lower_whisker', '__lower_box'),
    whisker(composite, whiskers, '__upper_box', '__upper_whisker'),
    ...(hasTicks ? ['__lower_whisker', '__upper_whisker'].map((end) => tick(composite, whiskers, end)) : []),
    box(composite, numbers.middle),
    median(composite, numbers.middle),
  ];
}

/** The transforms that its numbers come from, and the test for cells that are no farther off than whiskers reach. */
function numbersOf({ mark, measure, groupby }: Composite) {
  const reach = typeof mark.extent === 'number' ? mark.extent : standardReach;
  const quartiles = [
    { op: 'q1', field: measure, as: '__lower_box' },
    { op: 'q3', field: measure, as: '__upper_box' },
  ];
  const [value, low, high] = [measure, '__lower_box', '__upper_box'].map(
    (name) => `datum[${JSON.stringify(name)}]`,
  );
  const length = `${reach} * (${high} - ${low})`;
  return {
    box: { joinaggregate: quartiles, groupby },
    within: `${value} >= ${low} - ${length} && ${value} <= ${high} + ${length}`,
    ends: {
      aggregate: [
        { op: 'min', field: measure, as: '__lower_whisker' },
        { op: 'max', field: measure, as: '__upper_whisker' },
        { op: 'min', field: '__lower_box', as: '__lower_box' },
        { op: 'max', field: '__upper_box', as: '__upper_box' },
      ],
      groupby,
    },
    middle: { aggregate: [...quartiles, { op: 'median', field: measure, as: '__median' }], groupby },
  };
}

/** The channels around a part that is no box: the size of a box plot is the width of its box, and its colour fills that. */
function aroundParts({ around }: Composite): JsonObject {
  const { size: _, color: __, fill: ___, ...plain } = around;
  return plain;
}

const orientOf = ({ axis }: Composite): string => (axis === 'y' ? 'horizontal' : 'vertical');
const widthOf = ({ mark }: Composite): number => (typeof mark.size === 'number' ? mark.size : 18);

function beyond(composite: Composite, transform: readonly JsonObject[]): JsonObject {
  const { size: _, ...around } = composite.around;
  return {
    transform,
    mark: { type: 'point', ...partStyle('beyond'), ...toObject(composite.mark.outliers) },
    encoding: { ...around, ...numberChannel(composite)(composite.measure) },
  };
}

function whisker(
  composite: Composite,
  transform: readonly JsonObject[],
  from: string,
  to: string,
): JsonObject {
  return {
    transform,
    mark: { type: 'rule', color: neutral.ink, ...partStyle('whisker'), ...toObject(composite.mark.rule) },
    encoding: { ...aroundParts(composite), ...numberChannel(composite)(from, to) },
  };
}

function tick(composite: Composite, transform: readonly JsonObject[], end: string): JsonObject {
  return {
    transform,
    mark: {
      type: 'tick',
      orient: orientOf(composite),
      size: 8,
      color: neutral.ink,
      ...partStyle('end'),
      ...toObject(composite.mark.ticks),
    },
    encoding: { ...aroundParts(composite), ...numberChannel(composite)(end) },
  };
}

function box(composite: Composite, middle: JsonObject): JsonObject {
  const { mark, around } = composite;
  const isColoured = around.color !== undefined || around.fill !== undefined;
  return {
    transform: [middle],
    mark: {
      type: 'bar',
      size: widthOf(composite),
      // The median in it is seen in grey too.
      fillOpacity: 0.4,
      stroke: neutral.ink,
      strokeWidth: 1,
      ...(typeof mark.color === 'string' && !isColoured ? { color: mark.color } : {}),
      ...partStyle('box'),
      ...toObject(mark.box),
    },
    encoding: { ...around, ...numberChannel(composite)('__lower_box', '__upper_box') },
  };
}

function median(composite: Composite, middle: JsonObject): JsonObject {
  const { size } = composite.around;
  return {
    transform: [middle],
    mark: {
      type: 'tick',
      size: widthOf(composite),
      thickness: 2,
      orient: orientOf(composite),
      color: neutral.ink,
      ...partStyle('median'),
      ...toObject(composite.mark.median),
    },
    encoding: {
      ...aroundParts(composite),
      ...(size === undefined ? {} : { size }),
      ...numberChannel(composite)('__median'),
    },
  };
}
