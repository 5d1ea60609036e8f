import { contrast, mix, nearestThat } from '../../model/colour.js';
import { leastContrast, neutral, type Palette, paletteOf, type Tone } from '../../model/palette.js';
import { remembered } from '../../model/remembered.js';
import type { Theme } from '../../model/theme.js';

/** Inks of the theme, on one of which every field can be read. */
const inks = { light: neutral.paper, dark: '#1c1c28', night: '#13131b', black: '#000000' } as const;

/** The sheets of paper, as style sheets name them, and how high they are. */
export const sheets = {
  a4: { size: 'A4', height: '297mm' },
  letter: { size: 'letter', height: '279.4mm' },
} as const;

const tones: readonly Tone[] = ['good', 'fair', 'bad', 'idle', 'gone'];

type Tokens = Readonly<Record<string, string>>;

/**
 * The style of a publisher's house: the colours of page and print, from the palette that charts are drawn in too. It
 * stands last in a page, and follows from two colours and the paper alone, so that `verify` can tell it from any other.
 */
export const houseSheet = ({ accent, second, paper }: Theme): string => sheetOf(accent, second, paper);

/** The colours for the dark are looked for among thousands, and most reports of a project are of one house. */
const sheetOf = remembered((accent: string, second: string, paper: Theme['paper']): string => {
  const palette = paletteOf({ accent, second });
  const light = lightTokens(palette);
  const { size, height } = sheets[paper];
  const edges = `@page{size:${size};@top-left{color:${palette.accent}}}:root{--page-height:${height}}`;
  return [
    `:root{${written(light)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${written(darkTokens(palette))}}}`,
    edges,
  ].join('\n');
}, 8);

/** The theme that a house sheet was made from, as far as it shows in it; undefined where it is no such sheet. */
export function themeOfSheet(sheet: string): Theme | undefined {
  const found = /^:root\{--accent:(#[\da-f]{6});--second:(#[\da-f]{6});/.exec(sheet);
  const [, accent, second] = found ?? [];
  if (accent === undefined || second === undefined) return undefined;
  const paper = sheet.includes('@page{size:letter;') ? 'letter' : 'a4';
  return { accent, second, paper, cover: 'band' };
}

const written = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

function lightTokens({ accent, second, tones: fields }: Palette): Tokens {
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

function darkTokens({ accent, second, tones: fields }: Palette): Tokens {
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
