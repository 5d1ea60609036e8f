import { type JsonObject, toObject } from '../spec.js';
import type { Composite } from './composite.js';
import { marginCall, marginParts } from './margin.js';
import { numberChannel, partStyle } from './parts.js';

/** The aggregates on both sides of which a bar or band reaches. */
const distances: Readonly<Record<string, string>> = { stderr: 'stderr', stdev: 'stdev' };

/** Error bars and bands: from one end to the other, which are statistics of rows, or two measures of one. */
export function errorLayers(composite: Composite): readonly JsonObject[] {
  const { mark, axis, around } = composite;
  const { transform, from, to } = ends(composite);
  const number = numberChannel(composite);
  const encoding = { ...around, ...number(from, to) };
  if (mark.type === 'errorbar') {
    const tick = (end: string): JsonObject => ({
      transform,
      mark: {
        type: 'tick',
        orient: axis === 'y' ? 'horizontal' : 'vertical',
        size: 8,
        ...partStyle('end'),
        ...toObject(mark.ticks),
      },
      encoding: { ...around, ...number(end) },
    });
    const rule = { type: 'rule', ...partStyle('bar'), ...coloured(mark), ...toObject(mark.rule) };
    const hasTicks = mark.ticks === true || (typeof mark.ticks === 'object' && mark.ticks !== null);
    return [{ transform, mark: rule, encoding }, ...(hasTicks ? [tick(from), tick(to)] : [])];
  }
  // Without another axis a band goes from one side of the plot to the other. Source: Vega-Lite, `errorband.ts`.
  const isAlong = around.x !== undefined || around.y !== undefined;
  const straight = isAlong && typeof mark.interpolate === 'string' ? { interpolate: mark.interpolate } : {};
  const band = {
    type: isAlong ? 'area' : 'rect',
    opacity: 0.3,
    ...straight,
    ...partStyle('band'),
    ...coloured(mark),
    ...toObject(mark.band),
  };
  const hasBorders = mark.borders === true || (typeof mark.borders === 'object' && mark.borders !== null);
  const border = (end: string): JsonObject => ({
    transform,
    mark: { type: isAlong ? 'line' : 'rule', ...straight, ...partStyle('border'), ...toObject(mark.borders) },
    encoding: { ...around, ...number(end) },
  });
  return [{ transform, mark: band, encoding }, ...(hasBorders ? [border(from), border(to)] : [])];
}

const coloured = ({ color, opacity }: JsonObject): JsonObject => ({
  ...(typeof color === 'string' ? { color } : {}),
  ...(typeof opacity === 'number' ? { opacity } : {}),
});

/** The two ends, and the transforms that they come from. */
function ends({ mark, axis, measure, groupby, encoding }: Composite): {
  readonly transform: readonly JsonObject[];
  readonly from: string;
  readonly to: string;
} {
  const second = toObject(encoding[`${axis}2`]).field;
  if (typeof second === 'string') return { transform: [], from: measure, to: second };
  const error = toObject(encoding[`${axis}Error`]).field;
  if (typeof error === 'string') {
    const other = toObject(encoding[`${axis}Error2`]).field;
    const sum = (sign: '+' | '-', field: string, as: string): JsonObject => ({
      calculate: `datum[${JSON.stringify(measure)}] ${sign} datum[${JSON.stringify(field)}]`,
      as,
    });
    return {
      transform: [
        // A second error is written with its sign.
        typeof other === 'string' ? sum('+', other, '__lower') : sum('-', error, '__lower'),
        sum('+', error, '__upper'),
      ],
      from: '__lower',
      to: '__upper',
    };
  }
  const center = mark.center ?? (mark.extent === 'iqr' ? 'median' : 'mean');
  const extent = mark.extent ?? (center === 'median' ? 'iqr' : 'stderr');
  if (extent === 'iqr') {
    const aggregate = [
      { op: 'q1', field: measure, as: '__lower_box' },
      { op: 'q3', field: measure, as: '__upper_box' },
    ];
    return { transform: [{ aggregate, groupby }], from: '__lower_box', to: '__upper_box' };
  }
  const isInterval = extent === 'ci';
  const aggregate = [
    { op: center === 'median' && !isInterval ? 'median' : 'mean', field: measure, as: '__center' },
    {
      op: distances[String(extent)] ?? 'stderr',
      field: measure,
      as: isInterval ? marginParts.error : '__distance',
    },
    ...(isInterval ? [{ op: 'valid', field: measure, as: marginParts.count }] : []),
  ];
  return {
    transform: [
      { aggregate, groupby },
      ...(isInterval ? [{ calculate: marginCall, as: '__distance' }] : []),
      { calculate: 'datum.__center - datum.__distance', as: '__lower' },
      { calculate: 'datum.__center + datum.__distance', as: '__upper' },
    ],
    from: '__lower',
    to: '__upper',
  };
}
