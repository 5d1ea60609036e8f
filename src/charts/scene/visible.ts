import { greatest, least } from '../../model/chart/extremes.js';
import { neutral } from '../../model/chart/palette.js';
import type { SceneItem, SceneMark } from './scene.js';
import { textOf } from './scene.js';

/**
 * What a reader sees of an item. `nothing`: it has no colour, no size, or stands outside what is drawn. `flat`: it is as
 * long as its number, and its number is nothing.
 */
export type Visibility = 'visible' | 'nothing' | 'flat';

/** Below this an item cannot be told from paper. */
const leastOpacity = 0.2;
/** Below this a shape is no longer seen, in pixels. */
const leastSize = 0.1;

/** Returns what a reader sees of an item that stands in a group of this size; paths are judged point by point. */
export function visibilityOf(item: SceneItem, mark: SceneMark, plot: SceneItem): Visibility {
  if (isClear(item, mark) || isOutside(item, mark, plot)) return 'nothing';
  return visibilities[mark.marktype]?.(item) ?? seenWhere(item.defined !== false);
}

const seenWhere = (isSeen: boolean): Visibility => (isSeen ? 'visible' : 'nothing');

const byLength = (length: number): Visibility => (length < leastSize ? 'flat' : 'visible');

/** By the type of the mark; of others each point is seen where the path does not break. */
const visibilities: Readonly<Record<string, (item: SceneItem) => Visibility>> = {
  text: (item) => seenWhere(textOf(item).trim() !== '' && (item.fontSize ?? 11) > 0),
  symbol: ({ size = 64 }) => seenWhere(size > leastSize),
  rect: rectSize,
  arc: (item) => byLength(arcLength(item)),
  area: (item) => (item.defined === false ? 'nothing' : byLength(lengthOf(item))),
  rule: (item) => byLength(lengthOf(item)),
};

function rectSize({ width = 0, height = 0 }: SceneItem): Visibility {
  const [wide, high] = [Math.abs(width) > leastSize, Math.abs(height) > leastSize];
  if (wide && high) return 'visible';
  return wide || high ? 'flat' : 'nothing';
}

/** Of the outer edge of a slice. */
function arcLength({ startAngle = 0, endAngle = 0, innerRadius = 0, outerRadius = 0 }: SceneItem): number {
  return Math.abs(outerRadius - innerRadius) <= leastSize ? 0 : Math.abs(endAngle - startAngle) * outerRadius;
}

function lengthOf({ x = 0, y = 0, x2 = x, y2 = y }: SceneItem): number {
  return Math.max(Math.abs(x2 - x), Math.abs(y2 - y));
}

/** True when neither the inside nor the edge of an item has a colour that stands out from paper. */
function isClear(item: SceneItem, { marktype }: SceneMark): boolean {
  // A condition that does not hold leaves `null`, which vega draws as if nothing were said.
  const [opacity, fillOpacity, strokeOpacity, strokeWidth] = [
    item.opacity ?? 1,
    item.fillOpacity ?? 1,
    item.strokeOpacity ?? 1,
    item.strokeWidth ?? 1,
  ];
  const isWord = marktype === 'text';
  const filled = isColour(item.fill, isWord) && opacity * fillOpacity >= leastOpacity;
  const edged =
    isColour(item.stroke, isWord) && opacity * strokeOpacity >= leastOpacity && strokeWidth > leastSize;
  // A line has no inside.
  return !edged && (!filled || marktype === 'line' || marktype === 'rule');
}

/** White words stand on bars; everything else white is paper. Gradients and other objects are taken for colours. */
export function isColour(colour: unknown, isWord = false): boolean {
  if (colour === undefined || colour === null) return false;
  if (typeof colour !== 'string') return true;
  const name = colour.trim().toLowerCase();
  if (name === '' || name === 'none' || name === 'transparent' || alphaOf(name) < leastOpacity) return false;
  return (
    isWord ||
    ![neutral.paper, '#fff', '#ffffffff', 'white', 'rgb(255, 255, 255)', 'rgb(255,255,255)'].includes(name)
  );
}

/** How much a colour covers, from 0 to 1. */
function alphaOf(colour: string): number {
  const hex = /^#(?:[0-9a-f]{3}([0-9a-f])|[0-9a-f]{6}([0-9a-f]{2}))$/.exec(colour);
  const digits = hex?.[1] ?? hex?.[2];
  if (digits !== undefined) return Number.parseInt(digits, 16) / (16 ** digits.length - 1);
  const part = /^(?:rgba|hsla|rgb|hsl)\(.*[,/]\s*([\d.]+)(%?)\s*\)$/.exec(colour);
  const isFourth = part !== null && (colour.includes('/') || colour.split(',').length === 4);
  return isFourth ? Number(part[1]) / (part[2] === '%' ? 100 : 1) : 1;
}

/** Half a pixel is the width of a stroke. */
const edge = 1;

/** True when no part of a mark lies within its plot; words may stand beside it. */
function isOutside(item: SceneItem, { marktype, clip }: SceneMark, { width, height }: SceneItem): boolean {
  if (width === undefined || height === undefined) return false;
  if (marktype === 'text' && clip !== true) return false;
  const [xs, ys] = extentOf(item, marktype);
  const isBeyond = (ends: readonly number[], most: number): boolean =>
    ends.some(Number.isNaN) || greatest(ends) < -edge || least(ends) > most + edge;
  return isBeyond(xs, width) || isBeyond(ys, height);
}

/** The ends of an item in its group, from left to right and from top to bottom. */
export function extentOf(item: SceneItem, marktype: string): readonly [readonly number[], readonly number[]] {
  const { x = 0, y = 0, x2 = x, y2 = y, width = 0, height = 0, outerRadius = 0 } = item;
  if (marktype === 'arc')
    return [
      [x - outerRadius, x + outerRadius],
      [y - outerRadius, y + outerRadius],
    ];
  return marktype === 'rect'
    ? [
        [x, x + width],
        [y, y + height],
      ]
    : [
        [x, x2],
        [y, y2],
      ];
}
