import { greatest } from '../../model/extremes.js';
import { isBackToBack, isLeftOfPair } from '../back-to-back.js';
import { type PlacedItem, placedItems } from '../scene.js';
import { point, toArray, toObject } from '../spec.js';
import { encodedField, type Unit, unitNamed } from '../unit.js';
import { type CheckContext, isAllowed, report } from './context.js';
import type { DrawnMarks } from './marks.js';

/** An axis that is set by hand may be so many times as long as what is drawn needs. */
const mostTimes = 4;

/** Checks that no axis set by hand is so long that all that is drawn on it looks like little, or like no change. */
export function checkLongAxes({ scene, units }: DrawnMarks, context: CheckContext): void {
  const placed = placedItems(scene).filter(({ mark }) => mark.marktype !== 'text');
  const { spec } = context.chart;
  // Both sides of a pyramid end where the longest bar of either does.
  const isPair = isBackToBack(spec);
  const isMirrored = ({ mark }: PlacedItem): boolean =>
    isPair && isLeftOfPair(spec, unitNamed(mark.name, units)?.pointer ?? '');
  for (const unit of units) {
    for (const axis of ['x', 'y'] as const) {
      const key = keyOf(unit, axis, context);
      const pointer = unit.channels[axis]?.pointer;
      if (key === undefined || pointer === undefined) continue;
      const own = placed.filter(({ mark }) => isPair || unitNamed(mark.name, units) === unit);
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
