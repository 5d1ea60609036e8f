import { faultOf } from '../../../problems/problem.js';
import { rowField } from '../../rows.js';
import { datumOf, type PlacedItem } from '../../scene/scene.js';
import { point, toObject } from '../../spec.js';
import type { Unit } from '../../unit.js';
import type { DrawnRule } from '../rule.js';

/** So far from a mark every label stands. */
const near = 12;

/** No label was moved by pixels from its own mark to another one, whose number it would then seem to be. */
export const labelsAtTheirMarks: DrawnRule = {
  on: 'unit',
  *check({ unit, items, drawing }) {
    if (unit.mark !== 'text') return;
    const marks = drawing.placed.filter(
      ({ item, mark }) => mark.marktype !== 'text' && rowOf(item) !== undefined,
    );
    if (!items.some((label) => isAtAnother(label, unit, marks))) return;
    const key =
      ['dx', 'dy', 'xOffset', 'yOffset'].find((name) => Math.abs(moveOf(unit, name)) >= near) ?? 'dx';
    yield {
      at: point(unit.pointer, 'mark', key),
      ...faultOf('chart/moved-label.labels-at-their-marks', { key }),
    };
  },
};

/** A place in the drawing. */
interface Spot {
  readonly x: number;
  readonly y: number;
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
  const nearest = (place: Spot, isOwn: boolean): number =>
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
function distance(place: Spot, { item, mark, x, y }: PlacedItem): number {
  const [left, top] = [x + (item.x ?? 0), y + (item.y ?? 0)];
  const [width, height] = mark.marktype === 'rect' ? [item.width ?? 0, item.height ?? 0] : [0, 0];
  const beyond = (at: number, from: number, length: number): number =>
    Math.max(from - at, at - from - length, 0);
  return Math.hypot(beyond(place.x, left, width), beyond(place.y, top, height));
}
