import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { fieldTitle } from '../compose/titles.js';
import {
  facetChannels,
  isObject,
  type JsonObject,
  markType,
  toArray,
  toObject,
  withChildren,
} from '../spec.js';
import { boxLayers } from './box.js';
import { type Composite, numberChannel, partStyle } from './parts.js';

/** Error bars and bands: from one end to the other, which are statistics of rows, or two measures of one. */
function errorLayers(composite: Composite): readonly JsonObject[] {
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
    const hasTicks = mark.ticks === true || isObject(mark.ticks);
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
  const hasBorders = mark.borders === true || isObject(mark.borders);
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
  const aggregate = [
    { op: center, field: measure, as: '__center' },
    { op: extent, field: measure, as: '__distance' },
  ];
  return {
    transform: [
      { aggregate, groupby },
      { calculate: 'datum.__center - datum.__distance', as: '__lower' },
      { calculate: 'datum.__center + datum.__distance', as: '__upper' },
    ],
    from: '__lower',
    to: '__upper',
  };
}

/** Marks that stand for a statistic of several rows and are drawn with several marks. */
const compositeMarks = ['boxplot', 'errorbar', 'errorband'] as const;

/**
 * A spec in which every box plot, error bar and error band is written out as the marks that draw it, with the
 * transforms that its numbers come from. So what it calculates is checked and published like any other calculation.
 */
export function withoutComposites(
  spec: JsonObject,
  dataset: PublishedDataset,
  around: JsonObject = {},
): JsonObject {
  const encoding = merged(around, toObject(spec.encoding));
  if (isComposite(spec)) return expanded(spec, encoding, dataset);
  return withChildren(spec, '', (child) => withoutComposites(child, dataset, encoding));
}

/** True for a view whose mark is one of {@link compositeMarks}. */
export function isComposite(view: JsonObject): boolean {
  const known: readonly string[] = compositeMarks;
  return known.includes(markType(view));
}

function merged(around: JsonObject, own: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ ...around, ...own })
      .filter(([, definition]) => definition !== null)
      .map(([name, definition]) => [
        name,
        isObject(definition) ? { ...toObject(around[name]), ...definition } : definition,
      ]),
  );
}

function expanded(view: JsonObject, encoding: JsonObject, dataset: PublishedDataset): JsonObject {
  const axis = axisOfNumbers(view, encoding, dataset);
  if (axis === undefined) return view;
  const own = toObject(encoding[axis]);
  const mark = { ...toObject(view.mark), type: markType(view) };
  const numeric = [axis, `${axis}2`, `${axis}Error`, `${axis}Error2`];
  const others = Object.entries(encoding).filter(([name]) => !numeric.includes(name) && name !== 'tooltip');
  const { around, units } = inUnits(others);
  const groupby = [
    ...new Set(
      Object.values(around).flatMap((definition) => {
        const { field } = toObject(definition);
        return typeof field === 'string' ? [field] : [];
      }),
    ),
  ];
  const field = dataset.fields.find(({ name }) => name === own.field);
  const composite: Composite = {
    mark,
    axis,
    own: { title: field === undefined ? undefined : fieldTitle(field), ...own },
    measure: String(own.field),
    around: Object.fromEntries(Object.entries(around).filter(([name]) => !facetChannels.includes(name))),
    groupby,
    encoding,
  };
  const layer = mark.type === 'boxplot' ? boxLayers(composite) : errorLayers(composite);
  const { mark: _, encoding: __, ...kept } = view;
  const rest = units.length === 0 ? kept : { ...kept, transform: [...toArray(kept.transform), ...units] };
  const panels = Object.fromEntries(
    facetChannels.flatMap((name) => (encoding[name] ? [[name, encoding[name]]] : [])),
  );
  if (Object.keys(panels).length === 0) return { ...rest, layer };
  const { transform, width, height, ...outside } = rest;
  const { facet = panels } = panels;
  return {
    ...outside,
    ...(transform === undefined ? {} : { transform }),
    facet,
    spec: { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }), layer },
  };
}

/** Rows are put together by their units of time, and stand at these: each becomes a field of its own. */
function inUnits(channels: readonly (readonly [string, unknown])[]): {
  readonly around: JsonObject;
  readonly units: readonly JsonObject[];
} {
  const units = new Map<string, JsonObject>();
  const around = channels.map(([name, definition]): readonly [string, unknown] => {
    const { timeUnit, field, ...rest } = toObject(definition);
    if (typeof timeUnit !== 'string' || typeof field !== 'string') return [name, definition];
    const as = `${timeUnit}_${field}`;
    units.set(as, { timeUnit, field, as });
    return [name, { type: 'temporal', title: null, ...rest, field: as }];
  });
  return { around: Object.fromEntries(around), units: [...units.values()] };
}

/** The axis along which the numbers stand: as the mark says, else that of the measure. */
function axisOfNumbers(
  view: JsonObject,
  encoding: JsonObject,
  { fields }: PublishedDataset,
): 'x' | 'y' | undefined {
  const { orient } = toObject(view.mark);
  const isNumeric = (axis: 'x' | 'y'): boolean => {
    const { field, type, aggregate, bin } = toObject(encoding[axis]);
    if (typeof field !== 'string' || aggregate !== undefined || bin !== undefined) return false;
    const known = fields.find(({ name }) => name === field);
    return known === undefined ? type === 'quantitative' : known.role === 'measure';
  };
  if (orient === 'horizontal' && isNumeric('x')) return 'x';
  if (orient === 'vertical' && isNumeric('y')) return 'y';
  return (['y', 'x'] as const).find(isNumeric);
}
