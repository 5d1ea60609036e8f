import type { Category, Field, PublishedDataset, Row } from '../../model/dataset.js';
import type { DrawnChannel } from '../../model/drawn-measures.js';
import { timeNumber } from '../../model/drawn-times.js';
import { toNumber } from '../../model/exact.js';
import { isNumeric, toExact } from '../../model/value.js';
import { boundFields, textIn } from '../rows.js';
import type { SceneItem, SceneMark } from '../scene-items.js';
import { isTime } from '../time-labels.js';
import { encodedField, type Unit } from '../unit.js';
import type { PlacedMark } from './placed-marks.js';
import type { Point } from './scales.js';

/** A measure, year or day, and what of the marks it is. */
type Shows = Pick<DrawnChannel, 'measure' | 'by' | 'per'>;

/** The measures of the dataset along an axis that marks of this kind show as a length or a place. */
export function channelsOf(
  { channels, mark }: Unit,
  axis: 'x' | 'y',
  { mark: { marktype, items } }: PlacedMark,
  { fields, rows: data }: PublishedDataset,
  rows: readonly number[],
): readonly Shows[] {
  const fieldIn = (name: string): Field | undefined => {
    const definition = channels[name]?.definition;
    const isOwn = definition?.aggregate === undefined && definition?.bin === undefined;
    return isOwn ? encodedField(definition, fields) : undefined;
  };
  const measureIn = (name: string): string | undefined => {
    const field = fieldIn(name);
    return field?.role === 'measure' ? field.name : undefined;
  };
  const banded = mark === 'bar' ? fields.find((field) => isBand(field, channels)) : undefined;
  if (banded !== undefined) {
    if (axis === 'x')
      return [
        { measure: banded.name, by: 'begin' },
        { measure: banded.name, by: 'end' },
      ];
    const details = Object.keys(channels).filter((name) => /^detail\b/.test(name));
    const [number] = details.flatMap((name) => measureIn(name) ?? []);
    return number === undefined ? [] : [{ measure: number, by: 'length', per: banded.name }];
  }
  const [own, other] = [measureIn(axis), measureIn(`${axis}2`)];
  const hasOther = channels[`${axis}2`] !== undefined;
  const time = fieldIn(axis);
  const width = marktype === 'trail' && axis === 'x' ? measureIn('size') : undefined;
  const wide: readonly Shows[] = width === undefined ? [] : [{ measure: width, by: 'width' }];
  if (time !== undefined && isMoment(time)) return [...timesOf(time, fieldIn(`${axis}2`), marktype), ...wide];
  if (own === undefined) {
    // A bar that is moved along its axis is as long as the cells that `detail` names.
    const moved = marktype === 'rect' && mark === 'bar' && hasOther ? measureIn('detail') : undefined;
    return moved === undefined || time !== undefined ? [] : [{ measure: moved, by: 'length' }];
  }
  const numberAt = (name: string, index: number): number | undefined => {
    const cell = data[rows[index] ?? -1]?.measures[name];
    return cell !== undefined && isNumeric(cell) ? toNumber(toExact(cell)) : undefined;
  };
  const shown = { own, other, hasOther, numberAt };
  return [...shownAs(mark, { marktype, items }, shown).map(({ of, by }) => ({ measure: of, by })), ...wide];
}

/** True for the bands between whose bounds bars reach along a scale: their areas are their numbers. */
function isBand(field: Field, channels: Unit['channels']): boolean {
  const [from, to] = boundFields(field);
  return (
    field.categories.some(({ bounds }) => bounds !== undefined) &&
    channels.x?.definition.field === from &&
    channels.x2?.definition.field === to
  );
}

/** What marks show along an axis: one thing, or two between which they reach. */
interface Shown<T> {
  readonly own: T;
  readonly other: T | undefined;
  /** Whether they have another end. */
  readonly hasOther: boolean;
  /** The number of a mark by its place among them; undefined of a missing one. */
  readonly numberAt: (of: T, index: number) => number | undefined;
}

/** How marks of a kind show that: as a length, as places; nothing where it cannot be measured. */
export function shownAs<T>(
  mark: string,
  { marktype, items }: Pick<SceneMark, 'marktype' | 'items'>,
  { own, other, hasOther, numberAt }: Shown<T>,
): readonly { readonly of: T; readonly by: DrawnChannel['by'] }[] {
  if (other !== undefined && (marktype === 'rect' || marktype === 'area')) {
    if (marktype === 'area' && !(items.length > 1 && items.every((item) => isStraight(item)))) return [];
    const ends = items
      .flatMap((item, index) => (item.defined === false ? [] : [index]))
      .map((_, index) => [numberAt(own, index), numberAt(other, index)] as const);
    return rangeOf([own, other], marktype, ends);
  }
  if (marktype === 'rect') {
    if (hasOther) return [];
    return mark === 'bar' ? [{ of: own, by: 'length' }] : [{ of: own, by: 'place' }];
  }
  const isPlain = items.every((item) => isStraight(item)) || isStepped(items);
  if (marktype === 'symbol' || marktype === 'trail' || (marktype === 'line' && isPlain))
    return [{ of: own, by: 'place' }];
  // From its upper edge down to its lower one, in as many pieces as a missing number makes of it.
  if (marktype === 'area')
    return !hasOther && items.length > 1 && items.every((item) => isStraight(item))
      ? [{ of: own, by: 'length' }]
      : [];
  if (marktype !== 'rule' || hasOther !== (other !== undefined)) return [];
  return [{ of: own, by: 'place' }, ...(other === undefined ? [] : [{ of: other, by: 'end' as const }])];
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
function rangeOf<T>(
  [own, other]: readonly [T, T],
  marktype: string,
  ends: readonly (readonly [number | undefined, number | undefined])[],
): readonly { readonly of: T; readonly by: DrawnChannel['by'] }[] {
  const known = ends.flatMap(([one, two]) => (one !== undefined && two !== undefined ? [two - one] : []));
  // A missing end is drawn nowhere.
  if (known.length < ends.length) return [];
  if (marktype === 'area')
    return [
      { of: own, by: 'place' },
      { of: other, by: 'end' },
    ];
  if (known.every((length) => length >= 0))
    return [
      { of: own, by: 'begin' },
      { of: other, by: 'end' },
    ];
  if (known.every((length) => length <= 0))
    return [
      { of: other, by: 'begin' },
      { of: own, by: 'end' },
    ];
  return [];
}

/** A year of a dimension, or a day, be it of an attribute. */
const isMoment = (field: Field): boolean => field.type === 'date' || isTime(field);

/** Years and days, at which a mark stands; a bar may reach from one day to another. */
function timesOf(own: Field, other: Field | undefined, marktype: string): readonly Shows[] {
  if (other !== undefined && isMoment(other))
    return marktype === 'rect' || marktype === 'rule'
      ? [
          { measure: own.name, by: 'begin' },
          { measure: other.name, by: 'end' },
        ]
      : [];
  return [{ measure: own.name, by: 'place' }];
}

export function pointsOf(
  items: readonly SceneItem[],
  rows: readonly number[],
  dataset: PublishedDataset,
  { measure, by, per }: Shows,
  pixels: (item: SceneItem) => number,
): readonly Point[] {
  const [field, band] = [measure, per].map((own) => dataset.fields.find(({ name }) => name === own));
  const points = items.map((item, index): Point | undefined => {
    const row = dataset.rows[rows[index] ?? -1];
    const value = row && field && numberIn(row, field, by);
    const width = row && band ? widthOf(boundsIn(row, band)) : 1;
    return value === undefined ? undefined : { value: value / width, pixels: pixels(item) };
  });
  // A row over all years stands at none of them.
  const isWhole = field?.role === 'measure' || !points.includes(undefined);
  return isWhole ? points.filter((point) => point !== undefined) : [];
}

/** A measure, a year, or a day as a number: days are counted from 1970; of a band the bound at which a bar begins or ends. */
function numberIn(row: Row, field: Field, by: DrawnChannel['by']): number | undefined {
  if (field.role === 'measure') {
    const value = row.measures[field.name];
    return value !== undefined && isNumeric(value) ? toNumber(toExact(value)) : undefined;
  }
  const bounds = boundsIn(row, field);
  return bounds === undefined ? timeNumber(textIn(row, field) ?? '') : bounds[by === 'end' ? 1 : 0];
}

const boundsIn = ({ keys }: Row, { name, categories }: Field): Category['bounds'] =>
  categories.find(({ value }) => value === keys[name])?.bounds;

const widthOf = ([from, to]: NonNullable<Category['bounds']> = [0, 0]): number => to - from;

export function pixelsOf(
  item: SceneItem,
  { x, y, mark }: PlacedMark,
  axis: 'x' | 'y',
  by: DrawnChannel['by'],
): number {
  const { x: left = 0, y: top = 0, x2 = left, y2 = top, width = 0, height = 0, size = 0 } = item;
  if (by === 'width') return size;
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
