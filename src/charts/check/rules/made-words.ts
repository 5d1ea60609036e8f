import { labelOf } from '../../../model/dataset/category.js';
import type { PublishedDataset } from '../../../model/dataset/dataset.js';
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
  code: 'chart/relabelled',
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
    if (/\p{Nd}/u.test(word))
      yield {
        code: 'chart/literal-number',
        at: pointer,
        message: `Unexpected number \`${word}\` in words made by the chart, expected a cell, or an operation that can be repeated`,
        hint: 'print the number alone: `text: {field: ...}`; words stand in the title, or in a layer of their own',
      };
    else
      yield {
        at: pointer,
        message: `Unexpected label \`${word}\` made by the chart, expected the name of its category, or the beginning of one that a legend names`,
        hint: 'change labels in the data package: then text, tables and charts say the same',
      };
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
