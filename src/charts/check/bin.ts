import { isObject, point } from '../spec.js';
import { limits } from '../vocabulary.js';
import { type CheckContext, checkKeys, report } from './context.js';

/** Checks a `bin`: only a bounded number of bins, never a step, which could make an axis of a billion ticks. */
export function checkBin(bin: unknown, pointer: string, context: CheckContext): void {
  if (typeof bin === 'boolean' || bin === undefined || bin === null) return;
  if (!isObject(bin)) {
    report(context, 'chart/spec', pointer, 'Unexpected value of `bin`, expected `true` or `{maxbins}`');
    return;
  }
  checkKeys(bin, ['maxbins', 'nice'], '`bin`', pointer, context);
  const { maxbins } = bin;
  if (maxbins === undefined || (typeof maxbins === 'number' && maxbins >= 1 && maxbins <= limits.bins))
    return;
  const message = `Unexpected \`maxbins\` ${String(maxbins)}, expected a number from 1 to ${limits.bins}`;
  report(context, 'chart/limit', point(pointer, 'maxbins'), message);
}
