import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { isNumeric, toExact } from '../../model/dataset/value.js';
import type { Datums } from '../compose/composition.js';
import { rowsBehind } from '../provenance/members.js';
import { rowField } from '../rows.js';
import { isToldByColour } from '../scene/hatch.js';
import { datumOf, type PlacedItem, placedItems } from '../scene/scene.js';
import type { Scene } from '../scene/scene-items.js';
import { extentOf, isColour, visibilityOf } from '../scene/visible.js';
import type { JsonObject } from '../spec.js';
import { encodedField, encodedFields, type Unit, unitNamed } from '../unit.js';
import { type CheckContext, report } from './context.js';

/** What came out of drawing a chart. */
export interface DrawnMarks {
  readonly scene: Scene;
  readonly units: readonly Unit[];
  /** What came through the filters to each unit, by its name. */
  readonly reached: Readonly<Record<string, Datums>>;
}

/**
 * Looks at the finished scene, whatever led to it. A chart that shows none of its data is an error. So is a layer that
 * has numbers and shows none, a mark that cannot be seen, and one outside its axes.
 */
export function checkMarks({ scene, units, reached }: DrawnMarks, context: CheckContext): void {
  const before = context.diagnostics.length;
  const items = new Map<Unit, readonly PlacedItem[]>();
  const placed = placedItems(scene);
  for (const unit of units)
    items.set(
      unit,
      placed.filter(({ mark }) => unitNamed(mark.name, units) === unit),
    );
  const telling = units.filter((unit) => showsData(unit, context.dataset));
  const seen = telling.filter((unit) =>
    (items.get(unit) ?? []).some((item) => visibility(item) === 'visible'),
  );
  for (const unit of telling) {
    const own = items.get(unit) ?? [];
    if (!seen.includes(unit) && isHalo(unit, seen, reached)) continue;
    if (!seen.includes(unit)) checkSilentLayer(unit, own, reached[unit.name] ?? [], context);
    else if (unit.mark !== 'text') checkEach(unit, own, context);
    if (unit.mark === 'trail') checkAlone(unit, own, context);
    if (unit.mark === 'bar' && isToldByColour(unit, context.dataset)) checkHairs(unit, own, context);
  }
  const [first] = telling;
  if (first !== undefined && telling.every((unit) => isFaint(unit, items.get(unit) ?? [])))
    report(context, 'chart/empty', first.pointer, `The \`${first.mark}\` hardly shows on paper`, {
      hint: 'give it more `opacity`',
    });
  const areNothing = telling.some((unit) =>
    (items.get(unit) ?? []).some((item) => visibility(item) === 'flat'),
  );
  if (seen.length === 0 && !areNothing && context.diagnostics.length === before)
    reportEmpty(units, reached, context);
}

/** A halo hides nothing: a line over it shows the same numbers of the same rows. */
function isHalo(unit: Unit, seen: readonly Unit[], reached: DrawnMarks['reached']): boolean {
  const rowsOf = ({ name }: Unit): readonly number[] => (reached[name] ?? []).flatMap(rowsBehind);
  const own = rowsOf(unit);
  return seen.some((other) => {
    if (!showsTheSame(unit, other)) return false;
    const shown = new Set(rowsOf(other));
    return own.every((row) => shown.has(row));
  });
}

const showsTheSame = (halo: Unit, { channels, mark }: Unit): boolean =>
  halo.mark === 'line' &&
  mark === 'line' &&
  ['x', 'y'].every((name) => {
    const [own, other] = [halo.channels[name]?.definition, channels[name]?.definition];
    return own?.field !== undefined && own.field === other?.field && own.aggregate === other?.aggregate;
  });

/** Below this a few lines alone are hardly seen; many, or one behind another, may be. */
const [leastInk, fewLines] = [0.3, 12];

function isFaint({ mark }: Unit, placed: readonly PlacedItem[]): boolean {
  const lines = new Set(placed.map(({ mark: of }) => of));
  const isPale = ({ item: { opacity = 1, strokeOpacity = 1 } }: PlacedItem): boolean =>
    Number(opacity) * Number(strokeOpacity) < leastInk;
  return mark === 'line' && placed.length > 0 && lines.size <= fewLines && placed.every(isPale);
}

/** A rule at a fixed place, or a word, is no data. */
function showsData(unit: Unit, { fields }: PublishedDataset): boolean {
  const definitions = Object.values(unit.channels).map(({ definition }) => definition);
  return (
    encodedFields(unit, fields).size > 0 ||
    definitions.some(({ field, aggregate }) => field !== undefined || aggregate !== undefined)
  );
}

function visibility({ item, mark, group }: PlacedItem): ReturnType<typeof visibilityOf> {
  return visibilityOf(item, mark, group);
}

function reportEmpty(units: readonly Unit[], reached: DrawnMarks['reached'], context: CheckContext): void {
  const isFiltered = units.every(({ name }) => (reached[name] ?? []).length === 0);
  report(context, 'chart/empty', '', 'Unexpected chart without marks, expected rows to draw', {
    hint: isFiltered
      ? 'look at the filters: no row of the dataset passes them all'
      : 'every number that it would draw is missing: say so in the text, or print the table',
  });
}

/** A layer whose rows all lack their number may be silent: others say so. Any other hides what it has. */
function checkSilentLayer(
  unit: Unit,
  items: readonly PlacedItem[],
  reached: Datums,
  context: CheckContext,
): void {
  const numbers = reached.filter((datum) => hasNumber(unit, datum, context.dataset));
  // What is as long as its number is flat where that is nought; an area without a height is so for another reason.
  const areFlat =
    items.length > 0 &&
    items.every(
      (item) =>
        visibility(item) === 'flat' && (unit.mark !== 'area' || isNothing(unit, item, context.dataset)),
    );
  if (numbers.length === 0 || areFlat) return;
  const actual = `Unexpected \`${unit.mark}\` of which nothing is seen (${numbers.length} rows)`;
  report(context, 'chart/empty', unit.pointer, `${actual}, expected marks`, {
    hint: 'look at its scales, colours, opacity and size, and at the types of its fields',
  });
}

/** True when a row has what its unit draws: a number where it encodes measures, anything where it does not. */
function hasNumber(unit: Unit, datum: Datums[number], { fields, rows }: PublishedDataset): boolean {
  const measures = [...encodedFields(unit, fields).keys()].filter(({ role }) => role === 'measure');
  const row = rows[Number(datum[rowField])];
  if (row === undefined) return Object.values(datum).some((value) => typeof value === 'number');
  return measures.every(({ name }) => {
    const cell = row.measures[name];
    return cell !== undefined && isNumeric(cell);
  });
}

/** Bars, points and lines that a reader cannot see, or that reach past the ends of their axes. */
function checkEach(unit: Unit, items: readonly PlacedItem[], context: CheckContext): void {
  const real = items.filter(({ item }) => item.defined !== false && datumOf(item) !== undefined);
  const hidden = real.filter(
    (placed) => visibility(placed) === 'nothing' && !isNothing(unit, placed, context.dataset),
  );
  if (hidden.length > 0) {
    const actual = `Unexpected \`${unit.mark}\` that cannot be seen (${hidden.length} of ${real.length})`;
    report(context, 'chart/empty', unit.pointer, `${actual}, expected every row to be drawn`, {
      hint: 'leave rows out with `filter`, not by scale, colour, opacity or size',
    });
    return;
  }
  if (real.some(({ item }) => lacksNumber(unit, datumOf(item) ?? {}, context.dataset))) {
    const message = `A number that is missing has a place in \`${unit.mark}\`, as if it were known`;
    report(context, 'chart/missing-value', unit.pointer, message, {
      hint: 'leave out `invalid`, or the rows: `filter: {field: ..., valid: true}`',
    });
    return;
  }
  const cut = real.find((placed) => isCut(placed, unit.mark));
  if (cut === undefined) return;
  report(
    context,
    'chart/scale',
    unit.pointer,
    `Unexpected \`${unit.mark}\` that reaches past its axis, expected a scale with room for every number`,
    { hint: 'leave out `domain`, `domainMin` and `domainMax`, or give them room' },
  );
}

/** Of a part that is thinner than this nobody sees the colour, in pixels. */
const hair = 0.5;
/** What hairs of one bar may come to together, in pixels: a small part is none the less true. */
const mostHairs = 3;

/** A bar of hairs of many colours is of a colour that none of them has: nobody sees what it is made of. */
function checkHairs(unit: Unit, items: readonly PlacedItem[], context: CheckContext): void {
  const { mark, pointer } = unit;
  const isUpright = isNumber(unit.channels.y?.definition, context.dataset);
  const bars = new Map<string, { readonly from: number; readonly size: number; readonly fill: string }[]>();
  for (const { item, mark: own, x, y } of items) {
    const { x: left = 0, y: top = 0, width = 0, height = 0, fill = '' } = item;
    const [from, size] = isUpright ? [top, Math.abs(height)] : [left, Math.abs(width)];
    const line = isColour(item.stroke) ? (item.strokeWidth ?? 1) : 0;
    if (own.marktype !== 'rect' || size === 0 || size >= Math.max(hair, line)) continue;
    const key = JSON.stringify([x, y, isUpright ? left : top]);
    bars.set(key, [...(bars.get(key) ?? []), { from, size, fill }]);
  }
  const hidden = [...bars.values()].filter((hairs) => mixedIn(hairs) > mostHairs);
  if (hidden.length === 0) return;
  const count = hidden.reduce((sum, hairs) => sum + hairs.length, 0);
  const message = `${count} parts of \`${mark}\` are thinner than a hair, and nobody sees which colour each has`;
  report(context, 'chart/hidden', pointer, message, {
    hint: 'put small parts together, give all of them one colour, or print a table',
  });
}

const isNumber = (definition: JsonObject | undefined, { fields }: PublishedDataset): boolean =>
  definition?.aggregate !== undefined || encodedField(definition, fields)?.role === 'measure';

/** How many pixels of a bar are hairs between others of another colour. */
function mixedIn(
  hairs: readonly { readonly from: number; readonly size: number; readonly fill: string }[],
): number {
  const runs: { to: number; size: number; readonly fill: string }[] = [];
  for (const { from, size, fill } of hairs.toSorted((a, b) => a.from - b.from)) {
    const last = runs.at(-1);
    if (last?.fill !== fill || from - last.to > hair) runs.push({ to: from + size, size, fill });
    else Object.assign(last, { to: from + size, size: last.size + size });
  }
  return runs.reduce((sum, { size }) => sum + (size < hair ? size : 0), 0);
}

/** True for a row without the number by which its mark stands where it does. */
function lacksNumber({ channels }: Unit, datum: Datums[number], { fields }: PublishedDataset): boolean {
  return ['x', 'y', 'theta', 'radius'].some((name) => {
    const { field, type, aggregate } = channels[name]?.definition ?? {};
    const isNumber = aggregate === undefined && type !== 'nominal' && type !== 'ordinal';
    return isNumber && encodedField({ field }, fields)?.role === 'measure' && datum[String(field)] === null;
  });
}

/** A line of changing width leads from number to number: one that stands alone between gaps is not drawn. */
function checkAlone({ mark, pointer }: Unit, items: readonly PlacedItem[], context: CheckContext): void {
  const isDrawn = (at: number, of: PlacedItem): boolean =>
    items[at]?.mark === of.mark && items[at]?.item.defined !== false;
  const isAlone = items.some(
    (each, at) => isDrawn(at, each) && !isDrawn(at - 1, each) && !isDrawn(at + 1, each),
  );
  if (!isAlone) return;
  const message = `Unexpected number alone between gaps in \`${mark}\`, expected a form that shows it`;
  report(context, 'chart/empty', pointer, message, {
    hint: 'draw a line, which marks such numbers, or bars',
  });
}

/** True for a row whose numbers are all zero: a share of nothing has no length. */
function isNothing(unit: Unit, { item }: PlacedItem, { fields, rows }: PublishedDataset): boolean {
  const row = rows[Number(datumOf(item)?.[rowField])];
  const measures = [...encodedFields(unit, fields).keys()].filter(({ role }) => role === 'measure');
  if (row === undefined || measures.length === 0) return false;
  return measures.every(({ name }) => {
    const cell = row.measures[name];
    return cell !== undefined && isNumeric(cell) && toExact(cell).numerator === 0n;
  });
}

/** Rounding and strokes reach a little further than their number. */
const tolerance = 1.5;

/** How thick a tick is says nothing: it stands where its middle does. */
const middles = (ends: readonly number[]): readonly number[] => [
  ends.reduce((sum, end) => sum + end, 0) / Math.max(ends.length, 1),
];

function isCut({ item, mark, group }: PlacedItem, kind: string): boolean {
  const { width, height } = group;
  if (width === undefined || height === undefined || mark.marktype === 'text') return false;
  const [xs, ys] = extentOf(item, mark.marktype);
  const beyond = (ends: readonly number[], most: number): boolean =>
    ends.some((end) => end < -tolerance || end > most + tolerance);
  if (kind === 'tick') return beyond(middles(xs), width) || beyond(middles(ys), height);
  return beyond(xs, width) || beyond(ys, height);
}
