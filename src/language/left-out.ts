import { labelOf } from '../model/category.js';
import type { Field, PublishedDataset, Row } from '../model/dataset.js';
import { isHierarchy, Tree } from '../model/hierarchy.js';
import type { Language } from './language.js';

/** Letters up to which a list is read: about a line of print. Beyond it a reader is told that there are more. */
const mostLetters = 90;

/**
 * What a figure or table leaves out of its dataset, a sentence for each dimension: "Without: Polish, Other." or, where that
 * is shorter, "Only: Kosovar." Nothing of a dimension that is whole, or that stands in its total alone. Categories that have
 * no row beside those that are shown are not left out.
 *
 * @param shown The rows that are shown, with or without a number.
 * @param untold Dimensions that are told elsewhere.
 */
export function leftOut(
  dataset: Pick<PublishedDataset, 'fields' | 'rows'>,
  shown: readonly Row[],
  language: Language,
  untold: readonly string[] = [],
): readonly string[] {
  if (shown.length === 0) return [];
  const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
  const here = new Map(dimensions.map((field) => [field, new Set(shown.map((row) => row.keys[field.name]))]));
  return dimensions.flatMap((field) => {
    if (untold.includes(field.name)) return [];
    const own = here.get(field);
    const others = [...here].filter(([other]) => other !== field);
    const there = new Set(
      dataset.rows
        .filter(({ keys }) => others.every(([other, values]) => values.has(keys[other.name])))
        .map(({ keys }) => keys[field.name]),
    );
    const parts = field.categories
      .map(({ value }) => value)
      .filter((value) => value !== field.total && there.has(value));
    const kept = parts.filter((value) => own?.has(value));
    const isTold = toldOf(field, own);
    const lost = parts.filter((value) => !own?.has(value) && !isTold(value));
    // Beside the total nothing is "only" there.
    const hasTotal = field.total !== undefined && own?.has(field.total) === true;
    return kept.length === 0 || lost.length === 0 ? [] : [sentence(field, kept, lost, hasTotal, language)];
  });
}

/** What is shown as part of another, or by its parts, is not left out. */
function toldOf(
  field: Field,
  shown: ReadonlySet<string | undefined> = new Set(),
): (value: string) => boolean {
  if (!isHierarchy(field)) return () => false;
  const tree = new Tree(field);
  return (value) => tree.isTold(value, shown) || tree.ancestorsOf(value).some((whole) => shown.has(whole));
}

function sentence(
  field: Field,
  kept: readonly string[],
  lost: readonly string[],
  hasTotal: boolean,
  language: Language,
): string {
  const isShorter = !hasTotal && kept.length < lost.length;
  const named = isShorter ? kept : lost;
  const list = inOneRun(field, named)
    ? language.message('content.period', { from: named[0] ?? '', to: named.at(-1) ?? '' })
    : language.labels(named.map((value) => labelOf(field, value)));
  if (list.length > mostLetters) return language.message('chart.left-out.some', { title: field.title });
  return language.message(`chart.left-out.${isShorter ? 'only' : 'without'}`, { list });
}

/** True for three years or more without a gap, which are told by the first and the last. */
const inOneRun = ({ type }: Field, values: readonly string[]): boolean =>
  type === 'year' &&
  values.length > 2 &&
  values.every((value, index) => index === 0 || Number(value) === Number(values[index - 1]) + 1);
