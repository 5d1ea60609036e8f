import type { Field } from '../model/dataset/dataset.js';
import { dataKey, ownData } from './datasets/parts.js';
import { childViews, isObject, type JsonObject, markType, point, toObject } from './spec.js';

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
  const units: Unit[] = [];
  const visit = (view: JsonObject, pointer: string, inherited: Channels, around?: string): void => {
    const channels = mergeChannels(view, pointer, inherited);
    const children = childViews(view, pointer);
    const own = ownData(view);
    const data = own === undefined ? around : dataKey(own);
    for (const child of children) visit(child.view, child.pointer, channels, data);
    if (children.length === 0) {
      const [mark, style] = [markType(view), toObject(view.mark)];
      const named = data === undefined ? {} : { data };
      units.push({ name: `unit_${units.length}`, pointer, ...named, mark, style, channels });
    }
  };
  visit(spec, '', {});
  return units;
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
export const hasContinuousYears = (units: readonly Pick<Unit, 'mark'>[]): boolean =>
  units.some(({ mark }) => mark === 'line' || mark === 'area' || mark === 'trail');

/** The units that share axes, the layers of one plot, and whether a facet around them makes panels of it. */
export interface Plot {
  readonly units: readonly Unit[];
  readonly inFacet: boolean;
}

/** Groups the units of a spec by plot, in order. */
export function plotsOf(spec: JsonObject, units: readonly Unit[]): readonly Plot[] {
  const visit = (view: JsonObject, pointer: string, inFacet: boolean): readonly Plot[] => {
    const children = childViews(view, pointer);
    if (view.layer !== undefined || children.length === 0) {
      return [{ units: units.filter((unit) => `${unit.pointer}/`.startsWith(`${pointer}/`)), inFacet }];
    }
    return children.flatMap((child) => visit(child.view, child.pointer, inFacet || view.facet !== undefined));
  };
  return visit(spec, '', false);
}

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
