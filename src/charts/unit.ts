import type { Field, PublishedDataset } from '../model/dataset/dataset.js';
import { dataKey, dataOf } from './datasets/parts.js';
import {
  isNone,
  isObject,
  isOfNames,
  isUnit,
  isWithin,
  type JsonObject,
  markType,
  point,
  toObject,
  viewsIn,
} from './spec.js';

/** One channel of a unit as the author wrote it, with its place. */
export interface Channel {
  readonly definition: JsonObject;
  readonly pointer: string;
}

/** The channels of a view by name, those of the views around it included. */
export type Channels = Readonly<Record<string, Channel>>;

/** A view with one mark: what a chart is made of. */
export interface Unit {
  /** Name of its marks in the drawn scene. */
  readonly name: string;
  readonly pointer: string;
  /** What its dataset is named by where a view around it names one; see {@link dataKey}. */
  readonly data?: string;
  readonly mark: string;
  /** What the mark is written with, where it is more than its name. */
  readonly style: JsonObject;
  readonly channels: Channels;
}

/** The units of a spec in order, each with the encodings of the views around it. */
export function unitsOf(spec: JsonObject): readonly Unit[] {
  return viewsIn(spec)
    .filter(({ view }) => isUnit(view))
    .map(({ view, pointer, around }, index) => {
      const views = [...around, { view, pointer }];
      const channels = views.reduce<Channels>(
        (inherited, each) => mergeChannels(each.view, each.pointer, inherited),
        {},
      );
      const own = dataOf(views);
      const data = own === undefined ? {} : { data: dataKey(own) };
      return {
        ...{ name: `unit_${index}`, pointer, ...data },
        ...{ mark: markType(view), style: toObject(view.mark), channels },
      };
    });
}

function mergeChannels(view: JsonObject, pointer: string, inherited: Channels): Channels {
  const channels: Record<string, Channel> = { ...inherited };
  if (isObject(view.facet)) {
    const facet = view.facet.field === undefined ? view.facet : { facet: view.facet };
    for (const [name, definition] of Object.entries(facet)) {
      channels[name] = { definition: toObject(definition), pointer: point(pointer, 'facet') };
    }
  }
  for (const [name, definition] of Object.entries(toObject(view.encoding))) {
    if (definition === null) delete channels[name];
    else {
      const at = point(pointer, 'encoding', name);
      [definition].flat().forEach((part, index) => {
        const own = toObject(part);
        const isAlone = !Array.isArray(definition) && own.value === undefined;
        const around = isAlone ? inherited[name]?.definition : undefined;
        const place = Array.isArray(definition) ? point(at, index) : at;
        channels[index === 0 ? name : `${name} ${index}`] = {
          definition: { ...around, ...own },
          pointer: place,
        };
      });
    }
  }
  return channels;
}

/** True where years are places along an axis unless their author says otherwise: lines lead from one to the next. */
export const hasContinuousYears = (units: readonly Pick<Unit, 'mark'>[]): boolean => units.some(isPath);

/** True where a chart has cells, as a heat map has: they touch, and have room for little. */
export const hasCells = (units: readonly Pick<Unit, 'mark'>[]): boolean =>
  units.some(({ mark }) => mark === 'rect');

/** True for marks that lead from one place to the next. */
export const isPath = ({ mark }: Pick<Unit, 'mark'>): boolean => ['line', 'area', 'trail'].includes(mark);

/** The units that share axes, the layers of one plot, and whether a facet around them makes panels of it. */
export interface Plot {
  readonly units: readonly Unit[];
  readonly inFacet: boolean;
}

/** Groups the units of a spec by plot, in order. */
export const plotsOf = (spec: JsonObject, units: readonly Unit[]): readonly Plot[] =>
  viewsIn(spec)
    .filter(
      ({ view, around }) =>
        (view.layer !== undefined || isUnit(view)) && around.every((each) => each.view.layer === undefined),
    )
    .map(({ pointer, around }) => ({
      units: units.filter((unit) => isWithin(unit.pointer, pointer)),
      inFacet: around.some(({ view }) => view.facet !== undefined),
    }));

/** The unit whose marks bear this name in the scene; vega-lite adds to names when it facets. */
export function unitNamed<Named extends Pick<Unit, 'name'>>(
  name: string | undefined,
  units: readonly Named[],
): Named | undefined {
  const match = /(?:^|_)(unit_\d+)(?:_|$)/.exec(name ?? '');
  return match === null ? undefined : units.find((unit) => unit.name === match[1]);
}

/** The field of the dataset that a definition encodes; undefined for computed fields and constants. */
export function encodedField(
  definition: JsonObject | undefined,
  fields: readonly Field[],
): Field | undefined {
  return fields.find(({ name }) => name === definition?.field);
}

/** The categories of a field, as its rows have them. */
export const valuesOf = ({ categories }: Pick<Field, 'categories'>): readonly string[] =>
  categories.map(({ value }) => value);

/** The same without its total. */
export const partsOf = (field: Pick<Field, 'categories' | 'total'>): readonly string[] =>
  valuesOf(field).filter((value) => value !== field.total);

/** A field of categories. */
export type CategoricalField = Field & { readonly role: 'dimension' | 'attribute' };

/** True for a field that holds categories: a dimension, or an attribute that declares them. */
export function isCategorical(field: Field | undefined): field is CategoricalField {
  return field?.role === 'dimension' || (field?.role === 'attribute' && field.categories.length > 0);
}

/** The fields of the dataset that a unit encodes in any channel, each once, with the channel that does so first. */
export function encodedFields(unit: Unit, fields: readonly Field[]): ReadonlyMap<Field, string> {
  const found = new Map<Field, string>();
  for (const [channel, { definition }] of Object.entries(unit.channels)) {
    const field = encodedField(definition, fields);
    if (field !== undefined && !found.has(field)) found.set(field, channel);
  }
  return found;
}

/** A unit that lays the numbers of a measure one on the other. */
export interface Stack {
  readonly unit: Unit;
  readonly measure: Field;
  readonly pointer: string;
  /** What the segments are. */
  readonly by: readonly string[];
}

/** Channels that make segments of a bar or area, and set one line from another. Source: Vega-Lite, `STACK_BY_DEFAULT_CHANNELS` and `stack.ts`. */
export const splitting: readonly string[] = [
  'color',
  'fill',
  'stroke',
  'detail',
  'opacity',
  'fillOpacity',
  'strokeOpacity',
  'strokeWidth',
  'strokeDash',
  'size',
  'shape',
];

/** The stack that a unit draws; undefined of one whose marks stand alone. */
export function stackOf(unit: Unit, { fields }: Pick<PublishedDataset, 'fields'>): Stack | undefined {
  const { mark, channels } = unit;
  const by = splittingFields(unit);
  const candidates = (['x', 'y', 'theta'] as const).filter(
    (name) =>
      encodedField(channels[name]?.definition, fields)?.role === 'measure' &&
      isStacked(mark, channels[name]?.definition, channels[`${name}2`] !== undefined),
  );
  const axis = stackedAxis(candidates, unit);
  const channel = axis === undefined ? undefined : channels[axis];
  const measure = encodedField(channel?.definition, fields);
  if (channel === undefined || measure?.role !== 'measure' || by.length === 0) return undefined;
  return { unit, measure, pointer: point(channel.pointer, 'field'), by };
}

/** Of two axes of numbers the one along which vega-lite stacks: that which says so or adds up, else the upright one. */
function stackedAxis<Axis extends string>(
  candidates: readonly Axis[],
  { channels, style }: Unit,
): Axis | undefined {
  if (candidates.length < 2) return candidates[0];
  const says = (key: 'stack' | 'aggregate'): Axis | undefined => {
    const saying = candidates.filter((name) => channels[name]?.definition[key] !== undefined);
    return saying.length === 1 ? saying[0] : undefined;
  };
  return says('stack') ?? says('aggregate') ?? candidates[style.orient === 'horizontal' ? 0 : 1];
}

/** The fields by which bars that stand at one place are parts of each other's sum; none where they stand side by side. */
export function splittingFields({ channels }: Pick<Unit, 'channels'>): readonly string[] {
  if (channels.xOffset !== undefined || channels.yOffset !== undefined) return [];
  const along = [channels.x, channels.y].map((channel) => channel?.definition.field);
  return splitting.flatMap((name) => {
    const { field, aggregate } = channels[name]?.definition ?? {};
    return typeof field === 'string' && aggregate === undefined && !along.includes(field) ? [field] : [];
  });
}

function isStacked(mark: string, definition: JsonObject | undefined, hasEnd: boolean): boolean {
  if (definition === undefined || hasEnd) return false;
  const { stack, field, aggregate, bin } = definition;
  if (isNone(stack) || isOfNames(definition) || bin !== undefined) return false;
  if (typeof field !== 'string' || (aggregate !== undefined && aggregate !== 'sum')) return false;
  return mark === 'bar' || mark === 'area' || mark === 'arc' ? true : stack !== undefined;
}
