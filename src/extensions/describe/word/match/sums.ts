import { everyCategory } from '../../../../content/selection/filters.js';
import { greatest } from '../../../../model/chart/extremes.js';
import type { PublishedDataset } from '../../../../model/dataset/dataset.js';
import { isTimeType } from '../../../../model/dataset/periods.js';
import type { Cell, Dimension } from './cells.js';

/** Categories of a dimension that an attribute puts together: materials that are recycled. */
export interface Group {
  readonly dimension: string;
  readonly name: string;
  /** Joined as an argument names them. */
  readonly key: string;
}

/** Groups that are tried of a dimension. */
const mostGroups = 8;

/** The groups of categories that attributes of a dataset make: each category has one. */
export function groupsIn({ fields, rows }: PublishedDataset): readonly Group[] {
  const dimensions = fields.filter(({ role, type }) => role === 'dimension' && !isTimeType(type));
  const attributes = fields.filter(({ role, type }) => role === 'attribute' && type === 'string');
  return attributes.flatMap(({ name }) =>
    dimensions.flatMap(({ name: dimension }) => {
      const of = new Map<string, Set<string>>();
      for (const { keys, attributes: said } of rows) {
        const key = keys[dimension] ?? '';
        of.set(key, (of.get(key) ?? new Set()).add(said[name] ?? ''));
      }
      if ([...of.values()].some(({ size }) => size !== 1)) return [];
      const names = new Set([...of.values()].flatMap((said) => [...said]));
      if (names.size < 2 || names.size > mostGroups || names.size === of.size) return [];
      const parts = (isIn: (said: string) => boolean): string =>
        [...of].flatMap(([key, [said = '']]) => (isIn(said) ? [key] : [])).join('|');
      return [...names].flatMap((own): Group[] =>
        own === ''
          ? []
          : [
              { dimension, name: own, key: parts((said) => said === own) },
              // What is not landfilled has no name of its own where it is two groups.
              ...(names.size > 2 ? [{ dimension, name: '', key: parts((said) => said !== own) }] : []),
            ],
      );
    }),
  );
}

/** Sums of groups and of all categories, where each of them has a number. */
export function sumsOf(
  cells: readonly (readonly [string, Cell])[],
  dimensions: readonly Dimension[],
  groups: readonly Group[],
  keyOf: (keys: Cell['keys']) => string,
): (readonly [string, Cell])[] {
  const all = [...cells];
  for (const { name, isTime, isSummed, values } of dimensions) {
    if (isTime || isSummed !== true) continue;
    const parts = groups.filter(({ dimension, key }) => dimension === name && key.includes('|'));
    const asked = [
      ...parts.map(({ key }) => ({ key, of: key.split('|') })),
      { key: everyCategory, of: values },
    ];
    const slices = new Map<string, Map<string, Cell>>();
    for (const [, cell] of all) {
      const rest = keyOf({ ...cell.keys, [name]: '' });
      slices.set(rest, (slices.get(rest) ?? new Map()).set(cell.keys[name] ?? '', cell));
    }
    for (const slice of slices.values())
      for (const { key, of } of asked) {
        const found = of.flatMap((each) => slice.get(each) ?? []);
        const [first] = found;
        if (first === undefined || found.length < of.length) continue;
        const keys = { ...first.keys, [name]: key };
        const digits = greatest(found.map((each) => each.digits));
        const value = found.reduce((sum, each) => sum + each.value, 0);
        all.push([keyOf(keys), { keys, value, digits, isSum: true }]);
      }
  }
  return all;
}
