/** What a reader sees of a finished scene, whatever led to it. */
import { listNames } from '../../../diagnostics.js';
import type { Field, PublishedDataset } from '../../../model/dataset/dataset.js';
import { exactIn } from '../../../model/dataset/value.js';
import { groupBy } from '../../../model/group-by.js';
import type { Datums } from '../../compose/composition.js';
import { isPart } from '../../composite/parts.js';
import { rowsBehind, rowsBeneath } from '../../provenance/members.js';
import { rowField, rowOf } from '../../rows.js';
import { datumOf, type PlacedItem } from '../../scene/scene.js';
import { extentOf, visibilityOf } from '../../scene/visible.js';
import { axes, isNone, isOfNames } from '../../spec.js';
import { encodedField, encodedFields, type Unit } from '../../unit.js';
import type { Drawn, DrawnRule, DrawnUnit } from '../rule.js';
import { fault } from '../rule.js';
import { lostAmong } from './sums.js';

/** A layer whose rows all lack their number may be silent: others say so. Any other hides what it has. */
export const silentLayers: DrawnRule = {
  on: 'drawing',
  *check(drawing, { dataset }) {
    const telling = tellingUnits(drawing, dataset);
    const seen = telling.filter(isSeen);
    for (const part of telling) {
      const { unit, items, reached } = part;
      if (isSeen(part) || isHalo(part, seen)) continue;
      const numbers = reached.filter((datum) => hasNumber(unit, datum, dataset));
      // What is as long as its number is flat where that is nought; an area without a height is so for another reason.
      const areFlat =
        items.length > 0 &&
        items.every(
          (item) => visibility(item) === 'flat' && (unit.mark !== 'area' || isNothing(unit, item, dataset)),
        );
      if (numbers.length === 0 || areFlat) continue;
      yield fault(unit.pointer, 'chart/empty.silent-layers', { mark: unit.mark, count: numbers.length });
    }
  },
};

/** Bars, points and lines are where a reader sees them, and none reaches past the ends of its axes. */
export const everyMarkSeen: DrawnRule = {
  on: 'unit',
  *check(part, { dataset }) {
    const { unit, items } = part;
    const at = unit.pointer;
    if (unit.mark === 'text' || !showsData(unit, dataset) || !isSeen(part)) return;
    const real = items.filter(({ item }) => item.defined !== false && datumOf(item) !== undefined);
    const hidden = real.filter(
      (item) => visibility(item) === 'nothing' && !isNothing(unit, item, dataset),
    ).length;
    if (hidden > 0)
      yield fault(at, 'chart/empty.every-mark-seen', { mark: unit.mark, hidden, of: real.length });
    else if (real.some(({ item }) => lacksNumber(unit, datumOf(item) ?? {}, dataset)))
      yield fault(at, 'chart/missing-value.every-mark-seen', { mark: unit.mark });
    else if (real.some((item) => isCut(item, unit.mark)))
      yield fault(at, 'chart/scale.every-mark-seen', { mark: unit.mark });
  },
};

/** A line of changing width leads from number to number: one that stands alone between gaps is not drawn. */
export const aloneInTrails: DrawnRule = {
  on: 'unit',
  *check({ unit, items }, { dataset }) {
    if (unit.mark !== 'trail' || !showsData(unit, dataset)) return;
    const isDrawn = (at: number, of: PlacedItem): boolean =>
      items[at]?.mark === of.mark && items[at]?.item.defined !== false;
    const isAlone = items.some(
      (each, at) => isDrawn(at, each) && !isDrawn(at - 1, each) && !isDrawn(at + 1, each),
    );
    if (isAlone) yield fault(unit.pointer, 'chart/empty.alone-in-trails', { mark: unit.mark });
  },
};

/** A chart shows some of its data. What is nought, or was told already, is no chart without marks. */
export const noMarks: DrawnRule = {
  on: 'drawing',
  *check(drawing, { dataset, diagnostics }) {
    const telling = tellingUnits(drawing, dataset);
    const areNothing = telling.some(({ items }) => items.some((item) => visibility(item) === 'flat'));
    if (telling.some(isSeen) || areNothing || diagnostics.length > 0) return;
    const isFiltered = drawing.parts.every(({ reached }) => reached.length === 0);
    yield fault('', isFiltered ? 'chart/empty.filtered' : 'chart/empty.missing');
  },
};

const tellingUnits = ({ parts }: Drawn, dataset: PublishedDataset): readonly DrawnUnit[] =>
  parts.filter(({ unit }) => showsData(unit, dataset));

/** A rule at a fixed place, or a word, is no data. */
function showsData(unit: Unit, { fields }: PublishedDataset): boolean {
  const definitions = Object.values(unit.channels).map(({ definition }) => definition);
  return (
    encodedFields(unit, fields).size > 0 ||
    definitions.some(({ field, aggregate }) => field !== undefined || aggregate !== undefined)
  );
}

const visibility = ({ item, mark, group }: PlacedItem): ReturnType<typeof visibilityOf> =>
  visibilityOf(item, mark, group);

const isSeen = ({ items }: DrawnUnit): boolean => items.some((item) => visibility(item) === 'visible');

/** A halo hides nothing: a line over it shows the same numbers of the same rows. */
function isHalo(part: DrawnUnit, seen: readonly DrawnUnit[]): boolean {
  const own = part.reached.flatMap(rowsBehind);
  return seen.some((other) => {
    if (!showsTheSame(part.unit, other.unit)) return false;
    const shown = new Set(other.reached.flatMap(rowsBehind));
    return own.every((row) => shown.has(row));
  });
}

const showsTheSame = (halo: Unit, { channels, mark }: Unit): boolean =>
  halo.mark === 'line' &&
  mark === 'line' &&
  axes.every((name) => {
    const [own, other] = [halo.channels[name]?.definition, channels[name]?.definition];
    return own?.field !== undefined && own.field === other?.field && own.aggregate === other?.aggregate;
  });

const measuresOf = (unit: Unit, { fields }: PublishedDataset) =>
  [...encodedFields(unit, fields).keys()].filter(({ role }) => role === 'measure');

/** True when a row has what its unit draws: a number where it encodes measures, anything where it does not. */
function hasNumber(unit: Unit, datum: Datums[number], dataset: PublishedDataset): boolean {
  const row = rowOf(dataset, datum);
  if (row === undefined) return Object.values(datum).some((value) => typeof value === 'number');
  return measuresOf(unit, dataset).every(({ name }) => exactIn(row.measures[name]) !== undefined);
}

/** True for a row whose numbers are all zero: a share of nothing has no length. */
function isNothing(unit: Unit, { item }: PlacedItem, dataset: PublishedDataset): boolean {
  const row = rowOf(dataset, datumOf(item) ?? {});
  const measures = measuresOf(unit, dataset);
  if (row === undefined || measures.length === 0) return false;
  return measures.every(({ name }) => exactIn(row.measures[name])?.numerator === 0n);
}

/** True for a row without the number by which its mark stands where it does. */
function lacksNumber({ channels }: Unit, datum: Datums[number], { fields }: PublishedDataset): boolean {
  return ['x', 'y', 'theta', 'radius'].some((name) => {
    const definition = channels[name]?.definition ?? {};
    const { field, aggregate } = definition;
    const isOfNumbers = aggregate === undefined && !isOfNames(definition);
    return (
      isOfNumbers && encodedField({ field }, fields)?.role === 'measure' && datum[String(field)] === null
    );
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

/** A mark is of one row. Only for units that draw cells of one measure: points of two measures, and calculated groups, may coincide. */
export const oneRowPerMark: DrawnRule = {
  on: 'unit',
  *check({ unit, drawn }, { dataset: { fields } }) {
    const encoded = [...encodedFields(unit, fields).keys()];
    const names = Object.values(unit.channels).flatMap(({ definition }) => definition.field ?? []);
    const isKnown = names.every((name) => fields.some((field) => field.name === name));
    if (isPart(unit) || !isKnown || encoded.filter(({ role }) => role === 'measure').length !== 1) return;
    const clash = firstClash(
      drawn,
      encoded.filter(({ role }) => role === 'dimension'),
    );
    if (clash === undefined) return;
    const open = fields.filter(
      ({ name, role }) => role === 'dimension' && clash.some((datum) => datum[name] !== clash[0]?.[name]),
    );
    // Without a dimension left open, a transform such as `fold` has made several rows of one.
    const way =
      open.length === 0
        ? 'encode what the transform makes'
        : `encode ${listNames(open.map(({ name }) => name))}, or filter to one value`;
    yield fault({ at: unit.pointer, unless: 'several-rows' }, 'chart/rows-per-mark.one-row-per-mark', {
      count: clash.length,
      mark: unit.mark,
      way,
    });
  },
};

function firstClash(datums: Datums, dimensions: readonly Field[]): Datums | undefined {
  const groups = groupBy(
    datums.filter((datum) => datum[rowField] !== undefined),
    (datum) => JSON.stringify(dimensions.map(({ name }) => datum[name])),
  );
  return [...groups.values()].find((group) => group.length > 1);
}

/**
 * Every row falls into a band of a chart. A row without a number falls into none, and the bands would add
 * up to fewer rows than there are without anybody saying so.
 */
export const everyRowInBand: DrawnRule = {
  on: 'channel',
  *check({ definition: { bin, field }, pointer, reached }, { dataset: { rows } }) {
    if (bin === undefined || isNone(bin) || typeof field !== 'string') return;
    const beneath = reached
      .filter((datum) => isOutside(datum, field))
      .flatMap((datum) => [...rowsBeneath(datum)].flatMap((index) => rows[index] ?? []));
    const lost = lostAmong(beneath, [field]);
    if (lost === undefined) return;
    yield fault({ at: pointer, unless: 'missing-values' }, 'chart/missing-value.every-row-in-band', {
      field,
      place: lost.place,
    });
  },
};

/** Vega keeps the beginning of a band under a name that ends with the field. */
const isOutside = (datum: Datums[number], field: string): boolean =>
  Object.entries(datum).some(
    ([name, value]) => name.startsWith('bin_') && name.endsWith(`_${field}`) && value === null,
  );
