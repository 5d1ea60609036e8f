import { labelOf } from '../../model/category.js';
import type { Category, Field } from '../../model/dataset.js';
import { isHierarchy, Tree } from '../../model/hierarchy.js';
import type { CellKey, Quantity } from '../../model/quantity.js';
import { formsOf } from '../numbers/units.js';
import { argumentName } from '../selection/argument-name.js';
import { dimensionsOf } from '../selection/fields.js';
import { clauseOf } from './clause.js';
import type { NeighbourContext, NeighbourRule, NumberPlace } from './place.js';

/** "36 Albanian victims" where the cell is of Kosovar ones. */
export const categoryBeside: NeighbourRule = (place, context) => {
  const { quantity, text } = place.entry;
  const dataset = Object.hasOwn(context.data, quantity.dataset) ? context.data[quantity.dataset] : undefined;
  if (dataset === undefined) return undefined;
  const dimensions = dimensionsOf(dataset).filter(({ type }) => type === 'string');
  for (const field of dimensions) {
    const own = categoriesOf(quantity, field);
    if (own === undefined) continue;
    const others = dimensions.filter((each) => each !== field);
    const named = categoryNamed(place, field, context);
    if (named === undefined || own.includes(named.value) || isShared(named, others)) continue;
    if (isHierarchy(field) && new Tree(field).isMadeOf(named.value, own)) continue;
    const label = labelOf(field, own[0] ?? '');
    return {
      code: 'number/category',
      message: `Unexpected \`${named.label}\` beside ${text}, which is of \`${label}\`, expected the category of its cells`,
      hint: `write \`${label}\`, or print the number of \`${argumentName(field.name)}="${named.value}"\``,
    };
  }
  return undefined;
};

/** A label that says something in another dimension too: "Albania" as origin and as destination. */
const isShared = ({ label }: Category, others: readonly Field[]): boolean =>
  others.some(({ categories }) => categories.some((other) => other.label === label));

/** The categories that a number is of; undefined where it is of all of them. A share is of its part, and of its base where that is one category. */
function categoriesOf({ cells, operation, operands }: Quantity, field: Field): string[] | undefined {
  const isShare = operation === 'share' && operands === undefined;
  const key = (cell: CellKey | undefined): string => cell?.keys[field.name] ?? field.total ?? '';
  const [part] = cells;
  if (isShare && key(part) === field.total) return undefined;
  const keys = new Set(cells.map(key));
  if (!isShare && field.total !== undefined && keys.has(field.total)) return undefined;
  keys.delete('');
  return keys.size === 0 ? undefined : [...keys];
}

/** The one category that the words give a number. */
function categoryNamed(place: NumberPlace, field: Field, context: NeighbourContext): Category | undefined {
  const { lexicon } = context;
  const { neighbours } = lexicon;
  const categories = namedCategories(place, field, context).filter(
    ({ value, label }) =>
      value !== field.total &&
      /^\p{L}{3}/u.test(label) &&
      !lexicon.claims.notSubjects.has(label.toLowerCase()),
  );
  const heads = categories.filter(({ label }) => place.run.heads?.includes(label));
  if (heads.length > 0) return onlyOne(heads);
  const beside = categories.filter(({ label }) => isBeside(label, place));
  if (beside.length > 0) return onlyOne(beside);
  const clause = clauseOf(place, lexicon);
  if (!clause.hasOneNumber || neighbours.excluding.test(clause.text)) return undefined;
  return onlyOne(longest(categories.filter(({ label }) => has(clause.text, label))));
}

/** The categories of a field by their labels, and by the other words that the project has for them. */
function namedCategories(
  { entry }: NumberPlace,
  { name, categories }: Field,
  { spoken, lexicon }: NeighbourContext,
): readonly Category[] {
  const others = spoken.synonyms.flatMap(({ word, dataset, dimension, category }) => {
    const meant = categories.find(({ value }) => value === category);
    if (meant === undefined || dataset !== entry.quantity.dataset || dimension !== name) return [];
    return capitalised(formsOf(word, lexicon)).map((label) => ({ ...meant, label }));
  });
  return others.length === 0 ? categories : [...categories, ...others];
}

/** As within a sentence, and as at its beginning. */
const capitalised = (words: readonly string[]): string[] =>
  words.flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)]);

/** The category that all of these are, if it is one. */
const onlyOne = (named: readonly Category[]): Category | undefined =>
  new Set(named.map(({ value }) => value)).size === 1 ? named[0] : undefined;

/** Right after the number, in whatever letters, or right before it with a colon. */
function isBeside(label: string, { before, after }: NumberPlace): boolean {
  const next = after.trimStart();
  const rest = next.slice(label.length);
  const isAfter =
    next.length < after.length &&
    next.slice(0, label.length).toLowerCase() === label.toLowerCase() &&
    /^s?(?![\p{L}\p{N}]|['’-]\p{L})/u.test(rest);
  return isAfter || (/: ?$/u.test(before) && endsWith(before.trimEnd().slice(0, -1), label));
}

const endsWith = (text: string, label: string): boolean =>
  text.endsWith(label) && !/[\p{L}\p{N}] ?$/u.test(text.slice(0, -label.length));

/** True where a label stands in a text as a word of its own. */
function has(text: string, label: string): boolean {
  for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) {
    const isWord = !/[\p{L}\p{N}-]$/u.test(text.slice(0, at));
    if (isWord && !/^[\p{L}\p{N}-]/u.test(text.slice(at + label.length))) return true;
  }
  return false;
}

/** Without those that are part of others: "Tourism" of "Tourism and transport". */
const longest = (categories: readonly Category[]): Category[] =>
  categories.filter(
    ({ label }) => !categories.some((other) => other.label !== label && other.label.includes(label)),
  );
