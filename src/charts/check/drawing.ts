import { listNames, shownPlace } from '../../diagnostics.js';
import { greatest } from '../../model/chart/extremes.js';
import { colourOf } from '../../model/chart/paint.js';
import { cellOrigin } from '../../model/dataset/cell.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { isCounted } from '../../model/dataset/periods.js';
import { isNumeric } from '../../model/dataset/value.js';
import { ownOf } from '../../model/own.js';
import type { Datums } from '../compose/composition.js';
import { isPart } from '../composite/parts.js';
import { limits } from '../limits.js';
import { countMembers, rowsBeneath } from '../provenance/members.js';
import { rowField } from '../rows.js';
import { datumOf, type PlacedItem, placedItems } from '../scene/scene.js';
import { isObject, type JsonObject, point, toArray, toObject } from '../spec.js';
import { categoryColours, mostColours } from '../theme.js';
import { encodedField, encodedFields, isCategorical, type Unit, unitNamed } from '../unit.js';
import { checkCalculated } from './calculated.js';
import { type CheckContext, isAllowed, isLeftSide, report } from './context.js';
import { checkDrawnScales } from './drawn-scales.js';
import { checkMadeWords } from './made-words.js';
import { checkMarks, type DrawnMarks } from './marks.js';
import { checkSeries } from './named.js';
import { checkNamed } from './named-words.js';
import { checkDrawnStacks } from './stack.js';
import { checkClaimed, checkStated } from './stated.js';
import { checkTickLabels, type Labelled } from './tick-labels.js';

/** So far from a mark every label stands. */
const near = 12;

/** A place in the drawing. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Checks that no label was moved by pixels from its own mark to another one, whose number it would then seem to be. */
function checkMovedLabels({ scene, units }: DrawnMarks, context: CheckContext): void {
  const placed = placedItems(scene);
  const marks = placed.filter(({ item, mark }) => mark.marktype !== 'text' && rowOf(item) !== undefined);
  for (const unit of units.filter(({ mark }) => mark === 'text')) {
    const labels = placed.filter(({ mark }) => unitNamed(mark.name, units) === unit);
    const moved = labels.find((label) => isAtAnother(label, unit, marks));
    if (moved === undefined) continue;
    const key =
      ['dx', 'dy', 'xOffset', 'yOffset'].find((name) => Math.abs(moveOf(unit, name)) >= near) ?? 'dx';
    const message = `Unexpected \`${key}\` that moves a label to the mark of another row, expected a label at its own`;
    report(context, 'chart/moved-label', point(unit.pointer, 'mark', key), message, {
      hint: 'move labels a few pixels, or set `align` and `baseline`',
    });
  }
}

const rowOf = (item: PlacedItem['item']): unknown => datumOf(item)?.[rowField];

/** How far a unit is moved by what its author wrote. */
function moveOf({ style, channels }: Unit, name: string): number {
  const { value } = toObject(channels[name]?.definition);
  return Number(style[name] ?? value ?? 0) || 0;
}

function isAtAnother(label: PlacedItem, unit: Unit, marks: readonly PlacedItem[]): boolean {
  const row = rowOf(label.item);
  const { x = 0, y = 0, dx = 0, dy = 0 } = label.item;
  const by = { x: dx + moveOf(unit, 'xOffset'), y: dy + moveOf(unit, 'yOffset') };
  if (row === undefined || Math.max(Math.abs(by.x), Math.abs(by.y)) < near) return false;
  const at = { x: label.x + x + dx, y: label.y + y + dy };
  const before = { x: at.x - by.x, y: at.y - by.y };
  const nearest = (place: Place, isOwn: boolean): number =>
    marks.reduce(
      (least, mark) =>
        mark.group === label.group && (rowOf(mark.item) === row) === isOwn
          ? Math.min(least, distance(place, mark))
          : least,
      Number.POSITIVE_INFINITY,
    );
  return nearest(before, true) <= nearest(before, false) && nearest(at, false) + 1 < nearest(at, true);
}

/** From a place to a bar, or to the middle of any other mark. */
function distance(place: Place, { item, mark, x, y }: PlacedItem): number {
  const [left, top] = [x + (item.x ?? 0), y + (item.y ?? 0)];
  const [width, height] = mark.marktype === 'rect' ? [item.width ?? 0, item.height ?? 0] : [0, 0];
  const beyond = (at: number, from: number, length: number): number =>
    Math.max(from - at, at - from - length, 0);
  return Math.hypot(beyond(place.x, left, width), beyond(place.y, top, height));
}

/** An axis that is set by hand may be so many times as long as what is drawn needs. */
const mostTimes = 4;

/** Checks that no axis set by hand is so long that all that is drawn on it looks like little, or like no change. */
function checkLongAxes({ scene, units }: DrawnMarks, context: CheckContext): void {
  const placed = placedItems(scene).filter(({ mark }) => mark.marktype !== 'text');
  // Both sides of a pyramid end where the longest bar of either does.
  const isMirrored = ({ mark }: PlacedItem): boolean =>
    isLeftSide(context, unitNamed(mark.name, units)?.pointer);
  for (const unit of units) {
    for (const axis of ['x', 'y'] as const) {
      const key = keyOf(unit, axis, context);
      const pointer = unit.channels[axis]?.pointer;
      if (key === undefined || pointer === undefined) continue;
      const own = placed.filter(({ mark }) => context.isMirrored || unitNamed(mark.name, units) === unit);
      const reach = greatest([0, ...own.map((item) => reachOf(item, axis, isMirrored(item)))]);
      if (reach === 0 || reach * mostTimes >= 1 || isAllowed(context, 'long-axis')) continue;
      const times = Math.floor(1 / reach);
      const message = `Unexpected \`${key}\` of \`${axis}\`, ${times} times what is drawn, expected an axis that ends near the largest number`;
      if (context.diagnostics.some((known) => known.message === message)) continue;
      report(context, 'chart/scale', point(pointer, 'scale', key), message, {
        hint: `leave \`${key}\` out; if it is meant, give the reason: \`allow: {long-axis: ...}\``,
      });
    }
  }
}

/** The key by which an author sets the end of an axis of numbers; percentages may go to the whole. */
function keyOf({ mark, channels }: Unit, axis: 'x' | 'y', { dataset }: CheckContext): string | undefined {
  const definition = channels[axis]?.definition;
  if (mark === 'text' || definition === undefined) return undefined;
  const { domain, domainMax, type } = toObject(definition.scale);
  const [, last] = toArray(domain);
  const end = domainMax ?? last;
  const field = encodedField(definition, dataset.fields);
  const isNumber = field?.role === 'measure' || definition.aggregate !== undefined;
  if (typeof end !== 'number' || !isNumber || type === 'log') return undefined;
  if (field?.unit === '%' && end <= 100) return undefined;
  return domainMax === undefined ? 'domain' : 'domainMax';
}

/** How far along its axis a mark ends, as a part of the plot. */
function reachOf({ item, group }: PlacedItem, axis: 'x' | 'y', isMirrored: boolean): number {
  const { x = 0, y = 0, width = 0 } = item;
  if (item.defined === false) return 0;
  const [length, end] =
    axis === 'x'
      ? [group.width ?? 0, isMirrored ? (group.width ?? 0) - x : x + width]
      : [group.height ?? 0, (group.height ?? 0) - y];
  return length === 0 ? 1 : end / length;
}

/**
 * Checks that every row falls into a band of a chart. A row without a number falls into none, and the bands would add
 * up to fewer rows than there are without anybody saying so.
 */
function checkBands(
  units: readonly Unit[],
  reached: Readonly<Record<string, Datums>>,
  context: CheckContext,
): void {
  const { rows } = context.dataset;
  for (const unit of units) {
    for (const { definition, pointer } of Object.values(unit.channels)) {
      const { bin, field } = definition;
      if (bin === undefined || bin === null || bin === false || typeof field !== 'string') continue;
      const lost = (reached[unit.name] ?? [])
        .filter((datum) => isOutside(datum, field))
        .flatMap((datum) => [...rowsBeneath(datum)].flatMap((index) => rows[index] ?? []))
        .find(({ measures }) => {
          const cell = Object.hasOwn(measures, field) ? measures[field] : undefined;
          return cell !== undefined && !isNumeric(cell);
        });
      if (lost === undefined || isAllowed(context, 'missing-values')) continue;
      const at = shownPlace(cellOrigin(lost, field));
      const message = `Unexpected bands of \`${field}\` over a missing value (${at}), expected numbers only`;
      report(context, 'chart/missing-value', pointer, message, {
        hint: `leave out what has no number: \`filter: isValid(datum.${field})\`, or with a reason that is printed: \`allow: {missing-values: ...}\``,
      });
    }
  }
}

/** Vega keeps the beginning of a band under a name that ends with the field. */
const isOutside = (datum: Datums[number], field: string): boolean =>
  Object.entries(datum).some(
    ([name, value]) => name.startsWith('bin_') && name.endsWith(`_${field}`) && value === null,
  );

/** What was drawn, as far as a check needs it. */
export interface DrawnUnits extends DrawnMarks, Labelled {
  /** The dataset as the chart labels it. */
  readonly labelled: PublishedDataset;
  readonly drawn: Readonly<Record<string, Datums>>;
  readonly shown: Readonly<Record<string, readonly string[]>>;
}

/**
 * Checks what only drawing can tell: that what is there is seen, that no mark covers another of the same categories,
 * and that the colours can be told apart. A layer alone may be empty: one that says "none recorded" is, once the data
 * are complete.
 */
export function checkDrawing(drawing: DrawnUnits, context: CheckContext): void {
  const { units, drawn, shown } = drawing;
  checkMarks(drawing, context);
  checkMovedLabels(drawing, context);
  checkLongAxes(drawing, context);
  const parts = countMembers(units.flatMap(({ name }) => drawn[name] ?? []));
  if (parts > limits.parts) {
    const message = `Unexpected ${parts} rows behind the numbers of a chart, expected at most ${limits.parts}`;
    report(context, 'chart/limit', '', message, {
      hint: 'put rows together with `aggregate` before they are compared, or calculate in the data',
    });
    return;
  }
  checkDrawnStacks(units, drawing.reached, context);
  checkCalculated(units, drawn, context);
  checkMadeWords(units, drawn, context);
  checkBands(units, drawing.reached, context);
  checkDrawnScales({ units, shown, drawn }, context);
  checkSeries(context.chart.spec, { shown, drawn }, context);
  checkStated(drawing.reached, context);
  checkClaimed(drawing.reached, context);
  checkNamed(drawing.reached, context);
  checkTickLabels(drawing, drawing.labelled.fields, context);
  for (const unit of units) {
    if (!isPart(unit)) checkRowsPerMark(unit, drawn[unit.name] ?? [], context);
    checkColours(unit, shown, context);
  }
}

/** Only for units that draw cells of one measure: points of two measures, and calculated groups, may coincide. */
function checkRowsPerMark(unit: Unit, datums: Datums, context: CheckContext): void {
  const { dataset } = context;
  const encoded = [...encodedFields(unit, dataset.fields).keys()];
  const names = Object.values(unit.channels).flatMap(({ definition }) => definition.field ?? []);
  const known = names.every((name) => dataset.fields.some((field) => field.name === name));
  const measures = encoded.filter(({ role }) => role === 'measure');
  if (!known || measures.length !== 1) return;
  const dimensions = encoded.filter(({ role }) => role === 'dimension');
  const clash = firstClash(datums, dimensions);
  if (clash === undefined || isAllowed(context, 'several-rows')) return;
  const open = dataset.fields.filter(
    ({ name, role }) => role === 'dimension' && clash.some((datum) => datum[name] !== clash[0]?.[name]),
  );
  // Without a dimension left open, a transform such as `fold` has made several rows of one.
  const way =
    open.length === 0
      ? 'encode what the transform makes'
      : `encode ${listNames(open.map(({ name }) => name))} or filter it to one value`;
  const expected = `expected one: ${way}`;
  report(
    context,
    'chart/rows-per-mark',
    unit.pointer,
    `Unexpected ${clash.length} rows for one \`${unit.mark}\`, ${expected}`,
    {
      hint: 'if each has a mark of its own and may lie on another, give the reason: `allow: {several-rows: ...}`',
    },
  );
}

function firstClash(datums: Datums, dimensions: readonly Field[]): Datums | undefined {
  const groups = new Map<string, JsonObject[]>();
  for (const datum of datums) {
    if (datum[rowField] === undefined) continue;
    const key = JSON.stringify(dimensions.map(({ name }) => datum[name]));
    groups.set(key, [...(groups.get(key) ?? []), datum]);
  }
  return [...groups.values()].find((group) => group.length > 1);
}

function checkColours(unit: Unit, shown: DrawnUnits['shown'], context: CheckContext): void {
  for (const name of ['color', 'fill', 'stroke']) {
    const channel = unit.channels[name];
    const { range, scheme } = toObject(channel?.definition.scale);
    const field = context.dataset.fields.find((candidate) => candidate.name === channel?.definition.field);
    const isOrdered = isCounted(field?.type ?? '') || channel?.definition.type === 'ordinal';
    if (channel === undefined || !isCategorical(field) || isOrdered) continue;
    const values = ownOf(shown, field.name) ?? [];
    const count = values.length;
    checkRegistered(channel, field, values, context);
    if (range !== undefined || scheme !== undefined) continue;
    if (count > mostColours) {
      if (!isAllowed(context, 'many-colours')) reportMany(count, field.name, channel.pointer, context);
    } else reportUncoloured(values, field, channel.pointer, context);
  }
}

function reportMany(count: number, field: string, pointer: string, context: CheckContext): void {
  const message = `Unexpected ${count} colours for \`${field}\`, expected at most ${mostColours - 1} and a rest`;
  report(context, 'chart/colours', pointer, message, {
    hint: 'filter the categories, set them in panels with `facet`, or colour only the one that matters; if all are meant, give the reason: `allow: {many-colours: ...}`',
  });
}

/** A house has colours for the first categories of a dimension only: those after them must say which they have. */
function reportUncoloured(
  values: readonly string[],
  field: Field,
  pointer: string,
  context: CheckContext,
): void {
  const bare = values.filter((value) => categoryColours([value], field, context.palette) === undefined);
  if (bare.length === 0) return;
  const message = `Unexpected ${listNames(bare)} of \`${field.name}\` without a colour, expected one for every category that is told apart by it`;
  report(context, 'chart/colours', pointer, message, {
    hint: 'the colours of the house go to the first categories of a column: declare `color` for these in the data package, or tell them apart by place',
  });
}

interface Coloured {
  readonly definition: JsonObject;
  readonly pointer: string;
}

/**
 * Holds a chart to the colours that its categories have everywhere else: a reader who has learnt that trafficking is navy
 * would take another navy for it. A `range` that says the same again is let be; a `scheme` knows nothing of categories.
 */
function checkRegistered(
  { definition, pointer }: Coloured,
  field: Field,
  shown: readonly string[],
  context: CheckContext,
): void {
  const { range, scheme, domain } = toObject(definition.scale);
  // Series that are lost or alike have been reported, and leaving out the same `range` mends that too.
  if ((range === undefined && scheme === undefined) || context.diagnostics.length > 0) return;
  const paints = new Map(field.categories.map(({ value, paint }) => [value, paint]));
  const order = Array.isArray(domain) ? domain.map(String) : shown;
  const given = Array.isArray(range) ? range.filter((each) => !isObject(each)).map(String) : [];
  const wrong = order.flatMap((value, index) => {
    const own = colourOf(paints.get(value), context.palette);
    const colour = given[index % Math.max(given.length, 1)]?.toLowerCase();
    return own === undefined || own === colour || !shown.includes(value) ? [] : [{ value, own, colour }];
  });
  const [first] = wrong;
  if (first === undefined) return;
  const key = range === undefined ? 'scheme' : 'range';
  const found = first.colour === undefined ? `\`${key}\`` : `colour \`${first.colour}\``;
  const message = `Unexpected ${found} for \`${first.value}\` of \`${field.name}\`, expected \`${first.own}\`, which it has in every other chart`;
  report(context, 'chart/colours', point(pointer, 'scale', key), message, {
    hint: `leave out \`${key}\`; a colour of its own stands with the category in the data package (\`color:\`), and a \`condition\` makes one stand out`,
  });
}
