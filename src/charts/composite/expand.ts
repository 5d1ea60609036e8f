import type { PublishedDataset } from '../../model/dataset.js';
import { facetChannels, isObject, type JsonObject, listKeys, markType, toArray, toObject } from '../spec.js';
import { fieldTitle } from '../titles.js';
import { boxLayers } from './box.js';
import type { Composite } from './composite.js';
import { errorLayers } from './error.js';

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
  const lists = listKeys.flatMap((key) =>
    spec[key] === undefined
      ? []
      : [
          [
            key,
            toArray(spec[key]).map((child) =>
              isObject(child) ? withoutComposites(child, dataset, encoding) : child,
            ),
          ],
        ],
  );
  const inner = isObject(spec.spec) ? { spec: withoutComposites(spec.spec, dataset, encoding) } : {};
  return { ...spec, ...Object.fromEntries(lists), ...inner };
}

/** True for a view whose mark is one of {@link compositeMarks}. */
export function isComposite(view: JsonObject): boolean {
  const known: readonly string[] = compositeMarks;
  return known.includes(markType(view));
}

function merged(around: JsonObject, own: JsonObject): JsonObject {
  const all = { ...around };
  return Object.fromEntries(
    Object.entries({ ...all, ...own })
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
