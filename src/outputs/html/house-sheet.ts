import { darkSeries } from '../../model/chart/dark-series.js';
import { paletteOf } from '../../model/chart/palette.js';
import { type FontRole, familiesOf, type HouseFace } from '../../model/project/house.js';
import { darkTokens, lightTokens, type Tokens } from '../../model/project/house-tokens.js';
import type { Theme } from '../../model/project/theme.js';
import { remembered } from '../../model/remembered.js';

/** The sheets of paper, as style sheets name them, and how high they are. */
export const sheets = {
  a4: { size: 'A4', height: '297mm' },
  letter: { size: 'letter', height: '279.4mm' },
} as const;

/**
 * The style of a publisher's house: the colours of page and print, from the palette that charts are drawn in too. It
 * stands last in a page, and follows from two colours and the paper alone, so that `verify` can tell it from any other.
 */
export const houseSheet = ({ accent, second, paper }: Theme): string => sheetOf(accent, second, paper);

/** The colours for the dark are looked for among thousands, and most reports of a project are of one house. */
const sheetOf = remembered((accent: string, second: string, paper: Theme['paper']): string => {
  const palette = paletteOf({ accent, second });
  const [light, dark] = [lightTokens(palette), darkTokens(palette)];
  const { size, height } = sheets[paper];
  const edges = `@page{size:${size};@top-left{color:${palette.accent}}}:root{--page-height:${height}}`;
  return [
    `:root{${written(light)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${written(dark)}}}`,
    `@media screen and (prefers-color-scheme:dark) and (forced-colors:none){${drawn(darkSeries(palette, dark.accent ?? accent))}}`,
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

/** Drawings are inverted on a dark page; the colours of categories become what is told apart there. */
const drawn = (colours: ReadonlyMap<string, string>): string =>
  [...colours]
    .flatMap(([light, dark]) =>
      ['fill', 'stroke'].map((paint) => `.drawing [${paint}="${light}"]{${paint}:${dark}}`),
    )
    .join('');

const written = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

const tool = '"Noto Sans","Noto Sans Math",sans-serif';

/**
 * The style that sets a page in the fonts of its publisher; letters that those lack are set in the ones of the tool. It
 * follows from the names of the faces alone.
 */
export function fontSheet(faces: readonly Pick<HouseFace, 'family'>[]): string {
  const named = (role: FontRole): string =>
    familiesOf(faces, role)
      .map((family) => `"${family}",`)
      .join('');
  const text = `${named('text')}${tool}`;
  const edges = ['top-left', 'top-right', 'bottom-left', 'bottom-right']
    .map((place) => `@${place}{font-family:${text}}`)
    .join('');
  return [
    `:root{--font:${text};--font-code:ui-monospace,${text}}`,
    `:is(h1,h2,h3,h4,h5,h6,.masthead h1){font-family:${named('headings')}${text}}`,
    `@page{${edges}}`,
  ].join('\n');
}
