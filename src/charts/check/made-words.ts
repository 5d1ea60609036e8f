import { labelOf } from '../../model/dataset/category.js';
import type { Datums } from '../compose/composition.js';
import { rowField, textIn } from '../rows.js';
import { encodedField, isCategorical, type Unit } from '../unit.js';
import { type CheckContext, report } from './context.js';

/** Channels whose legend names categories in full. */
const named = ['color', 'fill', 'stroke', 'shape'];

/**
 * Checks the words that a chart makes and prints among its marks. Each is the name of a category in the row of its
 * mark, or the beginning of one that a legend names in full. No two categories are alike.
 */
export function checkMadeWords(
  units: readonly Unit[],
  drawn: Readonly<Record<string, Datums>>,
  context: CheckContext,
): void {
  for (const unit of units) {
    const text = unit.channels.text;
    const { field, aggregate } = text?.definition ?? {};
    const isOwn = encodedField(text?.definition, context.dataset.fields) !== undefined;
    if (unit.mark !== 'text' || text === undefined || typeof field !== 'string' || isOwn) continue;
    if (aggregate !== undefined) continue;
    const meanings = new Map<string, string>();
    const strange = (drawn[unit.name] ?? []).find((datum) => {
      const word = datum[field];
      if (typeof word !== 'string' || word.trim() === '') return false;
      const meaning = meaningOf(word.trim(), unit, datum, context);
      if (meaning === undefined || (meanings.get(word) ?? meaning) !== meaning) return true;
      meanings.set(word, meaning);
      return false;
    });
    if (strange === undefined) continue;
    const word = String(strange[field]);
    if (/\p{Nd}/u.test(word)) {
      const message = `Unexpected number \`${word}\` in words made by the chart, expected a cell, or an operation that can be repeated`;
      report(context, 'chart/literal-number', text.pointer, message, {
        hint: 'print the number alone: `text: {field: ...}`; words stand in the title, or in a layer of their own',
      });
    } else {
      const message = `Unexpected label \`${word}\` made by the chart, expected the name of its category, or the beginning of one that a legend names`;
      report(context, 'chart/relabelled', text.pointer, message, {
        hint: 'change labels in the data package: then text, tables and charts say the same',
      });
    }
  }
}

/** Whose name a word is or begins; undefined where it is nobody's. */
function meaningOf(
  word: string,
  { channels }: Unit,
  datum: Datums[number],
  { dataset }: CheckContext,
): string | undefined {
  const row = dataset.rows[Number(datum[rowField] ?? Number.NaN)];
  if (row === undefined) return undefined;
  const isNamed = (name: string): boolean =>
    named.some((channel) => {
      const { field, legend } = channels[channel]?.definition ?? {};
      return field === name && legend !== null && legend !== false;
    });
  for (const field of dataset.fields.filter(isCategorical)) {
    const value = textIn(row, field) ?? '';
    const names = [value, labelOf(field, value)].map((name) => name.toLowerCase());
    const own = word.toLowerCase();
    if (names.includes(own)) return `${field.name} ${value}`;
    if (isNamed(field.name) && names.some((name) => name.startsWith(own))) return `${field.name} ${value}`;
  }
  return undefined;
}
