import { partNamed } from '../datasets/parts.js';
import { isObject, isUnit, isWithin, type JsonObject, listKeys, point, toArray, toObject } from '../spec.js';
import { encodedField, hasContinuousYears, type Unit, unitsOf } from '../unit.js';
import { composeChannel } from './channel.js';
import { composeUnit } from './compose-unit.js';
import type { Composition, CompositionInput } from './composition.js';
import { ofOneHeight, viewSize } from './size.js';
import { type AxisTitles, axisTitles } from './titles.js';
import { composeTransforms } from './transform.js';
import { type DataPlace, dataOfView, openTotals, rowsNamed } from './view-rows.js';

/** A full Vega-Lite spec and the units that it draws. */
export interface ComposedSpec {
  readonly spec: JsonObject;
  readonly units: readonly Unit[];
}

/**
 * Returns the spec that is drawn: rows attached, totals chosen, labels, order, titles, sizes and colours of the house
 * filled in where the author says nothing. The author's spec must have been checked.
 *
 * A chart is composed again for each of its drawings. The first drawing finds out which rows reach each unit
 * (`layout.reached`). The later ones leave gaps where numbers are missing, and order and size by what is shown.
 */
export function composeSpec(input: CompositionInput): ComposedSpec {
  const { spec, dataset } = input;
  const units = unitsOf(spec);
  const labels = units.map(({ channels }) => encodedField(channels.text?.definition, dataset.fields)?.name);
  const composition: Composition = {
    ...input,
    units,
    continuousYears: hasContinuousYears(units),
    labelled: new Set(labels.filter((name) => name !== undefined)),
  };
  const part = partNamed(dataset, undefined);
  const open = openTotals(dataset, part);
  const view = composeView(
    spec,
    { pointer: '', open, isSplit: false, around: [], inFacet: false },
    composition,
  );
  return { spec: { data: rowsNamed(part?.key, composition), ...view }, units };
}

/** Where a view is in the spec, and what the views around it hand down to it. */
interface ViewPlace extends DataPlace {
  readonly pointer: string;
  readonly inFacet: boolean;
  /** Of the plot that the view is a layer of. */
  readonly titles?: AxisTitles;
}

/** A view and all views in it. Marks and channels are composed in the units, those of facets in `composeFacet`. */
function composeView(view: JsonObject, place: ViewPlace, composition: Composition): JsonObject {
  const units = unitsWithin(place.pointer, composition);
  const { data, filters, open, isSplit } = dataOfView(view, units, place, composition);
  const isLayered = view.layer !== undefined;
  const hasMark = isUnit(view);
  const inFacet = place.inFacet || view.facet !== undefined;
  const titles =
    place.titles ??
    (isLayered || hasMark ? axisTitles(units, composition.dataset, place.inFacet) : undefined);
  const handedDown: ViewPlace = {
    pointer: place.pointer,
    open,
    inFacet,
    isSplit,
    around: [...place.around, { encoding: view.encoding, facet: view.facet }],
    ...(titles === undefined ? {} : { titles }),
  };
  const { encoding: _, mark: __, $schema: ___, usermeta: ____, data: _____, ...rest } = view;
  const [unit] = hasMark ? units : [];
  const { transform: ofUnit, ...markAndChannels } =
    unit === undefined ? {} : composeUnit(view, unit, titles ?? {}, composition);
  const composed = {
    ...rest,
    ...(data && { data }),
    transform: [...filters, ...composeTransforms(view.transform, composition.dataset), ...toArray(ofUnit)],
    ...markAndChannels,
    ...composeChildren(view, handedDown, composition),
  };
  // A unit among the layers of a plot is as large as the plot.
  const hasSize = isLayered || (hasMark && place.titles === undefined);
  return hasSize && units[0] !== undefined
    ? { ...composed, ...viewSize(view, units, inFacet, composition) }
    : composed;
}

const unitsWithin = (pointer: string, { units }: Composition): readonly Unit[] =>
  units.filter((unit) => isWithin(unit.pointer, pointer));

/**
 * The views directly in a view, and its facet.
 *
 * @param place What the view hands down, with its own pointer.
 */
function composeChildren(view: JsonObject, place: ViewPlace, composition: Composition): JsonObject {
  const childAt = (child: unknown, ...path: readonly (string | number)[]): JsonObject =>
    composeView(toObject(child), { ...place, pointer: point(place.pointer, ...path) }, composition);
  const composed: Record<string, unknown> = {};
  for (const key of listKeys) {
    if (view[key] === undefined) continue;
    composed[key] = toArray(view[key]).map((child, index) => childAt(child, key, index));
  }
  if (view.spec === undefined) return composed;
  const spec = childAt(view.spec, 'spec');
  const units = unitsWithin(place.pointer, composition);
  const hasOwnRows = toObject(toObject(view.resolve).scale).y === 'independent';
  return {
    ...composed,
    spec: hasOwnRows ? ofOneHeight(spec, view.facet, units, composition) : spec,
    ...composeFacet(view, units[0], composition),
  };
}

/** A facet names one field, or one for rows and one for columns of panels. */
function composeFacet(view: JsonObject, unit: Unit | undefined, composition: Composition): JsonObject {
  if (unit === undefined) return {};
  const composeOne = (name: string): JsonObject => {
    const channel = unit.channels[name];
    return channel === undefined
      ? {}
      : composeChannel({ channel: name, definition: channel.definition, unit, titles: {}, composition });
  };
  const { facet } = view;
  if (isObject(facet) && facet.field === undefined) {
    return { facet: Object.fromEntries(Object.keys(facet).map((name) => [name, composeOne(name)])) };
  }
  const { columns, ...definition } = composeOne('facet');
  return { facet: definition, columns: view.columns ?? columns };
}
