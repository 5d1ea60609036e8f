import { point } from '../../spec.js';
import { encodedField, isCategorical, type Unit } from '../../unit.js';
import type { CheckContext } from '../context.js';
import type { SpecRule } from '../rule.js';
import { looks, places } from './series.js';

/** No bar of a series stands behind that of another: bars that are not stacked stand side by side. */
export const barsBeside: SpecRule = {
  on: 'unit',
  code: 'chart/hidden',
  *check(unit, { dataset }) {
    const axis = ['x', 'y'].find((name) => {
      const stack = unit.channels[name]?.definition.stack;
      return stack === null || stack === false;
    });
    if (axis === undefined || !isCovering(unit, dataset)) return;
    // Each is seen through the other, with its end.
    const isClear = opacityOf(unit) <= mostOpaque;
    const reason = 'if they are meant to shine through, give the reason: `allow: {several-rows: ...}`';
    yield {
      at: point(unit.channels[axis]?.pointer ?? unit.pointer, 'stack'),
      message: `Unexpected \`stack: null\` of \`${unit.mark}\`, expected series that do not cover each other`,
      hint: `set the bars side by side with \`xOffset\`, set them in panels with \`facet\`, or draw lines${isClear ? `; ${reason}` : ''}`,
      unless: isClear ? 'several-rows' : undefined,
    };
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
