import type { Field, Row } from '../../model/dataset.js';
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
        value: speaker.cell(row, measure),
      }),
    );
    const label = language.labels(
      dimensions.map((field) => namedCategory(field, row.keys[field.name] ?? '')),
    );
    return language.message('chart.each-line', { label: named(label), list: items.join('; ') });
  });
  return speaker.finish(sentences);
}

/** Bars in segments, other than of years: bar by bar, each with its segments in the order in which they stand. */
export function describeSegments(
  { along, measure, series, orders }: ChartFacts,
  telling: Telling,
): Description {
  if (along === undefined || measure === undefined) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const bars = (orders.get(along) ?? []).filter((value) =>
    series.some(({ points }) => points.some(({ key }) => key === value)),
  );
  if (bars.length > mostTold) return silence;
  const sentences = bars.map((value) => {
    const items = series.flatMap(({ keys, points }) => {
      const point = points.find(({ key }) => key === value);
      const name = language.labels(keys.map((part) => namedCategory(part.field, part.value)));
      return point === undefined
        ? []
        : [language.message('chart.category.item', { label: name, value: speaker.cell(point.row, measure) })];
    });
    return language.message('chart.each-line', {
      label: namedCategory(along, value),
      list: items.join('; '),
    });
  });
  return speaker.finish(sentences);
}
