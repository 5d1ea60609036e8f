import type { Diagnostic, Position } from './diagnostics.js';
import { problem } from './problems/problem.js';

/**
 * Characters that no report may show: those that nobody sees and that change how a text is read, and those that stand
 * for nothing. Whether a font can draw a character is another question.
 */

/** What each kind is called in a message. Line feeds and tabs only part words. */
const kinds = {
  control: /(?![\n\t])\p{Cc}|[\u2028\u2029]/u,
  // An override or a mark makes "2010-2020" read as "2020-2010", and a number as another.
  directional: /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u,
  'private-use': /\p{Co}/u,
  // What a program writes where it could not read.
  replacement: /[\uFFFC\uFFFD]/u,
  // Half a character, or none at all.
  impossible: /\p{Cs}|\p{Noncharacter_Code_Point}/u,
  invisible: /[\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u,
} as const;

const any = new RegExp(
  Object.values(kinds)
    .map(({ source }) => source)
    .join('|'),
  'u',
);

/** A character that may not be shown. */
export interface UnreadableCharacter {
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly character: string;
  /** Such as `control character U+0007`. */
  readonly name: string;
  readonly isPrivateUse: boolean;
}

/** The first character of a text that may not be shown; undefined where all may. */
export function findUnreadable(text: string): UnreadableCharacter | undefined {
  const match = any.exec(text);
  if (match === null) return undefined;
  const [character] = match;
  const kind = Object.entries(kinds).find(([, pattern]) => pattern.test(character))?.[0] ?? 'strange';
  return {
    offset: match.index,
    character,
    name: `${kind} character ${codePointOf(character)}`,
    isPrivateUse: kind === 'private-use',
  };
}

/** Such as `U+00A0`. */
export const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The error of a character that may not be shown, at its place. */
export function unreadableProblem(
  { name, isPrivateUse }: UnreadableCharacter,
  position: Position,
): Diagnostic {
  return problem(isPrivateUse ? 'content/private-use' : 'content/character', position, { name });
}
