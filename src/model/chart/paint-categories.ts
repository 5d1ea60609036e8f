import type { Dataset, Field } from '../dataset/dataset.js';
import { isTimeType } from '../dataset/periods.js';
import type { Paint } from './paint.js';

/** What a category is called that gathers what has no category: its value or the first word of its label. */
const gathering =
  /^(?:others?|rest|remaining|unknown|unspecified|undetermined|missing|not[ -](?:known|stated|specified|recorded|available)|no[ -](?:answer|data))(?![\p{L}\p{N}])/iu;

/** The paint of the categories of a dimension by their values, as far as it has been given. */
interface GivenPaints {
  readonly paints: Map<string, Paint>;
  /** Colours that categories have of their own. All are known before the first place is given. */
  readonly taken: string[];
  /** How many places were given: a dimension may have a hundred thousand categories, which nobody counts anew for each. */
  places: number;
}

type PaintRegistry = Map<string, GivenPaints>;

/** True for what a colour tells apart: years and days run in an order instead. */
const isPainted = ({ type, role, categories }: Field): boolean =>
  categories.length > 0 && (role === 'dimension' || role === 'attribute') && !isTimeType(type);

/**
 * The datasets with the paint of every category. A category is the same where its field has the same name and it the
 * same value. It gets what the first dataset gives it; the others of its field follow in order, those that no dataset
 * declares last. What has a colour of its own, gathers the rest, or is the total takes no place.
 */
export function paintCategories<T extends Dataset>(
  datasets: readonly T[],
  isDeclared: (field: Field, dataset: T) => boolean = () => true,
): T[] {
  const registry: PaintRegistry = new Map();
  const fields = datasets.flatMap(({ fields: own }) => own.filter(isPainted));
  // First what is declared anywhere, so that it does not matter which dataset says so.
  for (const field of fields) {
    for (const { value, paint } of field.categories) {
      const { paints, taken } = paintsOf(registry, field);
      if (paint === undefined || paints.has(value)) continue;
      paints.set(value, paint);
      if (paint.kind === 'own') taken.push(paint.colour);
    }
  }
  const [listed, found] = [true, false].map((declared) =>
    datasets.flatMap((dataset) =>
      dataset.fields.filter((field) => isPainted(field) && isDeclared(field, dataset) === declared),
    ),
  );
  for (const field of listed ?? []) paintField(field, paintsOf(registry, field));
  for (const field of inOneOrder(found ?? [])) paintField(field, paintsOf(registry, field));
  return datasets.map((dataset) => ({
    ...dataset,
    fields: dataset.fields.map((field) =>
      isPainted(field) ? { ...field, categories: painted(field, paintsOf(registry, field).paints) } : field,
    ),
  }));
}

/** Categories that are only found in rows, in the order of their letters, so that the order of lines changes nothing. */
function inOneOrder(fields: readonly Field[]): Field[] {
  const names = [...new Set(fields.map(({ name }) => name))];
  return names.flatMap((name) => {
    const same = fields.filter((field) => field.name === name);
    const categories = same
      .flatMap((field) => field.categories.map((category) => ({ category, field })))
      .sort((a, b) => (a.category.value < b.category.value ? -1 : 1));
    return categories.map(({ category, field }) => ({ ...field, categories: [category] }));
  });
}

function paintsOf(registry: PaintRegistry, { name }: Field): GivenPaints {
  const given = registry.get(name) ?? { paints: new Map<string, Paint>(), taken: [], places: 0 };
  registry.set(name, given);
  return given;
}

function paintField({ categories, total }: Field, given: GivenPaints): void {
  const { paints, taken } = given;
  for (const { value, label } of categories) {
    if (paints.has(value)) continue;
    if (value === total) paints.set(value, { kind: 'total' });
    else if (gathering.test(value) || gathering.test(label)) paints.set(value, { kind: 'rest' });
    else paints.set(value, { kind: 'series', place: given.places++, taken });
  }
}

const painted = ({ categories }: Field, paints: ReadonlyMap<string, Paint>): Field['categories'] =>
  categories.map((category) => {
    const paint = paints.get(category.value);
    return paint === undefined ? category : { ...category, paint };
  });
