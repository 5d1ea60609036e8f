import { contrast, mix, nearestThat } from '../chart/colour.js';
import { leastContrast, neutral, type Palette, type Tone } from '../chart/palette.js';

/** Inks of the theme, on one of which every field can be read. */
const inks = { light: neutral.paper, dark: '#1c1c28', night: '#13131b', black: '#000000' } as const;

const tones: readonly Tone[] = ['good', 'fair', 'bad', 'idle', 'gone'];

/** Colours by the names that style sheets call them by, without their two hyphens. */
export type Tokens = Readonly<Record<string, string>>;

/** The colours that no house changes, as `theme/tokens.css` has them. */
export const neutralTokens: Readonly<Record<'light' | 'dark', Tokens>> = {
  light: {
    paper: '#ffffff',
    ink: '#1c1c28',
    'ink-soft': '#55556a',
    rule: '#dcdce6',
    'rule-strong': '#8a8aa0',
    panel: '#f4f4f9',
    warn: '#893528',
    'warn-soft': '#fbeeeb',
  },
  dark: {
    paper: '#13131b',
    ink: '#e9e9f2',
    'ink-soft': '#aeaec2',
    rule: '#34344a',
    'rule-strong': '#77779a',
    panel: '#1d1d29',
    warn: '#ffb3a3',
    'warn-soft': '#3b211c',
  },
};

/** The colours of a house on paper and on light screens. */
export function lightTokens({ accent, second, tones: fields }: Palette): Tokens {
  const soft = strongest([0.08, 0.06, 0.04, 0.02], (part) => {
    const ground = mix(neutral.paper, accent, part);
    return canBeRead(accent, ground) && canBeRead('#55556a', ground) && canBeRead(neutral.warn, ground);
  });
  return {
    accent,
    second,
    'accent-soft': mix(neutral.paper, accent, soft),
    field: accent,
    'on-accent': inks.light,
    'on-accent-soft': softOn(accent),
    ...fieldsOf(fields),
  };
}

/** Those on dark screens; what is left out is as on light ones. */
export function darkTokens({ accent, second, tones: fields }: Palette): Tokens {
  const night = inks.night;
  const shine = (colour: string, least: number): string =>
    nearestThat(colour, (candidate) => (contrast(candidate, night) ?? 0) >= least) ?? inks.light;
  const bright = shine(accent, 8);
  const field = mix(night, accent, 0.75);
  return {
    accent: bright,
    second: shine(second, leastContrast.words),
    'accent-soft': mix(night, bright, 0.14),
    field,
    'on-accent-soft': softOn(field),
    ...fieldsOf({
      good: shine(fields.good, leastContrast.words),
      fair: shine(fields.fair, leastContrast.words),
      bad: fields.bad,
      idle: '#77779a',
      gone: '#34344a',
    }),
  };
}

/** The fields of judgements, each with the ink that can be read on it. */
function fieldsOf(fields: Palette['tones']): Tokens {
  return Object.fromEntries(
    tones.flatMap((tone) => [
      [tone, fields[tone]],
      [`on-${tone}`, Object.values(inks).find((ink) => canBeRead(ink, fields[tone])) ?? inks.black],
    ]),
  );
}

const softOn = (field: string): string =>
  mix(
    inks.light,
    field,
    strongest([0.22, 0.16, 0.1, 0.05], (part) => canBeRead(mix(inks.light, field, part), field)),
  );

const canBeRead = (words: string, ground: string): boolean =>
  (contrast(words, ground) ?? 0) >= leastContrast.words;

const strongest = (parts: readonly number[], passes: (part: number) => boolean): number =>
  parts.find(passes) ?? 0;
