import { labelOf } from '../../model/category.js';
import type { Category, Field } from '../../model/dataset.js';
import type { CellKey, Quantity } from '../../model/quantity.js';
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
    const label = labelOf(field, own[0] ?? '');
    return {
      code: 'number/category',
      message: `Unexpected \`${named.label}\` beside ${text}, which is of \`${label}\`, expected the category of its cells`,
      hint: `write \`${label}\`, or print the number of \`${field.name}="${named.value}"\``,
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
function categoryNamed(
  place: NumberPlace,
  field: Field,
  { lexicon }: NeighbourContext,
): Category | undefined {
  const { neighbours } = lexicon;
  const categories = field.categories.filter(
    ({ value, label }) =>
      value !== field.total &&
      /^\p{L}{3}/u.test(label) &&
      !lexicon.claims.notSubjects.has(label.toLowerCase()),
  );
  const heads = categories.filter(({ label }) => place.run.heads?.includes(label));
  if (heads.length > 0) return heads.length === 1 ? heads[0] : undefined;
  const beside = categories.filter(({ label }) => isBeside(label, place));
  if (beside.length > 0) return beside.length === 1 ? beside[0] : undefined;
  const clause = clauseOf(place, lexicon);
  if (!clause.hasOneNumber || neighbours.excluding.test(clause.text)) return undefined;
  const named = longest(categories.filter(({ label }) => has(clause.text, label)));
  return named.length === 1 ? named[0] : undefined;
}

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
