import type { Language } from '../../language/language.js';
import { readWrittenNumber } from '../../language/read-number.js';
import type { LookedAt } from '../../model/claimed-rows.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset.js';
import type {
  DrawnChannel,
  DrawnConstantPlace,
  DrawnMarks,
  DrawnMeasures,
} from '../../model/drawn-measures.js';
import { timeNumber } from '../../model/drawn-times.js';
import { toFractionText, toNumber } from '../../model/exact.js';
import { greatest, least } from '../../model/extremes.js';
import { isExact } from '../../model/quantity.js';
import { isNumeric, toExact } from '../../model/value.js';
import type { DrawnConstant } from '../constants.js';
import { type ChartDataset, partAt } from '../datasets/parts.js';
import { rowField, textIn } from '../rows.js';
import { datumOf, textOf } from '../scene.js';
import { isTime } from '../time-labels.js';
import { encodedField, type Unit, unitNamed } from '../unit.js';
import type { Scene, SceneItem } from '../vega.js';
import { baseOf, type DrawnGroup, namesAlong, shadeOf, shareOf, sliceShareOf } from './pictures.js';
import { axisLabels, datumMarks, type PlacedMark } from './placed-marks.js';
import { type Measured, type Point, Scales } from './scales.js';

interface Found extends Measured {
  /** Place of the marks. */
  readonly marks: number;
  readonly measure: string;
  readonly by: DrawnChannel['by'];
}

/** What the marks of a drawn scene stand for, and by which scales. */
export function measureDrawing(
  scene: Scene,
  units: readonly Unit[],
  dataset: ChartDataset,
  language: Language,
  constants: readonly DrawnConstant[] = [],
): DrawnMeasures {
  const groups = datumMarks(scene).map((placed) => {
    const unit = unitNamed(placed.mark.name, units);
    const items = placed.mark.items.filter(({ defined }) => defined !== false);
    return { placed, unit, items, rows: rowsOf(items, dataset) };
  });
  const found = groups.flatMap(({ unit, items, rows, placed }, marks): readonly Found[] =>
    unit === undefined || rows.length === 0
      ? []
      : (['x', 'y'] as const).flatMap((axis) =>
          channelsOf(unit, axis, placed, dataset, rows).map(({ measure, by }) => ({
            ...{ marks, measure, by, axis, isLength: by === 'length' },
            points: pointsOf(items, rows, dataset, measure, (item) => pixelsOf(item, placed, axis, by)),
          })),
        ),
  );
  const scales = new Scales();
  const longest = [...found].filter(({ points }) => points.length > 0).sort((a, b) => spread(b) - spread(a));
  const places = new Map(longest.map((each) => [each, scales.placeOf(each)]));
  const labels = axisLabels(scene);
  const constantAxes = new Set(constants.map(({ axis }) => axis));
  const axes = labels.map((each) => placeOfLabels(each, scales, language, constantAxes));
  if (constants.length > 0) findZeros(found, places, groups, scales);
  const channelsAt = (group: DrawnGroup, marks: number): readonly DrawnChannel[] =>
    found.flatMap((each) => {
      const scale = each.marks === marks ? places.get(each) : undefined;
      if (scale === undefined) return [];
      const begins = each.by === 'length' && isBar(group) ? baseOf(group, each.axis) : undefined;
      const own = begins === undefined ? scale : scales.placeBeginning(scale, begins);
      return [{ scale: own, measure: each.measure, by: each.by, ...(begins !== undefined && { begins }) }];
    });
  const measured = groups.map((group, marks) => {
    const [channels, shade] = [channelsAt(group, marks), shadeOf(group, dataset)];
    const rows = channels.length > 0 || shade !== undefined || isBox(group) ? group.rows : [];
    const lengths = found.filter((each) => each.marks === marks && each.by === 'length');
    // What has no scale may have the same length everywhere.
    const [share] =
      channels.length > 0
        ? []
        : group.placed.mark.marktype === 'arc'
          ? [sliceShareOf(group, dataset)]
          : lengths.flatMap(({ measure, axis }) => shareOf(group, measure, axis, dataset) ?? []);
    const standing = constantsOf(group, constants, scales);
    return {
      ...group,
      rows,
      channels,
      ...(standing.length > 0 && { constants: standing }),
      ...(shade !== undefined && { shade }),
      ...(share && { share }),
    };
  });
  return {
    dataset: dataset.name,
    scales: scales.found,
    axes,
    names: namesAlong(labels, measured, dataset),
    looked: lookedAt(measured, dataset),
    marks: measured.map(({ placed, unit, items: _, ...group }) => ({
      mark: unit?.mark ?? placed.mark.marktype,
      ...group,
    })),
  };
}

/** Where no label says where the zero of lengths is, it is where they begin. */
function findZeros(
  found: readonly Found[],
  places: ReadonlyMap<Found, number | undefined>,
  groups: readonly DrawnGroup[],
  scales: Scales,
): void {
  for (const each of found) {
    const [place, group] = [places.get(each), groups[each.marks]];
    if (place === undefined || group === undefined || !each.isLength) continue;
    const base = isBar(group) ? baseOf(group, each.axis) : undefined;
    if (base !== undefined) scales.beginAt(place, base);
  }
}

/** The days of attributes that marks stand at: they are published with their rows, so that the marks can be measured. */
function lookedAt(
  groups: readonly Pick<DrawnMarks, 'rows' | 'channels'>[],
  dataset: ChartDataset,
): readonly LookedAt[] {
  return groups.flatMap(({ rows, channels }) => {
    const names = channels
      .map(({ measure }) => measure)
      .filter((name) => dataset.fields.some((field) => field.name === name && field.role === 'attribute'));
    if (names.length === 0) return [];
    return rows.flatMap((index) => {
      const row = dataset.rows[index];
      if (row === undefined) return [];
      const part = partAt(dataset, index);
      const own = names.filter((name) => part?.looked.has(name) !== true);
      if (own.length === 0) return [];
      const attributes = Object.fromEntries(
        own.map((name) => [part?.names.get(name) ?? name, row.attributes[name] ?? '']),
      );
      const { keys } = part?.dataset.rows[index - part.first] ?? row;
      return [{ dataset: part?.whole.name ?? dataset.name, keys, attributes }];
    });
  });
}

/** The constants that marks stand at, each on the scale that puts all of them there. */
function constantsOf(
  { unit, items, placed }: DrawnGroup,
  constants: readonly DrawnConstant[],
  scales: Scales,
): readonly DrawnConstantPlace[] {
  return constants.flatMap(({ unit: { name }, axis, at }) => {
    if (name !== unit?.name || typeof at === 'string' || !isExact(at.value)) return [];
    const value = toNumber(at.value);
    const points = items.map((item) => ({ value, pixels: pixelsOf(item, placed, axis, 'place') }));
    const scale = scales.placeOfKnown({ axis, isLength: false, points });
    return scale === undefined ? [] : [{ scale, number: toFractionText(at.value) }];
  });
}

const isBar = ({ placed: { mark } }: DrawnGroup): boolean => mark.marktype === 'rect';

/** Boxes and symbols are one shape each, whatever they show. */
const isBox = ({ placed: { mark } }: DrawnGroup): boolean =>
  mark.marktype === 'rect' || mark.marktype === 'symbol' || mark.marktype === 'arc';

/** A place needs two numbers to show its scale, a length one that is not nothing. */
function spread({ isLength, points }: Found): number {
  const pixels = points.map((point) => point.pixels);
  return greatest(pixels) - (isLength ? 0 : least(pixels));
}

/** Empty where an item was not drawn from one row. */
function rowsOf(items: readonly SceneItem[], dataset: PublishedDataset): readonly number[] {
  const rows = items.map((item) => Number(datumOf(item)?.[rowField]));
  return rows.every((row) => dataset.rows[row] !== undefined) ? rows : [];
}

/** The measures of the dataset along an axis that marks of this kind show as a length or a place. */
function channelsOf(
  { channels, mark }: Unit,
  axis: 'x' | 'y',
  { mark: { marktype, items } }: PlacedMark,
  { fields, rows: data }: PublishedDataset,
  rows: readonly number[],
): readonly Pick<Found, 'measure' | 'by'>[] {
  const fieldIn = (name: string): Field | undefined => {
    const definition = channels[name]?.definition;
    const isOwn = definition?.aggregate === undefined && definition?.bin === undefined;
    return isOwn ? encodedField(definition, fields) : undefined;
  };
  const measureIn = (name: string): string | undefined => {
    const field = fieldIn(name);
    return field?.role === 'measure' ? field.name : undefined;
  };
  // A line of changing width has an outline, whose corners are none of its points.
  if (marktype === 'trail') return [];
  const [own, other] = [measureIn(axis), measureIn(`${axis}2`)];
  const hasOther = channels[`${axis}2`] !== undefined;
  const time = fieldIn(axis);
  if (time !== undefined && isMoment(time)) return timesOf(time, fieldIn(`${axis}2`), marktype);
  if (own === undefined) {
    // A bar that is moved along its axis is as long as the cells that `detail` names.
    const moved = marktype === 'rect' && mark === 'bar' && hasOther ? measureIn('detail') : undefined;
    return moved === undefined || time !== undefined ? [] : [{ measure: moved, by: 'length' }];
  }
  if (other !== undefined && (marktype === 'rect' || marktype === 'area')) {
    if (marktype === 'area' && !(items.length > 1 && items.every((item) => isStraight(item)))) return [];
    return rangeOf(
      [own, other],
      marktype,
      rows.map((row) => data[row]?.measures ?? {}),
    );
  }
  if (marktype === 'rect') {
    if (hasOther) return [];
    return mark === 'bar' ? [{ measure: own, by: 'length' }] : [{ measure: own, by: 'place' }];
  }
  const isPlain = items.every((item) => isStraight(item)) || isStepped(items);
  if (marktype === 'symbol' || (marktype === 'line' && isPlain)) return [{ measure: own, by: 'place' }];
  // From its upper edge down to its lower one, in as many pieces as a missing number makes of it.
  if (marktype === 'area')
    return !hasOther && items.length > 1 && items.every((item) => isStraight(item))
      ? [{ measure: own, by: 'length' }]
      : [];
  if (marktype !== 'rule' || hasOther !== (other !== undefined)) return [];
  return [
    { measure: own, by: 'place' },
    ...(other === undefined ? [] : [{ measure: other, by: 'end' as const }]),
  ];
}

/** True where every corner of a line is one of its points. */
const isStraight = ({ interpolate = 'linear' }: SceneItem): boolean =>
  interpolate === 'linear' || interpolate === 'monotone';

/** True where a line goes from point to point in steps, all of one kind. */
const isStepped = (items: readonly SceneItem[]): boolean =>
  items.length > 1 &&
  ['step', 'step-after', 'step-before'].some((each) =>
    items.every(({ interpolate }) => interpolate === each),
  );

/**
 * The two ends of bars and areas that reach from one measure to another. Of a bar that is the lower end first, so that the same measure has
 * to be the lower one of all bars.
 */
function rangeOf(
  [own, other]: readonly [string, string],
  marktype: string,
  rows: readonly Row['measures'][],
): readonly Pick<Found, 'measure' | 'by'>[] {
  const ends = rows.map((measures) => [own, other].map((name) => measures[name]));
  const known = ends.flatMap(([one, two]) =>
    one !== undefined && two !== undefined && isNumeric(one) && isNumeric(two)
      ? [toNumber(toExact(two)) - toNumber(toExact(one))]
      : [],
  );
  // A missing end is drawn nowhere.
  if (known.length < rows.length) return [];
  if (marktype === 'area')
    return [
      { measure: own, by: 'place' },
      { measure: other, by: 'end' },
    ];
  if (known.every((length) => length >= 0))
    return [
      { measure: own, by: 'begin' },
      { measure: other, by: 'end' },
    ];
  if (known.every((length) => length <= 0))
    return [
      { measure: other, by: 'begin' },
      { measure: own, by: 'end' },
    ];
  return [];
}

/** A year of a dimension, or a day, be it of an attribute. */
const isMoment = (field: Field): boolean => field.type === 'date' || isTime(field);

/** Years and days, at which a mark stands; a bar may reach from one day to another. */
function timesOf(
  own: Field,
  other: Field | undefined,
  marktype: string,
): readonly Pick<Found, 'measure' | 'by'>[] {
  if (other !== undefined && isMoment(other))
    return marktype === 'rect' || marktype === 'rule'
      ? [
          { measure: own.name, by: 'begin' },
          { measure: other.name, by: 'end' },
        ]
      : [];
  return [{ measure: own.name, by: 'place' }];
}

function pointsOf(
  items: readonly SceneItem[],
  rows: readonly number[],
  dataset: PublishedDataset,
  measure: string,
  pixels: (item: SceneItem) => number,
): readonly Point[] {
  const field = dataset.fields.find(({ name }) => name === measure);
  const points = items.map((item, index): Point | undefined => {
    const row = dataset.rows[rows[index] ?? -1];
    const value = row && field && numberIn(row, field);
    return value === undefined ? undefined : { value, pixels: pixels(item) };
  });
  // A row over all years stands at none of them.
  const isWhole = field?.role === 'measure' || !points.includes(undefined);
  return isWhole ? points.filter((point) => point !== undefined) : [];
}

/** A measure, a year, or a day as a number: days are counted from 1970. */
function numberIn(row: Row, field: Field): number | undefined {
  if (field.role === 'measure') {
    const value = row.measures[field.name];
    return value !== undefined && isNumeric(value) ? toNumber(toExact(value)) : undefined;
  }
  return timeNumber(textIn(row, field) ?? '');
}

function pixelsOf(
  item: SceneItem,
  { x, y, mark }: PlacedMark,
  axis: 'x' | 'y',
  by: DrawnChannel['by'],
): number {
  const { x: left = 0, y: top = 0, x2 = left, y2 = top, width = 0, height = 0 } = item;
  const isArea = mark.marktype === 'area';
  if (by === 'length' && isArea) return Math.abs(axis === 'x' ? x2 - left : y2 - top);
  if (by === 'length') return Math.abs(axis === 'x' ? width : height);
  // Of a bar the corners, whichever of them was drawn first.
  if (by === 'begin')
    return mark.marktype === 'rule'
      ? axis === 'x'
        ? x + left
        : y + top
      : axis === 'x'
        ? x + left
        : y + top + height;
  if (by === 'end' && mark.marktype === 'rect') return axis === 'x' ? x + left + width : y + top;
  if (by === 'end') return axis === 'x' ? x + x2 : y + y2;
  if (isArea) return axis === 'x' ? x + left : y + top;
  return axis === 'x' ? x + left + width / 2 : y + top + height / 2;
}

/** Labels that print other numbers than those of the scale, such as thousands, have none. */
function placeOfLabels(
  { mark, group, x, y }: PlacedMark,
  scales: Scales,
  language: Language,
  constantAxes: ReadonlySet<'x' | 'y'>,
): number | null {
  const axis = /(?:^|_)([xy])$/.exec(String(datumOf(group)?.scale))?.[1];
  if (axis !== 'x' && axis !== 'y') return null;
  const shown = mark.items.filter((item) => item.opacity !== 0 && textOf(item) !== '');
  const points = shown.flatMap((item): readonly Point[] => {
    const value = datumOf(item)?.value;
    const isPrinted = typeof value === 'number' && readWrittenNumber(textOf(item), language) === value;
    return isPrinted ? [{ value, pixels: axis === 'x' ? x + (item.x ?? 0) : y + (item.y ?? 0) }] : [];
  });
  if (points.length < 2 || points.length < shown.length) return null;
  // Of what is calculated no mark has a scale; a constant beside it has that of the labels.
  return scales.placeOfLabels({ axis, isLength: false, points }, constantAxes.has(axis)) ?? null;
}
