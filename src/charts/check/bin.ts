import { greatest, least } from '../../model/chart/extremes.js';
import { isNumeric, toExact } from '../../model/dataset/value.js';
import { toNumber } from '../../model/exact.js';
import { limits } from '../limits.js';
import { isObject, type JsonObject, point, toArray } from '../spec.js';
import { type CheckContext, report } from './context.js';

/** Checks that `bin` makes few bins: a thousand million of them would make an axis of as many ticks. */
export function checkBin(bin: unknown, field: unknown, pointer: string, context: CheckContext): void {
  if (!isObject(bin) || bin.binned === true) return;
  const say = (key: string, expected: string): void => {
    report(context, point(pointer, key), 'chart/limit.bin', { key, bin: JSON.stringify(bin[key]), expected });
  };
  const { maxbins, base } = bin;
  if (maxbins !== undefined && !isBetween(maxbins, 1, limits.bins))
    say('maxbins', `a number from 1 to ${limits.bins}`);
  if (base !== undefined && !isBetween(base, 2, 1_000)) say('base', 'a number from 2 to 1000');
  for (const key of ['divide', 'steps'])
    if (!toArray(bin[key]).every((part) => typeof part === 'number' && part > 0)) say(key, 'numbers above 0');
  for (const [key, step] of stepsOf(bin))
    if (!(step > 0) || spanOf(bin, field, context) / step > limits.bins * 4)
      say(key, `steps that make at most ${limits.bins * 4} bins of \`${String(field)}\``);
}

/** Checks that the `bins` of a scale are few: `{step: 0.001}` would draw a tick for each. */
export function checkScaleBins(scale: unknown, field: unknown, pointer: string, context: CheckContext): void {
  const bins = isObject(scale) ? scale.bins : undefined;
  if (!isObject(bins)) return;
  const { start, stop, step } = bins;
  const span = spanOf({ extent: [start, stop] }, field, context);
  if (typeof step === 'number' && step > 0 && span / step <= limits.bins * 4) return;
  report(context, point(pointer, 'bins'), 'chart/limit.bins', {
    bins: JSON.stringify(bins),
    otherBins: limits.bins * 4,
  });
}

const isBetween = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;

/** The widths of bins that an author gives. */
function stepsOf({ step, steps }: JsonObject): readonly (readonly [string, number])[] {
  const own = typeof step === 'number' ? [['step', step] as const] : [];
  return [...own, ...toArray(steps).map((each) => ['steps', Number(each)] as const)];
}

/** How far apart the numbers are that are put into bins; without end where the chart calculates them. */
function spanOf({ extent }: JsonObject, field: unknown, { dataset }: CheckContext): number {
  const ends = toArray(extent).filter((end) => typeof end === 'number');
  const cells = dataset.rows.flatMap(({ measures }) => {
    const value = typeof field === 'string' && Object.hasOwn(measures, field) ? measures[field] : undefined;
    return value !== undefined && isNumeric(value) ? [toNumber(toExact(value))] : [];
  });
  const all = ends.length > 1 ? ends : cells;
  return all.length === 0 ? Number.POSITIVE_INFINITY : greatest(all) - least(all);
}
