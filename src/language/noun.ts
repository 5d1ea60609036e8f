import type { Position } from '../diagnostics.js';

/** After a number by the plural categories of CLDR, after "the number of", and alone. */
export const nounForms = ['zero', 'one', 'two', 'few', 'many', 'other', 'of', 'alone'] as const;
export type NounForm = (typeof nounForms)[number];

/** The forms of a unit that are written beside its declaration. */
export type Noun = Readonly<Partial<Record<NounForm, string>>>;

/** Forms of units, by the unit as it is declared. */
export type Nouns = Readonly<Record<string, Noun>>;

export const noNouns: Nouns = {};

/** The forms that a file declares, and where each unit is. */
export interface DeclaredNouns {
  readonly nouns: Nouns;
  readonly places: Readonly<Record<string, Position>>;
}

/** What stands under `units` of a file. */
export const declaredNouns = (
  nouns: Nouns = noNouns,
  positionOf: (path: readonly string[], part: 'key') => Position,
): DeclaredNouns => ({
  nouns,
  places: Object.fromEntries(Object.keys(nouns).map((unit) => [unit, positionOf(['units', unit], 'key')])),
});
