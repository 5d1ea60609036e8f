import { labelOf } from '../../../model/dataset/category.js';
import type { PublishedDataset } from '../../../model/dataset/dataset.js';
import { faultOf } from '../../../problems/problem.js';
import type { Datums } from '../../compose/composition.js';
import { rowField, textIn } from '../../rows.js';
import { isCategorical, type Unit } from '../../unit.js';
import type { DrawnRule } from '../rule.js';

/** Channels whose legend names categories in full. */
const named = ['color', 'fill', 'stroke', 'shape'];

/**
 * A word that a chart makes and prints among its marks is the name of a category in the row of its
 * mark, or the beginning of one that a legend names in full. No two categories are alike.
 */
export const madeWords: DrawnRule = {
  on: 'channel',
  *check({ unit, name, definition, pointer, field: own, drawn }, { dataset }) {
    const { field, aggregate } = definition;
    const isMade = name === 'text' && own === undefined && aggregate === undefined;
    if (unit.mark !== 'text' || !isMade || typeof field !== 'string') return;
    const meanings = new Map<string, string>();
    const strange = drawn.find((datum) => {
      const word = datum[field];
      if (typeof word !== 'string' || word.trim() === '') return false;
      const meaning = meaningOf(word.trim(), unit, datum, dataset);
      if (meaning === undefined || (meanings.get(word) ?? meaning) !== meaning) return true;
      meanings.set(word, meaning);
      return false;
    });
    if (strange === undefined) return;
    const word = String(strange[field]);
    if (/\p{Nd}/u.test(word)) yield { at: pointer, ...faultOf('chart/literal-number.made-words', { word }) };
    else yield { at: pointer, ...faultOf('chart/relabelled.made-words', { word }) };
  },
};

/** Whose name a word is or begins; undefined where it is nobody's. */
function meaningOf(
  word: string,
  { channels }: Unit,
  datum: Datums[number],
  { fields, rows }: PublishedDataset,
): string | undefined {
  const row = rows[Number(datum[rowField] ?? Number.NaN)];
  if (row === undefined) return undefined;
  const isNamed = (name: string): boolean =>
    named.some((channel) => {
      const { field, legend } = channels[channel]?.definition ?? {};
      return field === name && legend !== null && legend !== false;
    });
  for (const field of fields.filter(isCategorical)) {
    const value = textIn(row, field) ?? '';
    const names = [value, labelOf(field, value)].map((name) => name.toLowerCase());
    const own = word.toLowerCase();
    if (names.includes(own) || (isNamed(field.name) && names.some((name) => name.startsWith(own))))
      return `${field.name} ${value}`;
  }
  return undefined;
}
