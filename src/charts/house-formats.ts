import { type Mended, without } from './registered-scales.js';
import { type JsonObject, point, toObject } from './spec.js';
import { unitsOf } from './unit.js';

/** Scales that put numbers into classes. */
const classScales = ['quantile', 'quantize', 'threshold', 'bin-ordinal'];

/** Formats that print the same numbers in a notation that prose does not have: with an exponent, or with so many digits. */
const otherNotation = /[egr]$/;

/**
 * A spec whose numbers are written as they are everywhere. A format with an exponent is taken out, and so is every
 * format of a legend of classes, whose ends it would round to other classes.
 */
export function withHouseFormats(spec: JsonObject): Mended {
  const found = new Set<string>();
  for (const { channels } of unitsOf(spec)) {
    for (const { definition, pointer } of Object.values(channels)) {
      const isClasses = classScales.includes(String(toObject(definition.scale).type));
      for (const key of ['axis', 'legend'] as const) {
        const { format } = toObject(definition[key]);
        const isOther = typeof format === 'string' && !format.startsWith('%') && otherNotation.test(format);
        if (isOther || (isClasses && key === 'legend' && format !== undefined))
          found.add(point(pointer, key, 'format'));
      }
    }
  }
  return { spec: toObject(without(spec, '', found)), pointers: [...found] };
}
