import { faultOf } from '../../../problems/problem.js';
import { point } from '../../spec.js';
import { encodedField, isCategorical, type Unit } from '../../unit.js';
import type { CheckContext } from '../context.js';
import type { SpecRule } from '../rule.js';
import { looks, places } from './series.js';

/** No bar of a series stands behind that of another: bars that are not stacked stand side by side. */
export const barsBeside: SpecRule = {
  on: 'unit',
  *check(unit, { dataset }) {
    const axis = ['x', 'y'].find((name) => {
      const stack = unit.channels[name]?.definition.stack;
      return stack === null || stack === false;
    });
    if (axis === undefined || !isCovering(unit, dataset)) return;
    // Each is seen through the other, with its end.
    const isClear = opacityOf(unit) <= mostOpaque;
    const at = point(unit.channels[axis]?.pointer ?? unit.pointer, 'stack');
    const { mark } = unit;
    if (isClear) yield { at, ...faultOf('chart/hidden.seen-through', { mark }), unless: 'several-rows' };
    else yield { at, ...faultOf('chart/hidden.covered', { mark }) };
  },
};

/** A bar of more ink than this hides what is behind it. */
const mostOpaque = 0.8;

function opacityOf({ channels, style }: Unit): number {
  const found = [channels.opacity, channels.fillOpacity].map((channel) => channel?.definition.value);
  const own = [...found, style.opacity, style.fillOpacity].filter((each) => typeof each === 'number');
  return own.reduce((least, each) => Math.min(least, each), 1);
}

function isCovering({ mark, channels }: Unit, { fields }: CheckContext['dataset']): boolean {
  if (mark !== 'bar' && mark !== 'area') return false;
  const placed = new Set(places.map((name) => channels[name]?.definition.field));
  return [...looks, 'detail'].some((name) => {
    const field = encodedField(channels[name]?.definition, fields);
    return isCategorical(field) && !placed.has(field.name);
  });
}
