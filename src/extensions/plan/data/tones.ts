import type { Tone } from '../../../model/chart/palette.js';
import type { Category } from '../../../model/dataset/dataset.js';
import { ownOf } from '../../../model/own.js';

/** What the status of an action says of it. */
export const statusTones: Readonly<Record<string, Tone>> = {
  implemented: 'good',
  'on-track': 'fair',
  late: 'bad',
  'not-started': 'idle',
  cancelled: 'gone',
};

/** What the way from its baseline to its target says of an indicator. */
export const resultTones: Readonly<Record<string, Tone>> = {
  reached: 'good',
  advanced: 'fair',
  behind: 'bad',
  'not-scored': 'gone',
  gap: 'idle',
};

/** Categories in the colours of what they say, so that charts and tiles agree. */
export const withTones = (
  categories: readonly Category[],
  tones: Readonly<Record<string, Tone>>,
): readonly Category[] =>
  categories.map((category) => {
    const tone = ownOf(tones, category.value);
    return tone === undefined ? category : { ...category, paint: { kind: 'tone', tone } };
  });
