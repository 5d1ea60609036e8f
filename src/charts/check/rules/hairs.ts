import type { PublishedDataset } from '../../../model/dataset/dataset.js';
import { faultOf } from '../../../problems/problem.js';
import { isToldByColour } from '../../scene/hatch.js';
import { isColour } from '../../scene/visible.js';
import type { JsonObject } from '../../spec.js';
import { encodedField } from '../../unit.js';
import type { DrawnRule } from '../rule.js';
import { showsData } from './marks.js';

/** Of a part that is thinner than this nobody sees the colour, in pixels. */
const hair = 0.5;
/** What hairs of one bar may come to together, in pixels: a small part is none the less true. */
const mostHairs = 3;

/** A part of a bar: where it begins along the bar, and how long it is. */
interface Hair {
  readonly from: number;
  readonly size: number;
  readonly fill: string;
}

/** A bar of hairs of many colours is of a colour that none of them has: nobody sees what it is made of. */
export const hairs: DrawnRule = {
  on: 'unit',
  *check({ unit, items }, { dataset }) {
    if (unit.mark !== 'bar' || !showsData(unit, dataset) || !isToldByColour(unit, dataset)) return;
    const isUpright = isNumber(unit.channels.y?.definition, dataset);
    const bars = new Map<string, Hair[]>();
    for (const { item, mark, x, y } of items) {
      const { x: left = 0, y: top = 0, width = 0, height = 0, fill = '' } = item;
      const [from, size] = isUpright ? [top, Math.abs(height)] : [left, Math.abs(width)];
      const line = isColour(item.stroke) ? (item.strokeWidth ?? 1) : 0;
      if (mark.marktype !== 'rect' || size === 0 || size >= Math.max(hair, line)) continue;
      const key = JSON.stringify([x, y, isUpright ? left : top]);
      bars.set(key, [...(bars.get(key) ?? []), { from, size, fill }]);
    }
    const hidden = [...bars.values()].filter((parts) => mixedIn(parts) > mostHairs).flat();
    if (hidden.length > 0)
      yield { at: unit.pointer, ...faultOf('chart/hidden.hairs', { count: hidden.length, mark: unit.mark }) };
  },
};

/** How many pixels of a bar are hairs between others of another colour. */
function mixedIn(parts: readonly Hair[]): number {
  const runs: { to: number; size: number; readonly fill: string }[] = [];
  for (const { from, size, fill } of parts.toSorted((a, b) => a.from - b.from)) {
    const last = runs.at(-1);
    if (last?.fill !== fill || from - last.to > hair) runs.push({ to: from + size, size, fill });
    else Object.assign(last, { to: from + size, size: last.size + size });
  }
  return runs.reduce((sum, { size }) => sum + (size < hair ? size : 0), 0);
}

const isNumber = (definition: JsonObject | undefined, { fields }: PublishedDataset): boolean =>
  definition?.aggregate !== undefined || encodedField(definition, fields)?.role === 'measure';
