import { rowField } from '../rows.js';
import { datumOf, type PlacedItem, placedItems } from '../scene.js';
import { point, toObject } from '../spec.js';
import { type Unit, unitNamed } from '../unit.js';
import { type CheckContext, report } from './context.js';
import type { DrawnMarks } from './marks.js';

/** So far from a mark every label stands. */
const near = 12;

/** A place in the drawing. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Checks that no label was moved by pixels from its own mark to another one, whose number it would then seem to be. */
export function checkMovedLabels({ scene, units }: DrawnMarks, context: CheckContext): void {
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
