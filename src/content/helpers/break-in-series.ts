import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { type Mark, marks } from '../../model/dataset/missing.js';
import type { Quantity } from '../../model/quantity.js';

/**
 * The marks of a comparison of two years: those of both, except that the break `[b]` stands for a break that lies
 * between them. The mark stands at the first year that was counted anew, so that the earlier year's own does not count.
 */
export function marksAcross(
  dataset: PublishedDataset,
  year: Field,
  measure: string,
  [before, after]: readonly [Quantity, Quantity],
): { readonly marks: readonly Mark[] } {
  const timeOf = ({ cells }: Quantity): string => cells[0]?.keys[year.name] ?? '';
  const others = Object.entries(before.cells[0]?.keys ?? {}).filter(([name]) => name !== year.name);
  const broken = dataset.rows.some(({ keys, marks: own }) => {
    const at = keys[year.name] ?? '';
    const inSeries = others.every(([name, category]) => keys[name] === category);
    return (
      inSeries &&
      at !== year.total &&
      at > timeOf(before) &&
      at <= timeOf(after) &&
      own?.[measure]?.includes('b') === true
    );
  });
  const united = new Set([...(before.marks ?? []), ...(after.marks ?? [])]);
  return { marks: marks.filter((mark) => (mark === 'b' ? broken : united.has(mark))) };
}
