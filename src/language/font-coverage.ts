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

function coveredBy(range: string): Covers {
  const spans = range.split(',').map((part) => {
    const [first = '', last = first] = part.replace('U+', '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
  const has = (point: number): boolean => spans.some(([first, last]) => point >= first && point <= last);
  return (character) =>
    invisible.test(character) ||
    [...character.normalize('NFC')].every((one) => has(one.codePointAt(0) ?? 0)) ||
    // A letter with a mark is drawn by its parts where no font has it whole.
    [...character.normalize('NFD')].every((one) => has(one.codePointAt(0) ?? 0));
}

const invisible = /^[\s\p{Default_Ignorable_Code_Point}]+$/u;

/** How a character that no font has is named in a message: `☃ (U+2603)`. */
export const nameOfCharacter = (character: string): string => `\`${character}\` (${codePointOf(character)})`;
