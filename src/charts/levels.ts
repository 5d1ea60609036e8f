import type { Field, PublishedDataset } from '../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../model/dataset/hierarchy.js';

/**
 * The dataset as a chart of some levels draws it: of each hierarchy of which `level` names one, only the categories of that
 * level (of those, where it names several) and the total. Without a level it is the dataset itself.
 */
export function atLevel(dataset: PublishedDataset, level: string | undefined): PublishedDataset {
  if (level === undefined) return dataset;
  const names = level.split('|').map((name) => name.trim());
  const kept = new Map<string, ReadonlySet<string>>();
  const fields = dataset.fields.map((field): Field => {
    const depths = names.flatMap((name) => {
      const depth = field.role === 'dimension' && isHierarchy(field) ? field.levels?.indexOf(name) : -1;
      return depth === undefined || depth < 0 ? [] : [depth];
    });
    if (depths.length === 0) return field;
    const tree = new Tree(field);
    const values = new Set(depths.flatMap((depth) => tree.atDepth(depth)));
    if (field.total !== undefined) values.add(field.total);
    kept.set(field.name, values);
    const { levels: _, ...flat } = field;
    const isFlat = depths.length === 1;
    const categories = field.categories
      .filter(({ value }) => values.has(value))
      .map(({ parent, ...category }) =>
        isFlat || parent === undefined ? category : { ...category, parent },
      );
    return isFlat ? { ...flat, categories } : { ...field, categories };
  });
  const rows = dataset.rows.filter(({ keys }) =>
    [...kept].every(([name, values]) => values.has(keys[name] ?? '')),
  );
  return { ...dataset, fields, rows };
}
