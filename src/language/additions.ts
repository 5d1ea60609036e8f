import type { Field } from '../model/dataset/dataset.js';
import type { Language } from './language.js';

/** A dimension, and the categories of it that a table or figure shows. */
export interface ShownField {
  readonly field: Field;
  readonly values: readonly string[];
}

/**
 * Why the parts that a table or figure shows do not come to its totals: what these include beside them, or what its measures
 * count.
 *
 * @param measures Those whose numbers are shown.
 */
export function additionNotes(
  shown: readonly ShownField[],
  measures: readonly Field[],
  language: Language,
): readonly string[] {
  const summed = shown.filter(
    ({ field: { total }, values }) => total !== undefined && values.length > 1 && values.includes(total),
  );
  const rests = summed.flatMap(({ field }) => restNote('content.remainder', field, language));
  const reasons = measures.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  return [...rests, ...(summed.length > 0 ? new Set(reasons) : [])];
}

/** What parts that are laid together leave out, where the total that includes it is not shown beside them. */
export function leftRestNotes(shown: readonly ShownField[], language: Language): readonly string[] {
  return shown
    .filter(({ field: { total }, values }) => values.length > 1 && !values.some((value) => value === total))
    .flatMap(({ field }) => restNote('content.remainder-left', field, language));
}

const restNote = (
  id: 'content.remainder' | 'content.remainder-left',
  { title, remainder: words }: Field,
  language: Language,
): readonly string[] => (words === undefined ? [] : [language.message(id, { title, words })]);
