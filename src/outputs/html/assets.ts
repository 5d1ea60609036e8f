import { z } from 'zod';
import type { Files } from '../../host/host.js';
import { inUnicodeRange } from '../../language/font-coverage.js';
import { type House, plainHouse } from '../../model/project/house.js';
import { houseTheme, type Theme } from '../../model/project/theme.js';
import { fontSheet, houseSheet } from './house-sheet.js';

/** A font face with its data, ready for `@font-face`. */
export interface FontFace {
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** As in CSS: "U+20-7E,U+A0-FF". */
  readonly unicodeRange: string;
  /** WOFF2 where nothing else is said. */
  readonly format?: 'woff2' | 'truetype' | 'opentype';
  /** As base64. */
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

/** Those of extensions stand before paragraphs, whose numbers are the last thing that any page adds. */
const sheetsBeforeExtensions = ['tokens', 'base', 'figures', 'tables'];
const sheetsAfterExtensions = ['paragraphs'];
/** One sheet for each extension that has one. Its rules are about its own elements, so that their order does not matter. */
const extensionSheets = 'theme/extensions';

/**
 * Returns the theme and the font faces that `text` needs: all styles of each range with a character of it, so
 * that a bold or slanted word never falls back. Use the words of the whole page as `text`. Fonts of the publisher come whole:
 * they are few, and their maker decides what may be cut from them.
 * Rejects with a `FileProblem` when the tool was not compiled.
 */
export async function loadAssets(
  text: string,
  tool: Files,
  theme: Theme = houseTheme,
  house: House = plainHouse,
): Promise<Assets> {
  const points = pointsIn(text);
  // Digits, signs and words that CSS alone prints are in the basic range, which every page needs anyway.
  for (const point of printedByStyles) points.add(point);
  const own = (house.fonts?.faces ?? []).filter(({ unicodeRange }) => coversAny(unicodeRange, points));
  const drawn = own.filter(({ family }) => family.startsWith('House-text'));
  for (const { unicodeRange } of drawn) removeCovered(points, unicodeRange);
  const fonts = await loadFonts(tool, (range) => coversAny(range, points));
  return {
    fonts: [...own, ...fonts],
    ...(await loadSheets(tool)),
    house: [
      houseSheet(theme),
      ...(own.length === 0 ? [] : [fontSheet(own)]),
      ...(house.css === undefined ? [] : [house.css]),
    ].join('\n'),
    theme,
  };
}

/** A space, the number sign of anchors, and the dash before the name of who is quoted. */
const printedByStyles = [0x20, 0x23, 0x2014];

/** The code points of a text, each once; a page has half a million characters and two hundred of these. */
function pointsIn(text: string): Set<number> {
  const points = new Set<number>();
  const known = new Uint8Array(0x11_00_00);
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) ?? 0;
    if (point > 0xff_ff) at++;
    if (known[point] === 1) continue;
    known[point] = 1;
    points.add(point);
  }
  return points;
}

function removeCovered(points: Set<number>, range: string): void {
  const has = inUnicodeRange(range);
  for (const point of [...points]) if (has(point)) points.delete(point);
}

async function loadFonts(tool: Files, isNeeded: (range: string) => boolean): Promise<FontFace[]> {
  const faces = faceList.parse(JSON.parse(await tool.readText('fonts/fonts.json')));
  return Promise.all(
    faces
      .filter((face) => isNeeded(face.unicodeRange))
      .map(async ({ file, ...face }): Promise<FontFace> => {
        const bytes = await tool.read(`fonts/${file}`);
        // Browsers take the measures of equations from the face that has the space.
        const space = face.family === 'Noto Sans Math' ? ',U+20' : '';
        return {
          ...face,
          unicodeRange: face.unicodeRange + space,
          data: Buffer.from(bytes).toString('base64'),
        };
      }),
  );
}

async function loadSheets(tool: Files): Promise<Sheets> {
  const sheet = (name: string): Promise<string> => tool.readText(`theme/${name}.css`);
  const ofExtensions = (await tool.list(extensionSheets)).map(
    (file) => `extensions/${file.replace(/\.css$/, '')}`,
  );
  const names = [...sheetsBeforeExtensions, ...ofExtensions, ...sheetsAfterExtensions];
  const shared = (await Promise.all(names.map(sheet))).join('\n');
  return { shared, screen: await sheet('screen'), print: await sheet('print') };
}

function coversAny(range: string, points: ReadonlySet<number>): boolean {
  const has = inUnicodeRange(range);
  return [...points].some(has);
}

const fontTypes = { woff2: 'woff2', truetype: 'ttf', opentype: 'otf' } as const;

/** The `@font-face` rules of a page. */
export function fontRules(fonts: readonly FontFace[]): string {
  return fonts
    .map(
      ({ family, weight, style, unicodeRange, data, format = 'woff2' }) =>
        `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};font-display:block;` +
        `unicode-range:${unicodeRange};src:url(data:font/${fontTypes[format]};base64,${data}) format("${format}")}`,
    )
    .join('\n');
}

/** The style sheets of a page on a screen, which can also be printed. */
export const screenSheets = ({ shared, screen, print }: Sheets): string => [shared, screen, print].join('\n');

/** Every face of the tool as the rule that a page has of it. */
export const toolFontRules = async (tool: Files): Promise<ReadonlySet<string>> =>
  new Set((await loadFonts(tool, () => true)).map((font) => fontRules([font])));

/** The style sheets that a page on a screen has between its fonts and its house. */
export const toolSheets = async (tool: Files): Promise<string> => screenSheets(await loadSheets(tool));
