import { greatest } from '../../../model/chart/extremes.js';
import { faultOf } from '../../../problems/problem.js';
import type { PlacedItem } from '../../scene/scene.js';
import { point, toArray } from '../../spec.js';
import { unitNamed } from '../../unit.js';
import { isLeftSide } from '../context.js';
import type { DrawnEncoded, DrawnRule } from '../rule.js';

/** An axis that is set by hand may be so many times as long as what is drawn needs. */
const mostTimes = 4;

/** No axis set by hand is so long that all that is drawn on it looks like little, or like no change. */
export const axisNearItsEnd: DrawnRule = {
  on: 'channel',
  *check(channel, context) {
    const { name, pointer, items, drawing } = channel;
    const key = keyOf(channel);
    if (key === undefined || (name !== 'x' && name !== 'y')) return;
    // Both sides of a pyramid end where the longest bar of either does.
    const isMirrored = ({ mark }: PlacedItem): boolean =>
      isLeftSide(context, unitNamed(mark.name, drawing.units)?.pointer);
    const own = (context.isMirrored ? drawing.placed : items).filter(({ mark }) => mark.marktype !== 'text');
    const reach = greatest([0, ...own.map((item) => reachOf(item, name, isMirrored(item)))]);
    if (reach === 0 || reach * mostTimes >= 1) return;
    yield {
      at: point(pointer, 'scale', key),
      ...faultOf('chart/scale.axis-near-its-end', { key, name, times: Math.floor(1 / reach) }),
      unless: 'long-axis',
      once: true,
    };
  },
};

/** The key by which an author sets the end of an axis of numbers; percentages may go to the whole. */
function keyOf({ unit: { mark }, definition, scale, field }: DrawnEncoded): string | undefined {
  const { domain, domainMax, type } = scale;
  const [, last] = toArray(domain);
  const end = domainMax ?? last;
  const isNumber = field?.role === 'measure' || definition.aggregate !== undefined;
  if (mark === 'text' || typeof end !== 'number' || !isNumber || type === 'log') return undefined;
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
