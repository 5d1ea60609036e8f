import { neutral } from '../../model/chart/palette.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { fieldTitle } from '../compose/titles.js';
import type { Vega } from '../drawing/vega.js';
import {
  facetChannels,
  isObject,
  type JsonObject,
  markType,
  toArray,
  toObject,
  withChildren,
} from '../spec.js';

/** Marks that stand for a statistic of several rows and are drawn with several marks. */
const compositeMarks: readonly string[] = ['boxplot', 'errorbar', 'errorband'];

/** True for a view whose mark is one of {@link compositeMarks}. */
export const isComposite = (view: JsonObject): boolean => compositeMarks.includes(markType(view));

/**
 * A spec in which every box plot, error bar and error band is written out as the marks that draw it, with the
 * transforms that its numbers come from. So what it calculates is checked and published like any other calculation.
 */
export function withoutComposites(
  spec: JsonObject,
  dataset: PublishedDataset,
  normalize: Vega['normalize'],
  around: JsonObject = {},
): JsonObject {
  const encoding = merged(around, toObject(spec.encoding));
  if (!isComposite(spec))
    return withChildren(spec, '', (child) => withoutComposites(child, dataset, normalize, encoding));
  const axis = axisOfNumbers(spec, encoding, dataset);
  const mark = { ...toObject(spec.mark), type: markType(spec) };
  return axis === undefined ? spec : expanded(spec, { mark, encoding, axis, dataset, normalize });
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

/** A composite mark with all its channels, those of the views around it included. */
interface Composite {
  readonly mark: JsonObject;
  readonly encoding: JsonObject;
  /** Along which its numbers lie. */
  readonly axis: 'x' | 'y';
  readonly dataset: PublishedDataset;
  readonly normalize: Vega['normalize'];
}

function expanded(view: JsonObject, composite: Composite): JsonObject {
  const { encoding } = composite;
  const { mark: _, encoding: __, ...rest } = view;
  const layer = partsIn(normalized(composite), []).map((part) => restored(part, composite));
  const panels = Object.fromEntries(
    facetChannels.flatMap((name) => (encoding[name] ? [[name, encoding[name]]] : [])),
  );
  if (Object.keys(panels).length === 0) return { ...rest, layer };
  const { width, height, ...outside } = rest;
  const { facet = panels } = panels;
  return {
    ...outside,
    facet,
    spec: { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }), layer },
  };
}

/** The layers that Vega-Lite makes of a composite mark, which has to know what is a number and what a name. */
function normalized({ mark, encoding, axis, normalize }: Composite): JsonObject {
  const numbers = [axis, `${axis}2`, `${axis}Error`, `${axis}Error2`];
  const typed = Object.entries(encoding)
    .filter(([name]) => name !== 'tooltip')
    .map(([name, definition]): readonly [string, JsonObject] => [
      name,
      { type: numbers.includes(name) ? 'quantitative' : 'nominal', ...toObject(definition) },
    ]);
  const panels = typed.filter(([name]) => facetChannels.includes(name)).map(([, definition]) => definition);
  const plain = typed.filter(([name]) => !facetChannels.includes(name));
  const detail = [...toArray([encoding.detail].flat()).filter(isObject), ...panels];
  return normalize({
    mark: { ...mark, orient: axis === 'x' ? 'horizontal' : 'vertical' },
    encoding: { ...Object.fromEntries(plain), ...(detail.length > 0 && { detail }) },
  });
}

/** The marks in layers, each with all transforms that it comes after. */
function partsIn(view: JsonObject, before: readonly unknown[]): readonly JsonObject[] {
  const transform = [...before, ...toArray(view.transform)];
  if (view.layer === undefined) return [{ ...view, transform }];
  return toArray(view.layer).flatMap((child) => partsIn(toObject(child), transform));
}

/** What the parts of composite marks look like, by the styles that Vega-Lite gives them. The median of a box is seen in grey too. */
const looks: Readonly<Record<string, JsonObject>> = {
  'boxplot-rule': { color: neutral.ink },
  'boxplot-ticks': { color: neutral.ink, size: 8 },
  'boxplot-box': { fillOpacity: 0.4, stroke: neutral.ink, strokeWidth: 1 },
  'boxplot-median': { color: neutral.ink, thickness: 2 },
  'errorbar-ticks': { size: 8 },
  'errorband-band': { opacity: 0.3 },
};

/** A part with the channels of its mark, and the look of this part, as their author wrote them. */
function restored({ mark, encoding, transform }: JsonObject, composite: Composite): JsonObject {
  const { aria: _, ariaRoleDescription: __, ...own } = toObject(mark);
  const [, part = ''] = String(own.style).split('-');
  return {
    // Two measures are cells as they stand: Vega-Lite would copy them.
    transform: toArray(transform)
      .map(toObject)
      .filter(({ calculate }) => calculate === undefined || secondOf(composite) === undefined),
    mark: { ...own, ...looks[String(own.style)], ...toObject(composite.mark[part]) },
    encoding: Object.fromEntries(
      Object.entries(toObject(encoding)).flatMap(([name, made]) => {
        const isLost = name === 'tooltip' || (name === 'color' && part === 'median');
        const channel = isLost ? undefined : channelOf(name, toObject(made).field, composite);
        return channel === undefined ? [] : [[name, channel] as const];
      }),
    ),
  };
}

/** The measure at the upper end of an error bar or band whose ends are two measures. */
const secondOf = ({ encoding, axis }: Composite): unknown => toObject(encoding[`${axis}2`]).field;

/** A channel as its author wrote it, of the field that Vega-Lite made for it. */
function channelOf(name: string, made: unknown, composite: Composite): unknown {
  const { encoding, axis, dataset } = composite;
  const written = toObject(encoding[axis]);
  const second = secondOf(composite);
  const number = second === undefined ? made : String(made).startsWith('upper_') ? second : written.field;
  if (name === `${axis}2`) return { field: number };
  if (name === axis) {
    const measure = dataset.fields.find((field) => field.name === written.field);
    return { title: measure && fieldTitle(measure), ...written, field: number, type: 'quantitative' };
  }
  const { timeUnit, ...rest } = toObject(encoding[name]);
  return timeUnit === undefined ? encoding[name] : { type: 'temporal', title: null, ...rest, field: made };
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
