import { neutral } from '../../model/chart/palette.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { partNamed } from '../datasets/parts.js';
import { isOfCurve } from '../provenance/members.js';
import { derivedFields } from '../rows.js';
import {
  type ChosenNumber,
  chosenIn,
  facetChannels,
  isNone,
  isObject,
  isUnit,
  isWithin,
  type JsonObject,
  listKeys,
  point,
  toArray,
  toObject,
} from '../spec.js';
import { labelSize } from '../theme.js';
import { encodedField, hasContinuousYears, isCategorical, isPath, type Unit, unitsOf } from '../unit.js';
import { composeChannel } from './channel.js';
import type { Composition, CompositionInput } from './composition.js';
import { namesAbove, wordsAbove } from './names-above.js';
import { discreteField, drawnOrder } from './order.js';
import { ofOneHeight, viewSize } from './size.js';
import { isMoment } from './temporal.js';
import { isTime } from './time-labels.js';
import { type AxisTitles, axisTitles } from './titles.js';
import { composeTransforms } from './transform.js';
import { type DataPlace, dataOfView, openTotals, rowsNamed } from './view-rows.js';

/** A full Vega-Lite spec and the units that it draws. */
export interface Composed {
  readonly spec: JsonObject;
  readonly units: readonly Unit[];
}

/**
 * Returns the spec that is drawn: rows attached, totals chosen, labels, order, titles, sizes and colours of the house
 * filled in where the author says nothing. The author's spec must have been checked.
 */
export function compose(input: CompositionInput): Composed {
  const units = unitsOf(input.spec);
  const composition: Composition = {
    ...input,
    units,
    continuousYears: hasContinuousYears(units),
    labelled: labelledDimensions(units, input.dataset),
  };
  const part = partNamed(input.dataset, undefined);
  const open = openTotals(input.dataset, part);
  const place = { pointer: '', open, isSplit: false, around: [], inFacet: false };
  const view = composeView(input.spec, place, composition);
  return { spec: { data: rowsNamed(part?.key, composition), ...view }, units };
}

function labelledDimensions(units: readonly Unit[], dataset: PublishedDataset): ReadonlySet<string> {
  const names = units.map(({ channels }) => encodedField(channels.text?.definition, dataset.fields)?.name);
  return new Set(names.filter((name) => name !== undefined));
}

/** Where a view stands, and what the views around it say of it. */
interface ViewPlace extends DataPlace {
  readonly pointer: string;
  readonly inFacet: boolean;
  /** Axis titles of the layers around. */
  readonly titles?: AxisTitles;
}

function composeView(view: JsonObject, place: ViewPlace, composition: Composition): JsonObject {
  const below = unitsBelow(place, composition);
  const { data, filters, open, isSplit } = dataOfView(view, below, place, composition);
  const isLayer = view.layer !== undefined;
  const isAlone = isUnit(view);
  const titles =
    place.titles ?? (isLayer || isAlone ? axisTitles(below, composition.dataset, place.inFacet) : undefined);
  const inner: ViewPlace = {
    pointer: place.pointer,
    open,
    inFacet: place.inFacet || view.facet !== undefined,
    isSplit,
    around: [...place.around, { encoding: view.encoding, facet: view.facet }],
    ...(titles === undefined ? {} : { titles }),
  };
  const { encoding: _, mark: __, $schema: ___, usermeta: ____, data: _____, ...rest } = view;
  // The one unit at or below a view with one mark is its own.
  const unit = isAlone ? below[0] : undefined;
  const { transform: ofUnit, ...own } =
    unit === undefined ? {} : composeUnit(view, unit, titles ?? {}, composition);
  const composed = {
    ...rest,
    ...(data && { data }),
    transform: [...filters, ...composeTransforms(view.transform, composition.dataset), ...toArray(ofUnit)],
    ...own,
    ...composeChildren(view, inner, composition),
  };
  const hasSize = isLayer || (isAlone && place.titles === undefined);
  return hasSize && below[0] !== undefined
    ? { ...composed, ...viewSize(view, below, inner.inFacet, composition) }
    : composed;
}

const unitsBelow = ({ pointer }: ViewPlace, { units }: Composition): readonly Unit[] =>
  units.filter((unit) => isWithin(unit.pointer, pointer));

/** The views directly in a view, and its facet. `inner` is what it says of them, at its own pointer. */
function composeChildren(view: JsonObject, inner: ViewPlace, composition: Composition): JsonObject {
  const childAt = (child: unknown, ...path: readonly (string | number)[]): JsonObject =>
    composeView(toObject(child), { ...inner, pointer: point(inner.pointer, ...path) }, composition);
  const composed: Record<string, unknown> = {};
  for (const key of listKeys) {
    if (view[key] === undefined) continue;
    composed[key] = toArray(view[key]).map((child, index) => childAt(child, key, index));
  }
  if (view.spec === undefined) return composed;
  const spec = childAt(view.spec, 'spec');
  const below = unitsBelow(inner, composition);
  const isOwn = toObject(toObject(view.resolve).scale).y === 'independent';
  return {
    ...composed,
    spec: isOwn ? ofOneHeight(spec, view.facet, below, composition) : spec,
    ...composeFacet(view, below[0], composition),
  };
}

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

function composeUnit(view: JsonObject, unit: Unit, titles: AxisTitles, composition: Composition): JsonObject {
  const { encoding, choices } = composeEncoding(view, unit, titles, composition);
  const stacked = stackedChannel(unit, composition);
  const segments =
    stacked === undefined || encoding.order !== undefined ? {} : composeOrder(stacked, unit, composition);
  return {
    name: unit.name,
    mark: composeMark(view, unit, stacked !== undefined, composition),
    encoding: segments.order === undefined ? encoding : { ...encoding, order: segments.order },
    transform: [
      ...choices,
      ...(segments.transform ?? []),
      ...withBothEnds(unit, composition),
      ...[breakAtGaps(unit, composition) ?? []].flat(),
    ],
  };
}

/** The channels of a unit, and what calculates the numbers that it takes from chosen rows. */
function composeEncoding(
  view: JsonObject,
  unit: Unit,
  titles: AxisTitles,
  composition: Composition,
): { readonly encoding: JsonObject; readonly choices: readonly JsonObject[] } {
  const ownFacets = Object.keys(toObject(view.encoding));
  const encoding: Record<string, unknown> = {};
  const choices: JsonObject[] = [];
  for (const [name, { definition }] of Object.entries(unit.channels)) {
    if (facetChannels.includes(name) && !ownFacets.includes(name)) continue;
    const [channel = name, index] = name.split(' ');
    const chosen = typeof definition.field === 'string' ? chosenIn(definition.field) : undefined;
    const isChosen = chosen !== undefined && !isField(definition.field, composition);
    if (isChosen) choices.push({ calculate: numberOfRow(chosen), as: choiceOf(channel) });
    const own = isChosen ? { ...definition, field: choiceOf(channel) } : definition;
    const composed = composeChannel({ channel, definition: own, unit, titles, composition });
    encoding[channel] = index === undefined ? composed : [encoding[channel], composed].flat();
  }
  if (unit.mark === 'text' && standsInCircle(unit))
    encoding.theta = { stack: true, ...toObject(encoding.theta) };
  return { encoding, choices };
}

/**
 * A mark. What the author says overrides strokes and points of the house, and is overridden by two things: the place of words
 * beside names that stand above their bars, and, in the first drawing, `invalid`.
 */
function composeMark(view: JsonObject, unit: Unit, isStacked: boolean, composition: Composition): JsonObject {
  const { dotted } = composition.layout;
  const isFilled = unit.mark === 'bar' || unit.mark === 'area' || unit.mark === 'arc';
  return {
    // A line of paper between neighbours tells them apart where their colours do not: in grey, or to who sees few colours.
    ...(isStacked && isFilled ? { stroke: neutral.paper, strokeWidth: 1 } : {}),
    ...(dotted?.includes(unit.name) === true ? { point: true } : {}),
    ...markOf(view, composition),
    ...movedAbove(unit, composition),
    // The first drawing asks what there is to draw, missing numbers included.
    ...(isFirstDrawing(composition) ? { invalid: 'show' } : {}),
  };
}

/** The first drawing finds out which rows reach each unit; every later one is given them as `layout.reached`. */
const isFirstDrawing = ({ layout }: Composition): boolean => layout.reached === undefined;

/** Vega-lite takes a path into a row for the name of a field where it stacks: the number has a name of its own. */
const choiceOf = (channel: string): string => `__chosen_${channel}`;

const numberOfRow = ({ row, field }: ChosenNumber): string =>
  `datum[${JSON.stringify(row)}] ? datum[${JSON.stringify(row)}][${JSON.stringify(field)}] : null`;

const isField = (name: unknown, { dataset }: Composition): boolean =>
  dataset.fields.some((field) => field.name === name);

/** The mark as the author wrote it; on a phone no word of it is set smaller than others. */
function markOf({ mark }: JsonObject, { frame }: Composition): JsonObject {
  const own = typeof mark === 'string' ? { type: mark } : toObject(mark);
  const isSmall = typeof own.fontSize === 'number' && own.fontSize < labelSize;
  return frame.isNarrow && isSmall ? { ...own, fontSize: labelSize } : own;
}

/** Words beside a plot in which names stand above their bars stand there too. */
function movedAbove(unit: Unit, composition: Composition): JsonObject {
  const field = discreteField(unit.channels.y?.definition, composition.dataset.fields);
  if (field === undefined || namesAbove(field, composition) === undefined) return {};
  return wordsAbove(field.name, composition.units)[unit.name] ?? {};
}

/** A mark from one field to another needs both: vega-lite would take a missing end for zero, or for 1970. */
function withBothEnds({ channels }: Unit, composition: Composition): readonly JsonObject[] {
  if (isFirstDrawing(composition)) return [];
  const { dataset } = composition;
  return ['x2', 'y2'].flatMap((name) => {
    const field = encodedField(channels[name]?.definition, dataset.fields);
    if (field === undefined) return [];
    const own = field.type === 'date' ? derivedFields(dataset.fields.indexOf(field)).moment : field.name;
    return [{ filter: `isValid(datum[${JSON.stringify(own)}])` }];
  });
}

/** Slices of a circle, and words that stand beside them: they follow one another around it. */
const standsInCircle = ({ mark, channels: { theta } }: Unit): boolean =>
  theta !== undefined && (mark === 'arc' || (mark === 'text' && theta.definition.field !== undefined));

/** The channel that splits bars or areas into segments laid one on the other. */
function stackedChannel(unit: Unit, { dataset }: Composition): string | undefined {
  const { x, y, theta } = unit.channels;
  const positions = [x, y, theta].map((channel) => channel?.definition.stack);
  const isStack =
    unit.mark === 'bar' ||
    unit.mark === 'area' ||
    standsInCircle(unit) ||
    positions.some((stack) => typeof stack === 'string');
  const offset = unit.channels.xOffset !== undefined || unit.channels.yOffset !== undefined;
  if (!isStack || offset || positions.some(isNone)) return undefined;
  const along = [unit.channels.x, unit.channels.y].map((channel) => channel?.definition.field);
  return ['color', 'fill', 'detail'].find((name) => {
    const field = encodedField(unit.channels[name]?.definition, dataset.fields);
    return isCategorical(field) && !along.includes(field.name);
  });
}

/** Segments are stacked in the order of their categories, or as `sort` lists them; vega-lite would take the alphabet. */
function composeOrder(
  channel: string,
  unit: Unit,
  composition: Composition,
): { readonly order?: JsonObject; readonly transform?: readonly JsonObject[] } {
  const definition = toObject(unit.channels[channel]?.definition);
  const index = composition.dataset.fields.findIndex(({ name }) => name === definition.field);
  if (index < 0) return {};
  const by = (field: string): JsonObject => ({ field, type: 'quantitative', sort: 'ascending' });
  const { timeUnit } = definition;
  // Days of one month are one part.
  if (timeUnit !== undefined)
    return { order: { field: derivedFields(index).moment, timeUnit, type: 'temporal', sort: 'ascending' } };
  const { sort } = definition;
  const field = composition.dataset.fields[index];
  const own = unit.channels[channel];
  const sorted =
    Array.isArray(sort) || sort === undefined || field === undefined || own === undefined
      ? sort
      : drawnOrder(own, field, composition);
  if (!Array.isArray(sorted)) return { order: by(`__order_${index}`) };
  const rank = `indexof(${JSON.stringify(sorted)}, datum[${JSON.stringify(definition.field)}])`;
  const place = '__segment';
  return { order: by(place), transform: [{ calculate: `(${rank} + 1) || 1000000`, as: place }] };
}

/**
 * The transform that breaks a line or an area at years and days for which there is no row: a stroke over them would say
 * a number that nobody has. What is added belongs to one line of one panel; undefined where nothing is missing.
 */
function breakAtGaps(unit: Unit, composition: Composition): JsonObject | undefined {
  const { dataset, layout } = composition;
  const definition = toObject(unit.channels.x?.definition);
  const x = encodedField(definition, dataset.fields);
  const y = encodedField(unit.channels.y?.definition, dataset.fields);
  if (x === undefined || y === undefined || !isPathOfCells(unit, x, y, composition)) return undefined;
  const key = isMoment(definition, x) ? derivedFields(dataset.fields.indexOf(x)).moment : x.name;
  const places = (ownOf(layout.shown, x.name) ?? [])
    .filter((value) => value !== x.total)
    .map((value) => placeOf(value, x, key));
  const groupby = splittingFields(unit);
  const series = new Map<string, Set<unknown>>();
  for (const datum of layout.reached?.[unit.name] ?? []) {
    const own = JSON.stringify(groupby.map((name) => datum[name]));
    series.set(own, (series.get(own) ?? new Set()).add(datum[key]));
  }
  const isWhole = [...series.values()].every((own) => places.every((place) => own.has(place)));
  return isWhole ? undefined : { impute: y.name, key, keyvals: places, value: null, groupby };
}

/** True for a line or an area through times whose heights are cells. A curve has points where it is drawn, and no rows. */
function isPathOfCells(unit: Unit, x: Field, y: Field, { layout }: Composition): boolean {
  const { name, channels } = unit;
  const isCurve = layout.reached?.[name]?.some(isOfCurve) === true;
  const isMeasured = y.role === 'measure' && channels.y?.definition.aggregate === undefined;
  return isPath(unit) && isTime(x) && isMeasured && !isCurve;
}

/** A year or day as it stands in the rows that vega gets. */
function placeOf(value: string, { name, type }: Field, key: string): string | number {
  if (type === 'year') return Number(value);
  return key === name ? value : Date.parse(value);
}

/** The fields that tell the lines and the panels of a unit apart. */
function splittingFields({ channels, mark }: Unit): readonly string[] {
  const places = ['x', 'x2', 'y', 'y2', 'text', 'order', ...(mark === 'trail' ? ['size'] : [])];
  const own = Object.entries(channels).flatMap(([name, { definition }]) =>
    places.includes(name) || typeof definition.field !== 'string' ? [] : [definition.field],
  );
  return [...new Set(own)];
}
