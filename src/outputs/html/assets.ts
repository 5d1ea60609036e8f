import { z } from 'zod';
import type { Files } from '../../host/host.js';
import { houseTheme, type Theme } from '../../model/theme.js';
import { houseSheet, themeOfSheet } from './house-sheet.js';

/** A font face with its data, ready for `@font-face`. */
export interface FontFace {
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** As in CSS: "U+20-7E,U+A0-FF". */
  readonly unicodeRange: string;
  /** WOFF2 as base64. */
  readonly data: string;
}

/** The style sheets of the tool. */
type Sheets = Pick<Assets, 'shared' | 'screen' | 'print'>;

/** What a page carries with it: fonts for its text, and the theme. */
export interface Assets {
  readonly fonts: readonly FontFace[];
  /** The style sheets that screen and print share, in their order. */
  readonly shared: string;
  readonly screen: string;
  readonly print: string;
  /** The style of the publisher's house, which stands last. */
  readonly house: string;
  readonly theme: Theme;
}

const faceList = z.array(
  z.object({
    file: z.string(),
    family: z.string(),
    weight: z.number(),
    style: z.enum(['normal', 'italic']),
    unicodeRange: z.string(),
  }),
);

/** Those of features stand before paragraphs, whose numbers are the last thing that any page adds. */
const sheetsBeforeFeatures = ['tokens', 'base', 'figures', 'tables'];
const sheetsAfterFeatures = ['paragraphs'];
/** One sheet for each feature that has one. Its rules are about its own elements, so that their order does not matter. */
const featureSheets = 'theme/features';

/**
 * Returns the theme and the font faces that `text` needs: all styles of each range with a character of it, so
 * that a bold or slanted word never falls back. Use the words of the whole page as `text`.
 * Rejects with a `FileProblem` when the tool was not compiled.
 */
export async function loadAssets(text: string, tool: Files, theme: Theme = houseTheme): Promise<Assets> {
  const points = new Set([...text].map((character) => character.codePointAt(0) ?? 0));
  // Digits, signs and words that CSS alone prints are in the basic range, which every page needs anyway.
  points.add(0x20);
  const fonts = await loadFonts(tool, (range) => coversAny(range, points));
  return { fonts, ...(await loadSheets(tool)), house: houseSheet(theme), theme };
}

async function loadFonts(tool: Files, isNeeded: (range: string) => boolean): Promise<FontFace[]> {
  const faces = faceList.parse(JSON.parse(await tool.readText('fonts/fonts.json')));
  return Promise.all(
    faces
      .filter((face) => isNeeded(face.unicodeRange))
      .map(async ({ file, ...face }): Promise<FontFace> => {
        const bytes = await tool.read(`fonts/${file}`);
        return { ...face, data: Buffer.from(bytes).toString('base64') };
      }),
  );
}

async function loadSheets(tool: Files): Promise<Sheets> {
  const sheet = (name: string): Promise<string> => tool.readText(`theme/${name}.css`);
  const ofFeatures = (await tool.list(featureSheets)).map((file) => `features/${file.replace(/\.css$/, '')}`);
  const names = [...sheetsBeforeFeatures, ...ofFeatures, ...sheetsAfterFeatures];
  const shared = (await Promise.all(names.map(sheet))).join('\n');
  return { shared, screen: await sheet('screen'), print: await sheet('print') };
}

function coversAny(range: string, points: ReadonlySet<number>): boolean {
  const spans = range.split(',').map((part) => {
    const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
  return [...points].some((point) => spans.some(([first, last]) => point >= first && point <= last));
}

/** The `@font-face` rules of a page. */
export function fontRules(fonts: readonly FontFace[]): string {
  return fonts
    .map(
      ({ family, weight, style, unicodeRange, data }) =>
        `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};font-display:block;` +
        `unicode-range:${unicodeRange};src:url(data:font/woff2;base64,${data}) format("woff2")}`,
    )
    .join('\n');
}

/** The style sheets of a page on a screen, which can also be printed. */
export const screenSheets = ({ shared, screen, print }: Sheets): string => [shared, screen, print].join('\n');

/** True when a style sheet is one that this version puts into a page: fonts of its own, its theme, then a house. */
export async function isOwnStyle(written: string, tool: Files): Promise<boolean> {
  const start = written.lastIndexOf('\n:root{');
  const house = written.slice(start + 1);
  const declared = themeOfSheet(house);
  if (start < 0 || declared === undefined || houseSheet(declared) !== house) return false;
  const style = written.slice(0, start);
  const theme = `\n${screenSheets(await loadSheets(tool))}`;
  if (!style.endsWith(theme)) return false;
  const known = new Set((await loadFonts(tool, () => true)).map((font) => fontRules([font])));
  return style
    .slice(0, -theme.length)
    .split('\n')
    .every((rule) => known.has(rule));
}
