import type { NumberPrinter } from '../../language/numbers.js';
import { readWrittenNumber } from '../../language/read-number.js';
import { cellAddress } from '../../model/cell-address.js';
import { type DrawnChannel, type DrawnScale, numberAt, placeOn } from '../../model/drawn-measures.js';
import { timeNumber } from '../../model/drawn-times.js';
import { toNumber } from '../../model/exact.js';
import type { Snapshot, SnapshotDataset, SnapshotDrawing } from '../../model/snapshot.js';
import { type MeasuredLabel, type MeasuredMark, readDrawing } from '../../outputs/snapshot/read-drawing.js';
import type { MarkupElement } from '../../outputs/snapshot/read-markup.js';
import { calculatedFaults } from './calculated-faults.js';
import { calculatedPictureFaults } from './calculated-pictures.js';
import { cellOf } from './cells.js';
import { constantFaults } from './constant-faults.js';
import type { DatasetOf, DrawingFault } from './drawing-fault.js';
import { mapFaults } from './map-faults.js';
import { inThreeDigits, numberSeen, tolerance } from './number-seen.js';
import { cornersOf } from './path-corners.js';
import { pictureFaults } from './picture-faults.js';

/** What was published of a drawing. */
interface Published {
  readonly drawing: SnapshotDrawing;
  readonly datasetOf: DatasetOf;
  readonly snapshot: Pick<Snapshot, 'parts' | 'numbers'>;
  readonly language: Pick<NumberPrinter, 'decimalMark' | 'groupMark'>;
}

/** A text stands on its line, and its middle beside the tick. */
const textTolerance = 6;

/** Marks of a drawing that do not show the number of their cell, and labels of its axes that are not where theirs belongs. */
export function drawingFaults(svg: MarkupElement, published: Published): readonly DrawingFault[] {
  const { id, ...expected } = published.drawing;
  const drawn = readDrawing(svg);
  const { marks, axes } = drawn;
  if (marks.size !== expected.marks.length || axes.size !== expected.axes.length) {
    const message = `Unexpected ${marks.size} groups of marks and ${axes.size} of axis labels in \`${id}\`, expected ${expected.marks.length} and ${expected.axes.length}`;
    return [{ message, offset: svg.start }];
  }
  return [
    ...expected.marks.flatMap((group, index) => groupFaults(marks.get(`${index}`), group, svg, published)),
    ...expected.axes.flatMap((place, index) =>
      axisFaults(axes.get(`${index}`), expected.scales[place ?? -1], svg, published),
    ),
    ...pictureFaults(drawn, published.drawing, published.datasetOf, published.snapshot.numbers),
    ...mapFaults(svg, drawn, published.drawing, published.datasetOf),
    ...calculatedFaults(svg, drawn, published.drawing, published.snapshot),
    ...calculatedPictureFaults(svg, drawn, published.drawing, published.snapshot),
    ...constantFaults(svg, drawn, published.drawing, published.snapshot),
  ];
}

type Group = SnapshotDrawing['marks'][number];

function groupFaults(
  found: readonly MeasuredMark[] | undefined,
  group: Group,
  svg: MarkupElement,
  published: Published,
): readonly DrawingFault[] {
  const { id } = published.drawing;
  // Areas of a map are of any form: they are looked at as shapes.
  if (group.rows.length === 0 || group.classes !== undefined) return [];
  const drawn = cornersOf(found, group.mark, group.rows.length);
  if (drawn?.length !== group.rows.length) {
    const count = drawn === undefined ? 'marks that cannot be measured' : `${drawn.length} marks`;
    const message = `Unexpected ${count} in \`${id}\`, expected ${group.rows.length}, one for each cell`;
    return [{ message, offset: drawn?.[0]?.start ?? svg.start }];
  }
  return group.channels.flatMap((channel) =>
    drawn.flatMap((mark, index) => {
      const message = markFault(mark, channel, { group, index, published });
      return message === undefined ? [] : [{ message, offset: mark.start }];
    }),
  );
}

function markFault(
  mark: MeasuredMark,
  { scale: place, measure, by, per, of }: DrawnChannel,
  {
    group,
    index,
    published,
  }: { readonly group: Group; readonly index: number; readonly published: Published },
): string | undefined {
  const { drawing } = published;
  const dataset = published.datasetOf(of ?? group);
  const name = `${group.mark} in \`${drawing.id}\``;
  const [scale, row] = [drawing.scales[place], dataset.rows[(of ?? group).rows[index] ?? -1]];
  const cell =
    row &&
    (boundOf(dataset, row, measure, by) ?? timeOf(dataset, row, measure) ?? cellOf(dataset, row, measure));
  if (scale === undefined || row === undefined || cell === undefined)
    return `Unexpected ${name} of no cell, expected one that stands for a cell`;
  const value =
    typeof cell === 'number' ? cell : cell.number === undefined ? undefined : toNumber(cell.number);
  const width = per === undefined || row === undefined ? 1 : widthOf(bandOf(dataset, row, per));
  const seen = numberSeen(mark, { ...scale, unit: scale.unit / width }, by, value);
  if (seen === undefined) return undefined;
  const address = cellAddress({ dataset: dataset.name, measure, keys: row.keys });
  return `Unexpected ${name} that shows \`${seen}\`, expected \`${value ?? 'none'}\` as in its cell (${address})`;
}

type Bounds = readonly [number, number] | undefined;

/** The bounds of the band of a row; undefined where its category is none. */
const bandOf = (
  { dimensions }: SnapshotDataset,
  { keys }: SnapshotDataset['rows'][number],
  dimension: string,
): Bounds =>
  dimensions
    .find(({ name }) => name === dimension)
    ?.categories?.find(({ value }) => value === keys[dimension])?.bounds;

/** Of no band there is no width: a bar divided by it is as long as none. */
const widthOf = (bounds: Bounds): number => (bounds === undefined ? Number.NaN : bounds[1] - bounds[0]);

/** Where the band of a row begins or ends. */
const boundOf = (
  dataset: SnapshotDataset,
  row: SnapshotDataset['rows'][number],
  name: string,
  by: DrawnChannel['by'],
): number | undefined => bandOf(dataset, row, name)?.[by === 'end' ? 1 : 0];

/** The year or day of a row; undefined for a measure. */
function timeOf(
  { dimensions, measures }: SnapshotDataset,
  { keys, attributes = {} }: SnapshotDataset['rows'][number],
  name: string,
): number | undefined {
  const isTime =
    dimensions.some((each) => each.name === name) || !measures.some((each) => each.name === name);
  return isTime ? timeNumber(keys[name] ?? attributes[name] ?? '') : undefined;
}

function axisFaults(
  labels: readonly MeasuredLabel[] | undefined,
  scale: DrawnScale | undefined,
  svg: MarkupElement,
  { drawing: { id }, language }: Published,
): readonly DrawingFault[] {
  if (scale === undefined) return [];
  if (labels === undefined) {
    const message = `Unexpected axis of \`${id}\` that cannot be measured, expected numbers beside it`;
    return [{ message, offset: svg.start }];
  }
  const most = scale.axis === 'x' ? tolerance : textTolerance;
  return labels.flatMap(({ text, start, place }) => {
    if (text === '') return [];
    const value = readWrittenNumber(text, language);
    const expected = value === undefined ? undefined : placeOn(scale, value);
    if (expected !== undefined && Math.abs(expected - place[scale.axis]) <= most) return [];
    const seen = inThreeDigits(numberAt(scale, place[scale.axis]));
    const message = `Unexpected label \`${text}\` on an axis of \`${id}\`, expected about \`${seen}\` at its place`;
    return [{ message, offset: start }];
  });
}
