import { z } from 'zod';
import { codePointOf } from '../unreadable-characters.js';

/** The characters that the fonts of the theme have, as CSS ranges: on pages, and inside pictures. */
const coverage = z.object({ page: z.string(), picture: z.string() });

/** The file of the tool that says which characters its fonts have. */
export const coverageFile = 'fonts/coverage.json';

/** Tells of a character whether a PDF can show it; what nobody sees needs no font. */
export type Covers = (character: string) => boolean;

/**
 * Reads `coverage.json`. Pages have the fonts of the theme; a picture is drawn with the system font of the printing
 * browser alone.
 */
export function parseCoverage(json: string): { readonly page: Covers; readonly picture: Covers } {
  const { page, picture } = coverage.parse(JSON.parse(json));
  return { page: coveredBy(page), picture: coveredBy(picture) };
}

/** @param range CSS ranges of one or more fonts, with commas between them. */
export function coveredBy(range: string): Covers {
  const has = inUnicodeRange(range);
  return (character) =>
    invisible.test(character) ||
    [...character.normalize('NFC')].every((one) => has(one.codePointAt(0) ?? 0)) ||
    // A letter with a mark is drawn by its parts where no font has it whole.
    [...character.normalize('NFD')].every((one) => has(one.codePointAt(0) ?? 0));
}

const invisible = /^[\s\p{Default_Ignorable_Code_Point}]+$/u;

/** How a character that no font has is named in a message: `☃ (U+2603)`. */
export const nameOfCharacter = (character: string): string => `\`${character}\` (${codePointOf(character)})`;

/** Scripts that the fonts of the theme do not have, each with the font of the Noto family that does. */
const scripts: readonly (readonly [letter: RegExp, font: string])[] = [
  ['Armenian', 'Armenian'],
  ['Bengali', 'Bengali'],
  ['Devanagari', 'Devanagari'],
  ['Ethiopic', 'Ethiopic'],
  ['Georgian', 'Georgian'],
  ['Gujarati', 'Gujarati'],
  ['Gurmukhi', 'Gurmukhi'],
  ['Han', 'SC'],
  ['Hangul', 'KR'],
  ['Hiragana', 'JP'],
  ['Katakana', 'JP'],
  ['Khmer', 'Khmer'],
  ['Lao', 'Lao'],
  ['Myanmar', 'Myanmar'],
  ['Sinhala', 'Sinhala'],
  ['Tamil', 'Tamil'],
  ['Telugu', 'Telugu'],
  ['Thai', 'Thai'],
].map(([script, font]) => [new RegExp(`\\p{Script=${script}}`, 'u'), `Noto Sans ${font}`]);

/** The font of the Noto family that has a character, and its package; undefined where it is of no other script. */
export function fontWith(character: string): { readonly font: string; readonly package: string } | undefined {
  const found = scripts.find(([letter]) => letter.test(character))?.[1];
  if (found === undefined) return undefined;
  return { font: found, package: `@fontsource/${found.toLowerCase().replaceAll(' ', '-')}` };
}

/** Code points, both included. */
type Span = readonly [first: number, last: number];

/** The spans of a CSS `unicode-range` such as `U+0-FF,U+131`. */
function parseUnicodeRange(range: string): readonly Span[] {
  return range.split(',').map((part): Span => {
    const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}

/** Code points in order as a CSS `unicode-range`. */
export function printUnicodeRange(points: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const point of points) {
    const open = spans.at(-1);
    if (open !== undefined && point === open[1] + 1) open[1] = point;
    else spans.push([point, point]);
  }
  const hex = (point: number): string => point.toString(16).toUpperCase();
  return spans
    .map(([first, last]) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`))
    .join(',');
}

/** Tells of a code point whether a CSS `unicode-range` has it. */
export function inUnicodeRange(range: string): (point: number) => boolean {
  const spans = parseUnicodeRange(range);
  return (point) => spans.some(([first, last]) => point >= first && point <= last);
}
