import { cellQuantity } from '../../model/dataset/cell.js';
import type { Row } from '../../model/dataset/dataset.js';
import { defaultPrecision } from '../../model/project/precision.js';
import { partOfSum } from '../provenance/shares.js';
import type { ChartFacts } from './facts.js';
import { type Description, namedCategory, Speaker, silence, type Telling } from './telling.js';

/** Parts beyond this many are not told one by one. */
const mostTold = 10;

/** Circles in parts: of each circle every part, with its number and its share of the whole. */
export function describeParts(
  { along, measure, split, panels, rows, orders }: ChartFacts,
  telling: Telling,
): Description {
  const dimensions = [...(along === undefined ? [] : [along]), ...split];
  const parts = dimensions.filter((field) => !panels.includes(field));
  if (measure === undefined || parts.length === 0) return silence;
  const { language, dataset, at, precision = defaultPrecision } = telling;
  const speaker = new Speaker(telling);
  const place = (row: Row, of: typeof dimensions): readonly number[] =>
    of.map((field) => orders.get(field)?.indexOf(row.keys[field.name] ?? '') ?? 0);
  const ordered = rows.toSorted((a, b) => {
    const [one, other] = [a, b].map((row) => place(row, [...panels, ...parts]));
    return one?.map((each, index) => each - (other?.[index] ?? 0)).find((step) => step !== 0) ?? 0;
  });
  const circles = new Map<string, Row[]>();
  for (const row of ordered) {
    const key = JSON.stringify(panels.map(({ name }) => row.keys[name]));
    circles.set(key, [...(circles.get(key) ?? []), row]);
  }
  const told = [...circles.values()].map((own) => {
    if (own.length > mostTold) return '';
    const cells = own.map((row) => cellQuantity(dataset, row, measure, at));
    const whole = cells.filter((cell) => cell !== undefined);
    const items = own.map((row, index) => {
      const label = language.labels(parts.map((field) => namedCategory(field, row.keys[field.name] ?? '')));
      const [cell, value] = [cells[index], speaker.cell(row, measure)];
      const share = cell && partOfSum(cell, whole, { dataset, precision });
      // A fraction of few things says both numbers already.
      if (share === undefined || share.fraction !== undefined)
        return language.message('chart.category.item', { label, value });
      return language.message('chart.share-of-whole', { label, value, share: speaker.quantity(share) });
    });
    const [first] = own;
    const circle = panels.map((field) => namedCategory(field, first?.keys[field.name] ?? ''));
    const list = items.join('; ');
    return circle.length === 0
      ? language.message('chart.category.list', { list })
      : language.message('chart.each-line', { label: language.labels(circle), list });
  });
  return speaker.finish(told);
}
