import type { RenderedChart } from '../../model/chart.js';
import type { PublishedDataset, Row } from '../../model/dataset.js';
import type { DrawnChannel, DrawnMarks, DrawnMeasures } from '../../model/drawn-measures.js';
import { type ChartDataset, type Part, partAt } from './parts.js';

/**
 * A chart whose marks name the rows that they stand for by their places in the datasets as they are published, and
 * measures and dimensions as those do.
 */
export function inWhole(
  chart: RenderedChart,
  drawn: ChartDataset,
  published: PublishedDataset,
): RenderedChart {
  if (drawn === published) return chart;
  const { parts, lookups = [] } = drawn;
  const places = new Map<PublishedDataset, ReadonlyMap<Row, number>>();
  const placeIn = (row: Row | undefined, whole: PublishedDataset): number => {
    const known = places.get(whole) ?? new Map(whole.rows.map((each, index) => [each, index] as const));
    places.set(whole, known);
    const place = row === undefined ? undefined : known.get(row);
    if (place === undefined) throw new Error('A mark stands for a row of the dataset');
    return place;
  };
  const placeOf = (index: number): number => {
    const part = partAt(drawn, index);
    return part === undefined
      ? placeIn(drawn.rows[index], published)
      : placeIn(part.dataset.rows[index - part.first], part.whole);
  };
  const marksOf = (marks: DrawnMarks): DrawnMarks => {
    const part = marks.rows[0] === undefined ? undefined : partAt(drawn, marks.rows[0]);
    const lookedUp: LookedUp = (name) => {
      const cells = marks.rows.map((index) => drawn.rows[index]?.stands?.[name]);
      const [first] = cells;
      const whole = lookups.find(({ source }) => source === first?.dataset)?.whole;
      if (whole === undefined || first === undefined || cells.includes(undefined)) return undefined;
      const rows = cells.map((cell) => placeIn(cell?.row, whole));
      return { measure: first.measure.name, of: { dataset: whole.name, rows } };
    };
    return { ...named(marks, part, lookedUp), rows: marks.rows.map(placeOf) };
  };
  const measuresOf = (measures: DrawnMeasures): DrawnMeasures => ({
    ...measures,
    dataset: parts?.[0]?.whole.name ?? measures.dataset,
    marks: measures.marks.map(marksOf),
    names: measures.names.map(({ axis, dimension }) => ({
      axis,
      dimension: originalName(dimension, parts) ?? dimension,
    })),
    looked: measures.looked,
  });
  const placed = <T extends Pick<RenderedChart, 'measures'>>(drawing: T): T => ({
    ...drawing,
    measures: measuresOf(drawing.measures),
  });
  return { ...placed(chart), others: chart.others.map(placed) };
}

/** What a field is called in the first dataset that has it. */
const originalName = (name: string, parts: readonly Part[] | undefined): string | undefined =>
  parts?.map(({ names }) => names.get(name)).find((original) => original !== undefined);

/** The cells of another dataset that a measure of marks is. */
type LookedUp = (measure: string) => Pick<DrawnChannel, 'measure' | 'of'> | undefined;

/** Marks with the names that their measures bear in their own dataset, which is named where it is not the first. */
function named(marks: DrawnMarks, part: Part | undefined, lookedUp: LookedUp): DrawnMarks {
  if (part === undefined) return marks;
  const { channels, shade, share, size, ...rest } = marks;
  const original = (name: string): string => part.names.get(name) ?? name;
  const isOwn = (measure: string): boolean => !part.looked.has(measure);
  // A shade or share, of the rows of marks or of those that were looked up for them.
  const pictured = (
    measure: string | undefined,
    as: (measure: string) => Pick<DrawnMarks, 'shade' | 'share'>,
  ): Pick<DrawnMarks, 'shade' | 'share' | 'lookedUp'> => {
    if (measure === undefined) return {};
    if (isOwn(measure)) return as(original(measure));
    const found = lookedUp(measure);
    return found?.of === undefined ? {} : { ...as(found.measure), lookedUp: found.of };
  };
  return {
    ...rest,
    dataset: part.whole.name,
    channels: channels.flatMap((channel) => {
      const { measure, per } = channel;
      const found = isOwn(measure) ? { measure: original(measure) } : lookedUp(measure);
      const band = per === undefined ? {} : { per: original(per) };
      return found === undefined ? [] : [{ ...channel, ...found, ...band }];
    }),
    ...pictured(shade, (measure) => ({ shade: measure })),
    ...(size && isOwn(size.measure) && { size: { ...size, measure: original(size.measure) } }),
    ...pictured(share?.measure, (measure) => (share === undefined ? {} : { share: { ...share, measure } })),
  };
}
