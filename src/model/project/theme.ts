import type { Position } from '../../diagnostics.js';
import { contrast, fromLch } from '../chart/colour.js';
import { isAlike, isWarning, leastContrast, neutral, secondOf } from '../chart/palette.js';

/** The covers that a theme asks for by name; one with a picture names the picture. */
export const covers = ['band', 'plain', 'none'] as const;
/** How the cover of a report is made. */
export type Cover = (typeof covers)[number] | 'image';

/** What a report is printed on. */
export const papers = ['a4', 'letter'] as const;
export type Paper = (typeof papers)[number];

/** A file of the project that the pages of a publisher carry. */
export interface ThemeFile {
  /** Relative to the project. */
  readonly file: string;
  /** Where the project names it. */
  readonly position: Position;
}

/** A picture of the house. */
export interface ThemePicture extends ThemeFile {
  /** What is read in its place; empty where it is decoration. */
  readonly alt: string;
}

/** The fonts of a publisher by what they are for, each file a face. */
export interface ThemeFonts {
  readonly text?: readonly ThemeFile[];
  readonly headings?: readonly ThemeFile[];
}

/** The house of a publisher: what its reports look like, every default filled in. */
export interface Theme {
  readonly accent: string;
  readonly second: string;
  readonly cover: Cover;
  readonly paper: Paper;
  readonly logo?: ThemePicture;
  /** What the cover shows, where it is `image`. */
  readonly picture?: ThemePicture;
  /** The figure of the report that the cover shows, where it is `band`. */
  readonly figure?: { readonly id: string; readonly position: Position };
  readonly fonts?: ThemeFonts;
  /** A style sheet. */
  readonly css?: ThemeFile;
}

/** True where words in a colour can be read on paper and in boxes, and white ones on it. */
export const isReadable = (colour: string): boolean =>
  [neutral.paper, neutral.panel].every((ground) => (contrast(colour, ground) ?? 0) >= leastContrast.words);

/** True where a shape in a colour can be seen on paper. */
export const isVisible = (colour: string): boolean =>
  (contrast(colour, neutral.paper) ?? 0) >= leastContrast.shapes;

/**
 * The house of a publisher that declares none: its colours follow from its name alone, so that it looks the same in every
 * report, edition and machine.
 *
 * @param other The accent of another publisher of the project, which it does not come near.
 */
export function themeOf(publisher: string, other?: string): Theme {
  const accent = accentOf(publisher, (colour) => other === undefined || !isAlike(colour, other));
  return { accent, second: secondOf(accent), cover: 'band', paper: 'a4' };
}

/** The house of the tool itself, for pages that nobody publishes. */
export const houseTheme: Theme = { accent: '#140f79', second: '#0d798a', cover: 'band', paper: 'a4' };

/** Hues that warn are left out, and three depths of each make publishers differ in more than the hue. */
function accentOf(name: string, passes: (accent: string) => boolean): string {
  const hash = hashOf(name.normalize('NFC').trim());
  const depths = [0.3, 0.37, 0.44];
  for (let turn = hash % 360; ; turn += 1) {
    const accent = fromLch({
      l: depths[Math.floor(hash / 360) % depths.length] ?? 0.37,
      c: 0.09 + (Math.floor(hash / 1080) % 3) * 0.03,
      h: turn % 360,
    });
    if (!isWarning(accent) && isReadable(accent) && passes(accent)) return accent;
  }
}

/** *Source:* the FNV-1a hash of 32 bits, of the code points of a text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // Its low digits follow the last letter too closely.
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}
