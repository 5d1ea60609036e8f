import type { CellKey } from '../quantity.js';
import type { Category, Field, PublishedData } from './dataset.js';
import { isTimeType } from './periods.js';

/** Numbers of a state at a date that lie at several dates. */
export interface SeveralStates {
  /** What is declared with `stock: true`: a measure, or one of its categories. */
  readonly name: string;
  readonly dates: readonly string[];
}

interface States {
  readonly fields: readonly (Pick<Field, 'name' | 'type' | 'stock'> & {
    readonly role: string;
    readonly categories: readonly Category[];
  })[];
}

/** The measure or category by which a cell is a state at a date, which does not add up over time; undefined for all others. */
export function stockOf({ fields }: States, measure: string, keys: CellKey['keys']): string | undefined {
  if (fields.some(({ name, stock }) => name === measure && stock === true)) return measure;
  return fields
    .flatMap(({ name, categories }) => categories.filter(({ value }) => value === keys[name]))
    .find(({ stock }) => stock === true)?.value;
}

/** The states at several dates among cells that are added up; undefined where there are none. */
export function severalStates(
  cells: readonly Pick<CellKey, 'dataset' | 'field' | 'keys'>[],
  data: PublishedData,
): SeveralStates | undefined {
  const dates = new Map<string, Set<string>>();
  for (const { dataset: name, field, keys } of cells) {
    const dataset = Object.hasOwn(data, name) ? data[name] : undefined;
    const stock = dataset && stockOf(dataset, field, keys);
    if (dataset === undefined || stock === undefined) continue;
    const times = dataset.fields.filter(({ role, type }) => role === 'dimension' && isTimeType(type));
    const date = times.map((time) => keys[time.name] ?? time.total ?? '').join(' ');
    dates.set(stock, (dates.get(stock) ?? new Set()).add(date));
  }
  const [found] = [...dates].filter(([, each]) => each.size > 1);
  return found && { name: found[0], dates: [...found[1]] };
}
