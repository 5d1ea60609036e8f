import { type Diagnostic, listNames, type Position } from '../diagnostics.js';
import { type Covers, nameOfCharacter } from '../language/font-coverage.js';
import { findNumerals } from '../model/numerals.js';
import { phrase, problem } from '../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../resource-limits.js';
import { findUnreadable, unreadableProblem } from '../unreadable-characters.js';
import type { PictureFault, PictureText } from './picture.js';

interface Reference {
  /** As the template writes it. */
  readonly url: string;
  /** In the project. */
  readonly path: string;
  /** Where the template names the picture. */
  readonly at: Position;
  readonly limits: ResourceLimits;
}

/** What is wrong with a picture, where a template names it, with the place in its own file. */
export function pictureProblem(fault: PictureFault, { url, path, at, limits }: Reference): Diagnostic {
  const { what, more } = fault;
  const { limit, place } = more;
  const see =
    place === undefined
      ? {}
      : { see: [{ position: { file: path, ...place }, note: phrase('pictures/problems.picture') }] };
  if (limit !== undefined)
    return {
      ...limitProblem({ name: limit, limits, position: at, found: what, which: url }),
      ...see,
    };
  return problem('content/picture', at, { url, what }, see);
}

/**
 * The numbers in the words of a drawing that its alternative text does not say too: there a helper prints them, or
 * `literal` names their source. One error for a picture.
 */
export function strangeNumbers(
  words: readonly PictureText[],
  { path, at, alt }: { readonly path: string; readonly at: Position; readonly alt: string },
): Diagnostic[] {
  const answered = new Set(findNumerals(alt).map(({ text }) => text));
  const strange = words.flatMap(({ text, line, column }) =>
    findNumerals(text)
      .filter((numeral) => !answered.has(numeral.text))
      .map((numeral) => ({
        number: numeral.text,
        position: { file: path, line, column },
        note: `“${text.trim()}”`,
      })),
  );
  if (strange.length === 0) return [];
  const numbers = listNames([...new Set(strange.map(({ number }) => number))]);
  return [
    problem(
      'number/in-picture',
      at,
      { numbers },
      { see: strange.slice(0, shown).map(({ position, note }) => ({ position, note })) },
    ),
  ];
}

/** Places in a picture that a message names. */
const shown = 5;

/** The first character in the words of a drawing that nobody could read: not shown by any font, or not at all. */
export function strangeCharacters(
  words: readonly PictureText[],
  { path, at, covers }: { readonly path: string; readonly at: Position; readonly covers: Covers },
): Diagnostic[] {
  for (const { text, line, column } of words) {
    const see = [{ position: { file: path, line, column }, note: phrase('pictures/problems.picture') }];
    const unreadable = findUnreadable(text);
    if (unreadable !== undefined) return [{ ...unreadableProblem(unreadable, at), see }];
    const missing = [...text].find((character) => !covers(character));
    if (missing === undefined) continue;
    return [problem('output/missing-glyph.picture', at, { missing: nameOfCharacter(missing) }, { see })];
  }
  return [];
}
