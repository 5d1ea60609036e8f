import type { PublishedDataset } from '../../model/dataset.js';
import { type DrawnArea, type DrawnMarks, radiusOn } from '../../model/drawn-measures.js';
import {
  barWithoutBase,
  lightnessOf,
  type NamedPlace,
  nameBeside,
  type Stretch,
  sharedKey,
  withoutSpaces,
  wrongShade,
  wrongShare,
} from '../../model/drawn-pictures.js';
import { toNumber } from '../../model/exact.js';
import { greatest, least } from '../../model/extremes.js';
import { isCounted } from '../../model/periods.js';
import { isNumeric, toExact } from '../../model/value.js';
import { datumOf, textOf } from '../scene.js';
import type { SceneItem } from '../scene-items.js';
import { encodedField, type Unit } from '../unit.js';
import type { PlacedMark } from './placed-marks.js';

/** Marks of the scene, and the row that each was drawn from. */
export interface DrawnGroup {
  readonly placed: PlacedMark;
  readonly unit: Unit | undefined;
  readonly items: readonly SceneItem[];
  readonly rows: readonly number[];
}

/** A mark and the number that it shows. */
export interface Valued {
  readonly item: SceneItem;
  readonly value: number;
}

/** So far apart are two ends of one place at most, in pixels. */
const tolerance = 0.6;

/** The measure that the shades of marks show: undefined where there is none, or a shade does not go with its number. */
export function shadeOf(
  { unit, items, rows }: DrawnGroup,
  { fields, rows: data }: PublishedDataset,
): string | undefined {
  const definition = unit?.channels.color?.definition ?? unit?.channels.fill?.definition;
  const field =
    definition?.aggregate === undefined && definition ? encodedField(definition, fields) : undefined;
  if (field?.role !== 'measure' || rows.length === 0) return undefined;
  const valued = items.flatMap((item, index): Valued[] => {
    const value = data[rows[index] ?? -1]?.measures[field.name];
    return value === undefined || !isNumeric(value) ? [] : [{ item, value: toNumber(toExact(value)) }];
  });
  return areShades(valued) ? field.name : undefined;
}

/** Whether the shades of several marks go with their numbers. */
export function areShades(valued: readonly Valued[]): boolean {
  const shaded = valued.map(({ item, value }) => ({
    value,
    lightness: lightnessOf(item.fill ?? '') ?? Number.NaN,
  }));
  const isShaded = shaded.length > 1 && shaded.every(({ lightness }) => !Number.isNaN(lightness));
  return isShaded && wrongShade(shaded) === undefined;
}

/** Which part of all bars at their place bars show: undefined where they are not as long as their numbers are great. */
export function shareOf(
  { items, rows, placed }: DrawnGroup,
  measure: string,
  axis: 'x' | 'y',
  { rows: data }: PublishedDataset,
): DrawnMarks['share'] {
  const bars = items.flatMap((item, index) => {
    const value = data[rows[index] ?? -1]?.measures[measure];
    const { x = 0, y = 0, width = 0, height = 0 } = item;
    const [length, across] =
      axis === 'x' ? [width, placed.y + y + height / 2] : [height, placed.x + x + width / 2];
    return value === undefined || !isNumeric(value)
      ? []
      : [{ length, across, value: toNumber(toExact(value)) }];
  });
  const isShown = bars.length > 1 && wrongShare(bars, tolerance) === undefined;
  return isShown ? { measure, axis } : undefined;
}

/**
 * The measure whose shares slices show: undefined where their angles do not go with their numbers, or they are not of one
 * circle.
 */
export function sliceShareOf(
  { items, rows, unit }: DrawnGroup,
  { fields, rows: data }: PublishedDataset,
): DrawnMarks['share'] {
  const definition = unit?.channels.theta?.definition;
  const measure =
    definition?.aggregate === undefined && definition !== undefined
      ? encodedField(definition, fields)
      : undefined;
  if (measure?.role !== 'measure' || rows.length === 0) return undefined;
  const slices = items.flatMap((item, index): Valued[] => {
    const value = data[rows[index] ?? -1]?.measures[measure.name];
    return value === undefined || !isNumeric(value) ? [] : [{ item, value: toNumber(toExact(value)) }];
  });
  return areSharesOfCircle(slices) ? { measure: measure.name, axis: 'angle' } : undefined;
}

/** Whether slices are of one circle, and each as wide as its number is great among theirs. */
export function areSharesOfCircle(valued: readonly Valued[]): boolean {
  const slices = valued.map(({ item, value }) => {
    const { x = 0, y = 0, startAngle = 0, endAngle = 0, innerRadius = 0, outerRadius = 0 } = item;
    const { padAngle = 0, cornerRadius = 0 } = item;
    return {
      ...{ value, across: 0, length: Math.abs(endAngle - startAngle) * outerRadius },
      circle: JSON.stringify([x, y, innerRadius, outerRadius]),
      isPlain: padAngle === 0 && cornerRadius === 0,
    };
  });
  const isOneCircle = new Set(slices.map(({ circle }) => circle)).size === 1;
  return isOneCircle && slices.every(({ isPlain }) => isPlain) && wrongShare(slices, tolerance) === undefined;
}

/** So far is the radius of a circle from that of its number at most, in pixels. */
const radiusTolerance = 0.1;

/** How the areas of circles go with their numbers; undefined where they do not, and of circles that are all alike. */
export function areaScaleOf(valued: readonly Valued[]): DrawnArea | undefined {
  // What vega calls the size of a circle is the area of the square around it.
  const circles = valued.map(({ item: { shape = 'circle', size = 0 }, value }) => {
    const isCircle = shape === 'circle' && size > 0;
    return { value, square: isCircle ? size / 4 : Number.NaN };
  });
  const ordered = [...circles].sort((a, b) => a.value - b.value);
  const [low, high] = [ordered[0], ordered.at(-1)];
  if (low === undefined || high === undefined || low.value === high.value) return undefined;
  const unit = (high.square - low.square) / (high.value - low.value);
  const scale = { zero: low.square - unit * low.value, unit };
  const isShown = circles.every(
    ({ value, square }) => Math.abs(Math.sqrt(square) - radiusOn(scale, value)) <= radiusTolerance,
  );
  return isShown && unit > 0 ? scale : undefined;
}

/** The measure that the areas of circles show: undefined where one of them has no number, or they do not go with theirs. */
export function sizeOf(
  { unit, items, rows, placed }: DrawnGroup,
  { fields, rows: data }: PublishedDataset,
): DrawnMarks['size'] {
  const definition = unit?.channels.size?.definition;
  const isCell = definition?.aggregate === undefined && definition?.bin === undefined;
  const field = isCell ? encodedField(definition, fields) : undefined;
  if (placed.mark.marktype !== 'symbol' || field?.role !== 'measure' || rows.length === 0) return undefined;
  const valued = items.flatMap((item, index): Valued[] => {
    const value = data[rows[index] ?? -1]?.measures[field.name];
    return value === undefined || !isNumeric(value) ? [] : [{ item, value: toNumber(toExact(value)) }];
  });
  const scale = valued.length === items.length ? areaScaleOf(valued) : undefined;
  return scale && { measure: field.name, ...scale };
}

/** Where bars begin along an axis: undefined where not all begin at one place, or on top of each other. */
export function baseOf({ items, placed }: DrawnGroup, axis: 'x' | 'y'): number | undefined {
  const bars = items.map((item): Stretch => {
    const [x, y] = [placed.x + (item.x ?? 0), placed.y + (item.y ?? 0)];
    const { width = 0, height = 0 } = item;
    const [from, length, across] = axis === 'x' ? [x, width, y + height / 2] : [y, height, x + width / 2];
    return { low: Math.min(from, from + length), high: Math.max(from, from + length), across };
  });
  const bases = [least(bars.map(({ low }) => low)), greatest(bars.map(({ high }) => high))];
  const ordered = axis === 'x' ? bases : bases.reverse();
  return ordered.find((base) => barWithoutBase(bars, base, tolerance) === undefined);
}

/** Marks with the calculated numbers that they show. */
type NumberedGroup = DrawnGroup & Pick<DrawnMarks, 'calculated' | 'pictured'>;

/** Which names of categories stand along axes, where every mark stands beside that of its row. */
export function namesAlong(
  labels: readonly PlacedMark[],
  groups: readonly NumberedGroup[],
  dataset: PublishedDataset,
): readonly { readonly axis: number; readonly dimension: string }[] {
  const found = labels.flatMap((label, axis) => {
    const along = /(?:^|_)([xy])$/.exec(String(datumOf(label.group)?.scale))?.[1];
    const dimension = along === undefined ? undefined : dimensionOf(label, dataset);
    return dimension === undefined
      ? []
      : [{ axis, along: along === 'x' ? ('x' as const) : ('y' as const), dimension, label }];
  });
  return found
    .filter(({ along, dimension }) => {
      const names = found
        .filter((other) => other.along === along && other.dimension === dimension)
        .flatMap(({ label }) => placesOf(label, along));
      return groups.every((group) => standsBeside(group, names, along, dimension, dataset));
    })
    .map(({ axis, dimension }) => ({ axis, dimension }));
}

/** The dimension whose categories labels print, word for word. */
function dimensionOf({ mark }: PlacedMark, { fields }: PublishedDataset): string | undefined {
  const shown = mark.items.filter((item) => textOf(item) !== '');
  return fields.find(
    ({ role, type, categories }) =>
      role === 'dimension' &&
      // Years whose labels are left out in between stand along a scale; periods are told by the language.
      (type === 'year' ? shown.length === mark.items.length : !isCounted(type)) &&
      shown.length > 1 &&
      shown.every((item) => {
        const category = categories.find(({ value }) => value === String(datumOf(item)?.value));
        return category !== undefined && withoutSpaces(category.label) === withoutSpaces(textOf(item));
      }),
  )?.name;
}

const placesOf = ({ mark, x, y }: PlacedMark, along: 'x' | 'y'): NamedPlace[] =>
  mark.items.map((item) => ({
    name: String(datumOf(item)?.value),
    place: along === 'x' ? x + (item.x ?? 0) : y + (item.y ?? 0),
  }));

/** Baselines of names lie a little above or below where vega puts them: a mark that is as near to two of them is not told by either. */
const near = 4;

function standsBeside(
  { items, rows, placed, calculated = [], pictured = [] }: NumberedGroup,
  names: readonly NamedPlace[],
  along: 'x' | 'y',
  dimension: string,
  dataset: PublishedDataset,
): boolean {
  const isBeside = (item: SceneItem | undefined, own: string | undefined): boolean => {
    if (item === undefined || own === undefined) return false;
    const { x = 0, y = 0, width = 0, height = 0 } = item;
    const place = along === 'x' ? placed.x + x + width / 2 : placed.y + y + height / 2;
    return [place - near, place + near].every((each) => nameBeside(names, each) === own);
  };
  const [numbers] = [...calculated, ...pictured];
  if (rows.length === 0 && numbers !== undefined)
    return numbers.numbers.every(({ cells }, index) => {
      const own = sharedKey(
        cells.map(({ keys }) => keys),
        dimension,
      );
      // A number of several categories stands beside none of them.
      return own === undefined || isBeside(items[index], own);
    });
  return rows.every((row, index) => isBeside(items[index], dataset.rows[row]?.keys[dimension]));
}
