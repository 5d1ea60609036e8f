import type { Element, ElementContent } from 'hast';
import { h, s } from 'hastscript';
import type { Language } from '../../../language/language.js';
import type { Tone } from '../../../model/chart/palette.js';
import type { Badge } from '../../../model/tree/nodes.js';
import type { Judgement, SignFamily } from '../../../model/tree/table-parts.js';
import { withData } from '../elements.js';

/** A stroke or a field of a sign, on a square of 12 by 12. */
interface Stroke {
  readonly d: string;
  /** Drawn as a line of this width; else filled. */
  readonly line?: number;
  readonly dashed?: true;
}

const ring: Stroke = { d: 'M6 1.1a4.9 4.9 0 1 0 .01 0z', line: 1.3 };
const bubble: Stroke = { d: 'M1 1.2h10v7H6.6L4 11V8.2H1z', line: 1.2 };

/**
 * The signs of each family, which differ without their colours. A status is a shape in a square: a tick, an arrow head, an
 * exclamation mark, an empty ring, a bar. A result is a circle as full as the way is covered, dashed where there is a gap.
 * A verdict is a speech bubble: equal, unequal, or in question.
 */
const shapes: Readonly<Record<SignFamily, Readonly<Record<Tone, readonly Stroke[]>>>> = {
  status: {
    good: [{ d: 'M2.2 6.4l2.6 2.7 5-6', line: 1.9 }],
    fair: [{ d: 'M3.4 1.8v8.4l6.4-4.2z' }],
    bad: [{ d: 'M5 1.2h2v5.9h-2zM5 8.8h2v2h-2z' }],
    idle: [{ d: 'M6 2.6a3.4 3.4 0 1 0 .01 0z', line: 1.9 }],
    gone: [{ d: 'M2 5.1h8v1.8h-8z' }],
  },
  result: {
    good: [{ d: 'M6 .5a5.5 5.5 0 1 0 .01 0z' }],
    fair: [ring, { d: 'M6 1.1v9.8a4.9 4.9 0 0 0 0-9.8z' }],
    bad: [ring, { d: 'M6 6V1.1A4.9 4.9 0 0 1 10.9 6z' }],
    idle: [{ d: ring.d, line: 1.3, dashed: true }],
    gone: [ring, { d: 'M3.4 5.4h5.2v1.2H3.4z' }],
  },
  verdict: {
    good: [bubble, { d: 'M3.4 2.9h5.2v1.1H3.4zM3.4 5.3h5.2v1.1H3.4z' }],
    fair: [bubble, { d: 'M3.4 2.9h5.2v1.1H3.4z' }],
    bad: [bubble, { d: 'M3.4 2.9h5.2v1.1H3.4zM3.4 5.3h5.2v1.1H3.4z' }, { d: 'M7.7 1.8L4.2 7.6', line: 1 }],
    idle: [
      bubble,
      { d: 'M4.6 3.6c0-1.9 2.9-1.8 2.9-.2C7.5 4.4 6 4.3 6 5.6', line: 1 },
      { d: 'M5.4 6.2h1.2v1.1H5.4z' },
    ],
    gone: [bubble, { d: 'M3.4 4.1h5.2v1.2H3.4z' }],
  },
};

/** The family and the tone of a judgement, which are its classes too. */
export function partsOf(judgement: Judgement): readonly [SignFamily, Tone] {
  const [family, tone] = judgement.split('-');
  return [family, tone] as [SignFamily, Tone];
}

/** The shape of a judgement, in the colour of the text. Decoration: a word beside it says the same. */
export function toneShape(judgement: Judgement): Element {
  const [family, tone] = partsOf(judgement);
  return s(
    'svg',
    { viewBox: '0 0 12 12', ariaHidden: 'true', focusable: 'false' },
    shapes[family][tone].map(({ d, line, dashed }) =>
      s('path', {
        d,
        ...(line === undefined
          ? { fill: 'currentColor' }
          : { fill: 'none', stroke: 'currentColor', strokeWidth: line }),
        ...(dashed && { strokeDasharray: '1.9 1.6' }),
      }),
    ),
  );
}

/** The mark that stands before the word of a judgement. */
export function toneMark(judgement: Judgement): Element {
  return h('span', { className: ['mark', ...partsOf(judgement)], ariaHidden: 'true' }, [
    toneShape(judgement),
  ]);
}

/**
 * The mark of one illustrative number: the word, shortened, small and raised. A letter would be taken for the sign of information or
 * for a note. A screen reader speaks the whole word in its place; so does that of a PDF.
 */
export function illustrativeMark(language: Language): Element {
  return h('sup.illustrative-mark', [
    h('span', { ariaHidden: 'true' }, language.message('document.illustrative-mark')),
    withData(h('span.spoken', ` ${language.message('document.illustrative-word')}`), { only: 'spoken' }),
  ]);
}

export const isIllustrativeMark = (node: ElementContent): boolean =>
  node.type === 'element' &&
  node.tagName === 'sup' &&
  String(node.properties.className).includes('illustrative-mark');

/** A number with the mark after it, together on one line: a mark alone at the start of a line would belong to nothing. */
export function withIllustrativeMark(number: Element, language: Language): Element {
  return h('span.marked', [number, illustrativeMark(language)]);
}

/** The mark at a number that a list repeats: the number itself is heard where it stands. */
export function repeatedMark(language: Language): Element {
  return h('sup.illustrative-mark', language.message('document.illustrative-mark'));
}

/** The words above a table or figure: that it is illustrative throughout, or that its illustrative numbers are marked. */
export function illustrativeBadge(badge: Badge | undefined, language: Language): ElementContent[] {
  const space: ElementContent = { type: 'text', value: ' ' };
  switch (badge) {
    case undefined:
      return [];
    case 'all':
      return [h('span.illustrative', language.message('document.illustrative')), space];
    case 'part': {
      const mark = language.message('document.illustrative-mark');
      const words = language.message('document.illustrative-part', { mark });
      return [h('span', { className: ['illustrative', 'part'] }, words), space];
    }
  }
}
