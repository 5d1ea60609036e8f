import { labelOf } from '../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../model/dataset/hierarchy.js';
import type { Language } from './language.js';

/** Letters up to which a list is read: about a line of print. Beyond it a reader is told that there are more. */
const mostLetters = 90;

/**
 * What a figure or table leaves out of its dataset, a sentence for each dimension: "Not shown (Nationality): Polish, Other." or, of one
 * category and where that is shorter, "Only: Kosovar." What is in a total that is shown is not left out: "In the total and not
 * shown separately: Polish." It says nothing of a dimension that is whole, nor of categories within those that are shown, nor of
 * those that have no row beside them.
 *
 * @param shown The rows that are shown, with or without a number.
 * @param words What the figure says of itself in its caption: years that stand there are not told again.
 */
export function leftOut(
  dataset: Pick<PublishedDataset, 'fields' | 'rows'>,
  shown: readonly Row[],
  language: Language,
  words = '',
): readonly string[] {
  if (shown.length === 0) return [];
  const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
  const here = new Map(dimensions.map((field) => [field, new Set(shown.map((row) => row.keys[field.name]))]));
  return dimensions.flatMap((field) => {
    const own = here.get(field) ?? new Set();
    const others = [...here].filter(([other]) => other !== field);
    const there = new Set(
      dataset.rows
        .filter(({ keys }) => others.every(([other, values]) => values.has(keys[other.name])))
        .map(({ keys }) => keys[field.name]),
    );
    const parts = field.categories
      .map(({ value }) => value)
      .filter((value) => value !== field.total && there.has(value));
    const kept = parts.filter((value) => own.has(value));
    const isTold = toldOf(field, own);
    const lost = parts.filter((value) => !own.has(value) && !isTold(value));
    if (kept.length === 0 || lost.length === 0 || areNamed(field, kept, parts, words)) return [];
    return [sentence(field, kept, lost, { isInTotal: own.has(field.total ?? ''), language })];
  });
}

/** What is shown as part of another, or by its parts, is not left out. */
function toldOf(field: Field, shown: ReadonlySet<string | undefined>): (value: string) => boolean {
  const isInside = (value: string): boolean => wholesOf(field, value).some((whole) => shown.has(whole));
  const around = new Set([...shown].flatMap((value = '') => wholesOf(field, value)));
  if (!isHierarchy(field)) return (value) => isInside(value) || around.has(value);
  const tree = new Tree(field);
  return (value) => tree.isTold(value, shown) || tree.ancestorsOf(value).some((whole) => shown.has(whole));
}

/** The categories that one is declared to be within, and those that these are within. */
function wholesOf(field: Field, value: string, seen: readonly string[] = []): readonly string[] {
  const next = (field.categories.find((category) => category.value === value)?.within ?? []).filter(
    (whole) => !seen.includes(whole),
  );
  return next.flatMap((whole) => [whole, ...wholesOf(field, whole, [...seen, ...next])]);
}

/** True for years without a gap whose first and last are those that the words name. */
function areNamed(
  { type }: Field,
  kept: readonly string[],
  parts: readonly string[],
  words: string,
): boolean {
  if (type !== 'year') return false;
  const [first = '', last = ''] = [kept[0], kept.at(-1)];
  const years = (words.match(/(?<!\d)\d{4}(?!\d)/g) ?? []).sort();
  const isWhole = parts.indexOf(last) - parts.indexOf(first) === kept.length - 1;
  return isWhole && years[0] === first && years.at(-1) === last;
}

function sentence(
  field: Field,
  kept: readonly string[],
  lost: readonly string[],
  { isInTotal, language }: { readonly isInTotal: boolean; readonly language: Language },
): string {
  const isShorter = !isInTotal && (kept.length === 1 || kept.length < lost.length);
  const named = isShorter ? kept : lost;
  const list = inOneRun(field, named)
    ? language.message('content.period', { from: named[0] ?? '', to: named.at(-1) ?? '' })
    : language.labels(named.map((value) => labelOf(field, value)));
  if (list.length > mostLetters) return language.message('chart.left-out.some', { title: field.title });
  return language.message(`chart.left-out.${isInTotal ? 'in-total' : isShorter ? 'only' : 'without'}`, {
    title: field.title,
    list,
  });
}

/** True for three years or more without a gap, which are told by the first and the last. */
const inOneRun = ({ type }: Field, values: readonly string[]): boolean =>
  type === 'year' &&
  values.length > 2 &&
  values.every((value, index) => index === 0 || Number(value) === Number(values[index - 1]) + 1);

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
