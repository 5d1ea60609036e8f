import { type JsonObject, point, toArray, toObject } from '../spec.js';
import { encodedField, plotsOf, type Unit, unitsOf } from '../unit.js';
import { type CheckContext, report } from './context.js';

/**
 * Checks that bars and areas start at zero: their length is what a reader compares, so a scale that leaves zero out
 * makes a small difference look large. Points and lines may stand on any scale; bars from one field to another too.
 * Source: Analysis Function of the UK Government, Charts: a guide to good practice; Eurostat, visualisation guide.
 */
export function checkBaseline(spec: JsonObject, context: CheckContext): void {
  for (const { units } of plotsOf(spec, unitsOf(spec))) {
    for (const axis of ['x', 'y'] as const) {
      const bar = units.find((unit) => hasLength(unit, axis, context));
      // The layers of a plot share their scales, so that a line can shift the bars behind it.
      if (bar !== undefined) for (const unit of units) checkScale(unit, axis, bar.mark, context);
      for (const unit of units) checkEnd(unit, axis, context);
    }
  }
}

/** The other end of a bar is zero, or a field: a number by hand would be another baseline. */
function checkEnd({ mark, channels, style, pointer }: Unit, axis: 'x' | 'y', context: CheckContext): void {
  if (!lengths.includes(mark)) return;
  const second = channels[`${axis}2`];
  const { datum, value } = second?.definition ?? {};
  const isByHand = typeof datum === 'number' ? datum !== 0 : value !== undefined;
  if (second !== undefined && isByHand) {
    const written =
      datum === undefined ? `value: ${JSON.stringify(value)}` : `datum: ${JSON.stringify(datum)}`;
    const message = `Unexpected \`${axis}2: {${written}}\` of \`${mark}\`, expected zero or a field`;
    report(context, 'chart/baseline', second.pointer, message);
  }
  for (const key of [axis, `${axis}2`]) {
    if (style[key] === undefined) continue;
    const message = `Unexpected \`${key}: ${JSON.stringify(style[key])}\` in \`${mark}\`, expected zero or a field`;
    report(context, 'chart/baseline', point(pointer, 'mark', key), message);
  }
}

/** Marks that may reach from one end to another, whose length is then a number. */
const lengths = ['bar', 'area', 'rect', 'rule'];

function hasLength({ mark, channels }: Unit, axis: 'x' | 'y', { dataset }: CheckContext): boolean {
  const definition = channels[axis]?.definition;
  const end = channels[`${axis}2`]?.definition;
  if (!lengths.includes(mark) || definition === undefined || end?.field !== undefined) return false;
  // A cell of a heat map or a line across the plot has no length in this direction.
  if (mark !== 'bar' && mark !== 'area' && end === undefined) return false;
  const field = encodedField(definition, dataset.fields);
  const isName = definition.type === 'nominal' || definition.type === 'ordinal';
  if (isName || definition.bin !== undefined || field?.role === 'dimension' || field?.type === 'date')
    return false;
  return (
    field?.role === 'measure' || definition.aggregate !== undefined || definition.type === 'quantitative'
  );
}

function checkScale({ channels }: Unit, axis: 'x' | 'y', mark: string, context: CheckContext): void {
  const channel = channels[axis];
  const { stack } = channel?.definition ?? {};
  // Without an axis nobody measures from it: the parts are as thick as their numbers.
  const isRead = channel?.definition.axis !== null && channel?.definition.axis !== false;
  if (channel !== undefined && stack === 'center' && isRead) reportStream(mark, channel.pointer, context);
  const scale = toObject(channel?.definition.scale);
  const key = faultyKey(scale);
  if (channel === undefined || key === undefined) return;
  const written = JSON.stringify(scale[key]);
  const at = point(channel.pointer, 'scale', key);
  const message = `Unexpected \`${key}: ${written}\` under \`${mark}\`, expected a scale with zero`;
  if (context.diagnostics.some((known) => known.message === message)) return;
  report(context, 'chart/baseline', at, message, {
    hint: 'draw `point` or `line` where differences matter more than sizes',
  });
}

/** A stream has no zero from which a reader could measure. */
function reportStream(mark: string, pointer: string, context: CheckContext): void {
  const message = `Unexpected \`stack: center\` under \`${mark}\`, expected a stack that starts at zero`;
  if (context.diagnostics.some((known) => known.message === message)) return;
  report(context, 'chart/baseline', point(pointer, 'stack'), message, {
    hint: 'leave out `stack`, or the axis (`axis: null`), or draw lines',
  });
}

/** Scales on which twice the number is not twice the length. */
const curved = ['log', 'pow', 'sqrt', 'symlog'];

/** The key by which a scale leaves zero out, or bends lengths. */
function faultyKey({ zero, domain, domainMin, domainMax, type }: JsonObject): string | undefined {
  if (zero === false) return 'zero';
  if (typeof type === 'string' && curved.includes(type)) return 'type';
  if (typeof domainMin === 'number' && domainMin > 0) return 'domainMin';
  if (typeof domainMax === 'number' && domainMax < 0) return 'domainMax';
  const ends = toArray(domain).filter((end) => typeof end === 'number');
  const isOff = ends.length > 0 && (ends.every((end) => end > 0) || ends.every((end) => end < 0));
  return isOff ? 'domain' : undefined;
}
