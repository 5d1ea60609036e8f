import { isObject, point } from '../spec.js';
import { type CheckContext, report } from './context.js';

/** Years may be written by hand: they name a time, they count nothing. */
const year = /(?<!\d)(?:1[89]|20|21)\d\d(?!\d)/gu;

/** Adds an error when words drawn in a chart hold a number that is not a year. */
export function refuseWrittenNumbers(words: unknown, pointer: string, context: CheckContext): void {
  if (words === null || words === undefined) return;
  if (typeof words === 'number' || (typeof words === 'string' && /\p{Nd}/u.test(words.replace(year, '')))) {
    report(context, pointer, 'chart/literal-number.written', { words: String(words) });
  } else if (Array.isArray(words)) {
    words.forEach((line, index) => {
      refuseWrittenNumbers(line, point(pointer, index), context);
    });
  } else if (isObject(words)) {
    if ('expr' in words || 'signal' in words) {
      report(context, pointer, 'chart/literal-number.computed');
      return;
    }
    for (const key of ['text', 'subtitle']) refuseWrittenNumbers(words[key], point(pointer, key), context);
  }
}
