import { faultOf } from '../../../problems/problem.js';
import { point, toArray, toObject } from '../../spec.js';
import { encodedField } from '../../unit.js';
import type { SpecRule } from '../rule.js';

/** What makes the length of a wedge, or its beginning, depend on a number. */
const lengths = ['radius', 'radius2', 'theta2'];

/** Slices of a circle say what they are by their angle alone: a wedge twice as long has four times the area. */
export const wedges: SpecRule = {
  on: 'unit',
  *check({ mark, channels }, { dataset }) {
    if (mark !== 'arc') return;
    const long = lengths.find((name) => {
      const { aggregate, field } = channels[name]?.definition ?? {};
      const role = encodedField({ field }, dataset.fields)?.role;
      return aggregate !== undefined || role === 'measure' || (field !== undefined && role === undefined);
    });
    if (long === undefined) return;
    yield { at: channels[long]?.pointer ?? '', ...faultOf('chart/polar.wedges', { long }), unless: 'polar' };
  },
};

/** Slices that all begin at the top lie on one another. */
export const slicesInTurn: SpecRule = {
  on: 'unit',
  *check({ mark, channels: { theta } }, { dataset }) {
    if (mark !== 'arc' || theta === undefined) return;
    const { stack, field } = theta.definition;
    const isMeasure = encodedField({ field }, dataset.fields)?.role === 'measure';
    if (!isMeasure || (stack !== null && stack !== false)) return;
    yield { at: point(theta.pointer, 'stack'), ...faultOf('chart/hidden.slices-in-turn') };
  },
};

/** Slices fill the circle, and none has an angle by hand. */
export const wholeCircle: SpecRule = {
  on: 'unit',
  *check({ mark, channels: { theta }, style, pointer }) {
    if (mark !== 'arc' || theta === undefined) return;
    const scale = toObject(theta.definition.scale);
    const key = ['domain', 'domainMin', 'domainMax', 'range', 'rangeMin', 'rangeMax', 'type'].find(
      (name) => scale[name] !== undefined && !(name === 'range' && isTurn(scale.range)),
    );
    if (key !== undefined)
      yield { at: point(theta.pointer, 'scale', key), ...faultOf('chart/scale.whole-circle', { key }) };
    const own = ['theta', 'theta2', 'thetaOffset', 'theta2Offset'].find((name) => style[name] !== undefined);
    if (own !== undefined)
      yield { at: point(pointer, 'mark', own), ...faultOf('chart/literal-number.whole-circle', { own }) };
  },
};

/** True for a whole turn of the circle, wherever it begins. */
function isTurn(range: unknown): boolean {
  const [from, to] = toArray(range).map(Number);
  return from !== undefined && to !== undefined && Math.abs(Math.abs(to - from) - 2 * Math.PI) < 0.01;
}
