import { labelOf } from '../../model/dataset/category.js';
import type { Category, Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../model/dataset/hierarchy.js';
import { ownOf } from '../../model/own.js';
import type { Quantity } from '../../model/quantity.js';
import { faultOf, wording } from '../../problems/problem.js';
import { sentenceBounds } from '../numbers/sentence.js';
import { stemOf } from '../numbers/units.js';
import { argumentName, dimensionsOf } from '../selection/fields.js';
import { Attachment } from './attachment.js';
import { isName, type Named } from './named.js';
import {
  clauseOf,
  type NeighbourContext,
  type NeighbourProblem,
  type NeighbourRule,
  type NumberPlace,
} from './place.js';

/** "36 Albanian victims" where the cell is of Kosovar ones, and "42 Kosovar victims" where it is of all. */
export const categoryBeside: NeighbourRule = (place, context) => {
  const { quantity } = place.entry;
  const dataset = ownOf(context.data, quantity.dataset);
  if (dataset === undefined) return undefined;
  const dimensions = dimensionsOf(dataset).filter(({ type }) => type === 'string');
  for (const field of dimensions) {
    const own = categoriesOf(quantity, field);
    const named = own && categoryNamed(place, field, own, context);
    if (own === undefined || named === undefined || isShared(named, field, dataset)) continue;
    if (isHierarchy(field) && new Tree(field).isMadeOf(named.value, own.values)) continue;
    return problem(place, field, own, named);
  }
  return undefined;
};

/** What a number is of in one dimension. */
interface Own {
  readonly values: readonly string[];
  /** True where it is of several categories together: a total, or a sum. */
  readonly isWhole: boolean;
}

/** The categories that a number is of. A share is of its part, and of its base where that is one category. */
function categoriesOf({ dataset, cells, operation, operands }: Quantity, field: Field): Own | undefined {
  const isShare = operation === 'share' && operands === undefined;
  const keys = cells.map((cell) =>
    cell.dataset === dataset ? (cell.keys[field.name] ?? field.total ?? '') : '',
  );
  const values = [...new Set(keys)];
  const [part = ''] = values;
  if (values.length === 0 || values.includes('')) return undefined;
  if (part === field.total) return values.length === 1 ? { values, isWhole: true } : undefined;
  if (!isShare && values.some((value) => value === field.total)) return undefined;
  const addsUp = operation === 'sum' || operation === 'average';
  return { values, isWhole: addsUp && values.length > 1 };
}

/** The one category that the words give a number, where it is not its own. */
function categoryNamed(
  place: NumberPlace,
  field: Field,
  { values, isWhole }: Own,
  context: NeighbourContext,
): Category | undefined {
  const { lexicon, names } = context;
  const { notSubjects } = lexicon.statements;
  const isOther = ({ value, label }: Category): boolean =>
    value !== field.total &&
    (isWhole || !values.includes(value)) &&
    isName(label) &&
    !notSubjects.has(label.toLowerCase());
  const heads = place.run.heads ?? [];
  const inHeads = field.categories.filter(({ label }) => heads.includes(label));
  if (inHeads.length > 0) {
    const isFree = isWhole && heads.some((head) => lexicon.neighbours.wholes.test(head));
    return isFree ? undefined : onlyOne(inHeads, isOther);
  }
  const words = names.wordsIn(place.run);
  const attachment = new Attachment(place, words, context);
  const mayBeMeant = (named: Named): boolean =>
    named.category.value !== field.total && !attachment.isPlace(named);
  const found = names.in(words, [0, words.length], place.entry.quantity.dataset, field).filter(mayBeMeant);
  if (found.length === 0) return undefined;
  const clause = clauseOf(place, lexicon, found.map(attachment.spanOf));
  const inside = found.filter((named) => attachment.isWithin(named, clause));
  const rest = attachment.without(clause, inside);
  const isPart = isWhole && lexicon.neighbours.ofAll.test(rest);
  const beside = found.filter((named) => attachment.isBeside(named));
  if (beside.length > 0) {
    // "Initial education at most": several categories are called by the last of them.
    const isFree = (isPart && values.length > 1) || beside.some((named) => attachment.isListed(named, found));
    return isFree ? undefined : onlyOne(categoriesIn(beside), isOther);
  }
  if (isPart || lexicon.neighbours.excluding.test(rest)) return undefined;
  const isMeant = (named: Named): boolean =>
    attachment.isAttached(named, clause) || (!isWhole && clause.hasOneNumber && attachment.isWritten(named));
  if (inside.some(isMeant)) return onlyOne(categoriesIn(inside), isOther);
  const fronted = found.filter((named) => attachment.isFronted(named, found, isWhole));
  return onlyOne(categoriesIn(fronted), isOther);
}

const categoriesIn = (named: readonly Named[]): Category[] => named.map(({ category }) => category);

/** The category that all of these are, if it is one, and another than that of the number. */
function onlyOne(named: readonly Category[], isOther: (category: Category) => boolean): Category | undefined {
  const [first] = named;
  return first !== undefined && isOther(first) && named.every(({ value }) => value === first.value)
    ? first
    : undefined;
}

/** A label that says something else too: "Albania" as origin and as destination, or what the whole dataset is about. */
const isShared = ({ label }: Category, field: Field, dataset: PublishedDataset): boolean =>
  dimensionsOf(dataset).some(
    (other) => other !== field && other.categories.some((category) => category.label === label),
  ) || dataset.title.toLowerCase().includes(label.toLowerCase());

function problem(
  { entry: { text } }: NumberPlace,
  { name, title, ...field }: Field,
  { values, isWhole }: Own,
  { value, label }: Category,
): NeighbourProblem {
  const code = 'number/category';
  const call = `${argumentName(name)}="${value}"`;
  const own = labelOf(field, values[0] ?? '');
  if (!isWhole) {
    return { code, ...wording('content/categories.category', { label, text, own, call }) };
  }
  const isTotal = field.total !== undefined && values.includes(field.total);
  return {
    code,
    ...wording('content/categories.words', {
      text,
      title: isTotal ? `of every \`${title}\`` : `of ${values.length} categories of \`${title}\` together`,
      label,
      call,
    }),
  };
}

/** "36 victims, whatever their nationality" where 36 are the Kosovar ones, and no category of nationality is named. */
export const whateverBeside: NeighbourRule = ({ entry, run, from: at }, { data, lexicon, names }) => {
  const { cells, dataset: name, operation } = entry.quantity;
  const dataset = ownOf(data, name);
  const [from, to] = sentenceBounds(run.text, at, lexicon.statements.abbreviations);
  const isAlone = run.values.every((value) => value.from === at || value.from < from || value.from >= to);
  if (dataset === undefined || !isAlone || operation === 'share') return undefined;
  const sentence = run.text.slice(from, to);
  const nouns = [...sentence.matchAll(lexicon.neighbours.whatever)].map(([, noun = '']) =>
    stemOf(noun.toLowerCase(), lexicon.neighbours.endings),
  );
  for (const field of dimensionsOf(dataset)) {
    const titles = (field.title.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) =>
      stemOf(word, lexicon.neighbours.endings),
    );
    const values = new Set(cells.map(({ keys }) => keys[field.name]));
    const [value] = values;
    if (!titles.some((title) => nouns.some((noun) => isSame(title, noun))) || values.size !== 1) continue;
    if (value === undefined || field.total === undefined || value === field.total) continue;
    const words = names.wordsIn(run);
    if (names.in(words, [0, words.length], name, field).some((each) => each.category.value !== field.total))
      continue;
    const own = labelOf(field, value);
    return faultOf('number/category', { text: entry.text, own, title: field.title });
  }
  return undefined;
};

/** Of long words one form may be the beginning of another: "shtetësi" and "shtetës". */
const isSame = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= 5 && (a.startsWith(b) || b.startsWith(a)));
