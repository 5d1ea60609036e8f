import { type JsonObject, point, toArray, toObject } from '../spec.js';
import { encodedField, type Unit, unitsOf } from '../unit.js';
import { type CheckContext, isAllowed, report } from './context.js';

/**
 * Checks that slices of a circle say what they are by their angle alone, and fill the circle. A wedge twice as long has
 * four times the area, and slices that all begin at the top lie on one another.
 */
export function checkArcs(spec: JsonObject, context: CheckContext): void {
  for (const unit of unitsOf(spec)) {
    if (unit.mark !== 'arc') continue;
    checkLengths(unit, context);
    checkWhole(unit, context);
  }
}

/** What makes the length of a wedge, or its beginning, depend on a number. */
const lengths = ['radius', 'radius2', 'theta2'];

function checkLengths({ channels }: Unit, context: CheckContext): void {
  const { fields } = context.dataset;
  const isNumber = (name: string): boolean => {
    const { aggregate, field } = channels[name]?.definition ?? {};
    const role = encodedField({ field }, fields)?.role;
    return aggregate !== undefined || role === 'measure' || (field !== undefined && role === undefined);
  };
  const long = lengths.find(isNumber);
  if (long === undefined || isAllowed(context, 'polar')) return;
  const message = `Unexpected \`${long}\` of \`arc\` by a number, expected slices whose angles show it: a wedge twice as long has four times the area`;
  report(context, 'chart/polar', channels[long]?.pointer ?? '', message, {
    hint: 'draw bars, or give the reason: `allow: {polar: ...}`',
  });
}

/** True for a whole turn of the circle, wherever it begins. */
function isTurn(range: unknown): boolean {
  const [from, to] = toArray(range).map(Number);
  return from !== undefined && to !== undefined && Math.abs(Math.abs(to - from) - 2 * Math.PI) < 0.01;
}

function checkWhole({ channels: { theta }, style, pointer }: Unit, context: CheckContext): void {
  if (theta === undefined) return;
  const { stack, scale, field } = theta.definition;
  const isMeasure = encodedField({ field }, context.dataset.fields)?.role === 'measure';
  if (isMeasure && (stack === null || stack === false)) {
    const message =
      'Unexpected `stack: null` of `arc`, expected slices that follow one another around the circle';
    report(context, 'chart/hidden', point(theta.pointer, 'stack'), message);
  }
  const key = ['domain', 'domainMin', 'domainMax', 'range', 'rangeMin', 'rangeMax', 'type'].find(
    (name) => toObject(scale)[name] !== undefined && !(name === 'range' && isTurn(toObject(scale).range)),
  );
  if (key !== undefined) {
    const message = `Unexpected \`${key}\` of the scale of \`theta\`, expected slices that make up the whole circle`;
    report(context, 'chart/scale', point(theta.pointer, 'scale', key), message, { hint: 'leave it out' });
  }
  const own = ['theta', 'theta2', 'thetaOffset', 'theta2Offset'].find((name) => style[name] !== undefined);
  if (own === undefined) return;
  const message = `Unexpected \`${own}\` of \`arc\` by hand, expected angles that stand for numbers`;
  report(context, 'chart/literal-number', point(pointer, 'mark', own), message);
}
