import type { RenderedChart } from '../model/chart.js';
import type { Field, PublishedDataset } from '../model/dataset.js';
import { isHierarchy, Tree } from '../model/hierarchy.js';

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

/** A chart of some levels whose marks name the rows that they stand for by their places in the whole dataset. */
export function inWhole(
  chart: RenderedChart,
  drawn: PublishedDataset,
  whole: PublishedDataset,
): RenderedChart {
  if (drawn === whole) return chart;
  const places = new Map(whole.rows.map((row, index) => [row, index] as const));
  const placeOf = (index: number): number => {
    const row = drawn.rows[index];
    const place = row === undefined ? undefined : places.get(row);
    if (place === undefined) throw new Error('A mark stands for a row of the dataset');
    return place;
  };
  const placed = <T extends Pick<RenderedChart, 'measures'>>(drawing: T): T => ({
    ...drawing,
    measures: {
      ...drawing.measures,
      marks: drawing.measures.marks.map((each) => ({ ...each, rows: each.rows.map(placeOf) })),
    },
  });
  return { ...placed(chart), others: chart.others.map(placed) };
}
