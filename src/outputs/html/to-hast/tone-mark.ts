import type { Element } from 'hast';
import { h, s } from 'hastscript';
import type { Tone } from '../../../model/table-parts.js';

/** One shape for each judgement, on a field of 12 by 12, so that the marks differ without their colours. */
const shapes: Readonly<Record<Tone, { readonly d: string; readonly filled: boolean }>> = {
  // A tick, an arrow head, an exclamation mark, an empty ring, a bar.
  good: { d: 'M2.2 6.4l2.6 2.7 5-6', filled: false },
  fair: { d: 'M3.4 1.8v8.4l6.4-4.2z', filled: true },
  bad: { d: 'M5 1.2h2v5.9h-2zM5 8.8h2v2h-2z', filled: true },
  idle: { d: 'M6 2.6a3.4 3.4 0 1 0 .01 0z', filled: false },
  gone: { d: 'M2 5.1h8v1.8h-8z', filled: true },
};

/** The shape of a judgement, in the colour of the text. Decoration: a word beside it says the same. */
export function toneShape(tone: Tone): Element {
  const { d, filled } = shapes[tone];
  const paint = filled
    ? { fill: 'currentColor' }
    : { fill: 'none', stroke: 'currentColor', strokeWidth: 1.9 };
  return s('svg', { viewBox: '0 0 12 12', ariaHidden: 'true', focusable: 'false' }, [
    s('path', { d, ...paint }),
  ]);
}

/** The mark that stands before the word of a judgement. */
export function toneMark(tone: Tone): Element {
  return h('span', { className: ['mark', tone], ariaHidden: 'true' }, [toneShape(tone)]);
}
