import { cellQuantity } from '../../model/dataset/cell.js';
import type { Field, Row } from '../../model/dataset/dataset.js';
import { isNumeric } from '../../model/dataset/value.js';
import { defaultPrecision } from '../../model/project/precision.js';
import { isExact } from '../../model/quantity.js';
import { partOfSum } from '../provenance/shares.js';
import type { ChartFacts } from './facts.js';
import { type Description, named, namedCategory, Speaker, silence, type Telling } from './telling.js';

/** Categories beyond this many are not told one by one. */
const mostTold = 15;

/** Charts that set measures side by side, such as a bullet chart: every category with all of them. */
export function describeMeasures(
  { along, split, measures, rows, orders }: ChartFacts,
  telling: Telling,
): Description {
  if (along === undefined || rows.length > mostTold) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const dimensions = [along, ...split];
  const place = (row: Row, field: Field): number =>
    orders.get(field)?.indexOf(row.keys[field.name] ?? '') ?? 0;
  const ordered = rows.toSorted((a, b) => {
    const steps = dimensions.map((field) => place(a, field) - place(b, field));
    return steps.find((step) => step !== 0) ?? 0;
  });
  const sentences = ordered.map((row) => {
    const items = measures.map((measure) =>
      language.message('chart.category.item', {
        label: named(measure.title),
        value: withUnit(speaker.cell(row, measure), row, measure),
      }),
    );
    const label = language.labels(
      dimensions.map((field) => namedCategory(field, row.keys[field.name] ?? '')),
    );
    return language.message('chart.each-line', { label: named(label), list: items.join('; ') });
  });
  return speaker.finish(sentences);
}

/** A number whose unit stands beside it in its row, such as those of what is measured in several units. */
function withUnit(value: string, { attributes, measures }: Row, { name, unit = '' }: Field): string {
  const cell = measures[name];
  const hasUnit = unit === '' && attributes.unit !== undefined && cell !== undefined && isNumeric(cell);
  return hasUnit ? `${value}\u00A0${named(attributes.unit ?? '')}` : value;
}

/**
 * Bars in segments: bar by bar, each with its segments in the order in which they stand.
 *
 * @param isShare Of bars that are all 100 per cent: each segment with its share of the bar as well.
 */
export function describeSegments(
  { along, measure, series, orders }: ChartFacts,
  telling: Telling,
  isShare = false,
): Description {
  if (along === undefined || measure === undefined) return silence;
  const { dataset, language, at, precision = defaultPrecision } = telling;
  const speaker = new Speaker(telling);
  const bars = (orders.get(along) ?? []).filter((value) =>
    series.some(({ points }) => points.some(({ key }) => key === value)),
  );
  if (bars.length > mostTold) return silence;
  const sentences = bars.map((value) => {
    const segments = series.flatMap(({ keys, points }) => {
      const point = points.find(({ key }) => key === value);
      const label = language.labels(keys.map((part) => namedCategory(part.field, part.value)));
      const cell = point && cellQuantity(dataset, point.row, measure, at);
      return point === undefined || cell === undefined ? [] : [{ label, row: point.row, cell }];
    });
    const whole = segments.map(({ cell }) => cell);
    const items = segments.map(({ label, row, cell }) => {
      const said = { label, value: speaker.cell(row, measure) };
      const share =
        isShare && isExact(cell.value) ? partOfSum(cell, whole, { dataset, precision }) : undefined;
      // A fraction of few things says both numbers already; of an unknown whole nothing is a share.
      return share === undefined || share.fraction !== undefined || !isExact(share.value)
        ? language.message('chart.category.item', said)
        : language.message('chart.share-of-bar', { ...said, share: speaker.quantity(share) });
    });
    return language.message('chart.each-line', {
      label: namedCategory(along, value),
      list: items.join('; '),
    });
  });
  return speaker.finish(sentences);
}
