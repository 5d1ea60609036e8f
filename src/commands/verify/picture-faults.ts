import { parseCellAddress } from '../../model/cell-address.js';
import type { DrawnChannel } from '../../model/drawn-measures.js';
import {
  barWithoutBase,
  lightnessOf,
  nameBeside,
  sharedKey,
  withoutSpaces,
  wrongShade,
  wrongShare,
} from '../../model/drawn-pictures.js';
import { toNumber } from '../../model/exact.js';
import type { Snapshot, SnapshotDataset, SnapshotDrawing, SnapshotNumber } from '../../model/snapshot.js';
import type { MeasuredDrawing, MeasuredMark } from '../../outputs/snapshot/read-drawing.js';
import { cellOf } from './cells.js';
import type { DatasetOf, DrawingFault } from './drawing-fault.js';
import { cornersOf } from './path-corners.js';

type Group = SnapshotDrawing['marks'][number];

/** How far a bar may begin from its base, in pixels. */
const tolerance = 1;

/** What of a drawing is right by no scale: shades, where bars begin, and the names of categories beside the marks. */
export function pictureFaults(
  drawn: MeasuredDrawing,
  drawing: SnapshotDrawing,
  datasetOf: DatasetOf,
  numbers: Snapshot['numbers'],
): readonly DrawingFault[] {
  return drawing.marks.flatMap((group, index) => {
    const marks = drawn.marks.get(`${index}`);
    const [calculated] = [...(group.calculated ?? []), ...(group.pictured ?? [])];
    if (group.rows.length === 0 && calculated !== undefined) {
      const keys = calculated.numbers.map((place) => keysOf(numbers[place]));
      const corners = cornersOf(marks, group.mark, keys.length);
      if (corners?.length !== keys.length) return [];
      const keyOf = (at: number, dimension: string) => sharedKey(keys[at] ?? [], dimension);
      return nameFaults(corners, { name: group.mark, keyOf }, drawn, drawing, datasetOf(group));
    }
    // Marks that cannot be measured have been reported.
    if (marks === undefined || marks.length !== group.rows.length) return [];
    const dataset = datasetOf(group);
    // The rows of what shades and shares show may be those of another dataset.
    const shown = group.lookedUp ?? group;
    const keyOf = (at: number, dimension: string) =>
      dataset.rows[group.rows[at] ?? -1]?.keys[dimension] ?? '';
    return [
      ...shadeFault(marks, { ...group, rows: shown.rows }, drawing, datasetOf(shown)),
      ...shareFault(marks, { ...group, rows: shown.rows }, drawing, datasetOf(shown)),
      ...group.channels.flatMap((channel) => baseFault(marks, group.mark, channel, drawing)),
      ...nameFaults(marks, { name: group.mark, keyOf }, drawn, drawing, dataset),
    ];
  });
}

function shadeFault(
  marks: readonly MeasuredMark[],
  { mark: name, rows, shade }: Group,
  { id }: SnapshotDrawing,
  dataset: SnapshotDataset,
): DrawingFault[] {
  if (shade === undefined) return [];
  const values = marks.map((_, index) => {
    const row = dataset.rows[rows[index] ?? -1];
    const value = row && cellOf(dataset, row, shade)?.number;
    return value && toNumber(value);
  });
  return shadesFault(marks, values, name, id);
}

/** Shades that do not go with the numbers of their marks; what has no number may have any. */
export function shadesFault(
  marks: readonly MeasuredMark[],
  values: readonly (number | undefined)[],
  name: string,
  id: string,
): DrawingFault[] {
  const shaded = marks.flatMap(({ fill = '', start }, index) => {
    const value = values[index];
    return value === undefined ? [] : [{ value, lightness: lightnessOf(fill) ?? Number.NaN, start }];
  });
  const wrong = shaded.find(({ lightness }) => Number.isNaN(lightness)) ?? wrongShade(shaded);
  if (wrong === undefined) return [];
  const message = `Unexpected shade of a ${name} in \`${id}\` for \`${wrong.value}\`, expected shades that go with the numbers`;
  return [{ message, offset: wrong.start }];
}

function shareFault(
  marks: readonly MeasuredMark[],
  { mark: name, rows, share }: Group,
  { id }: SnapshotDrawing,
  dataset: SnapshotDataset,
): DrawingFault[] {
  if (share === undefined) return [];
  const { measure, axis } = share;
  if (axis === 'angle') {
    const values = marks.map((_, index) => {
      const row = dataset.rows[rows[index] ?? -1];
      const value = row && cellOf(dataset, row, measure)?.number;
      return value && toNumber(value);
    });
    return sliceFault(marks, values, id);
  }
  const bars = marks.flatMap(({ length, place, start }, index) => {
    const row = dataset.rows[rows[index] ?? -1];
    const value = row && cellOf(dataset, row, measure)?.number;
    const across = place[axis === 'x' ? 'y' : 'x'];
    return value === undefined ? [] : [{ value: toNumber(value), length: length[axis], across, start }];
  });
  const wrong = wrongShare(bars, tolerance);
  if (wrong === undefined) return [];
  const message = `Unexpected length of a ${name} in \`${id}\` for \`${wrong.value}\`, expected its share of all at its place`;
  return [{ message, offset: wrong.start }];
}

/** Slices of one circle, each as wide as its number is great among theirs. */
export function sliceFault(
  marks: readonly MeasuredMark[],
  values: readonly (number | undefined)[],
  id: string,
): DrawingFault[] {
  const [first] = marks;
  const slices = marks.map(({ slice, place, start }, index) => {
    const isOfCircle =
      slice !== undefined &&
      Math.abs(slice.outer - (first?.slice?.outer ?? 0)) <= tolerance &&
      Math.abs(slice.inner - (first?.slice?.inner ?? 0)) <= tolerance &&
      Math.abs(place.x - (first?.place.x ?? 0)) <= tolerance &&
      Math.abs(place.y - (first?.place.y ?? 0)) <= tolerance;
    const length = isOfCircle && slice !== undefined ? slice.angle * slice.outer : Number.NaN;
    return { value: values[index] ?? Number.NaN, length, across: 0, start };
  });
  const wrong =
    slices.find(({ length, value }) => Number.isNaN(length + value)) ?? wrongShare(slices, tolerance);
  if (wrong === undefined) return [];
  const message = `Unexpected angle of a slice in \`${id}\` for \`${wrong.value}\`, expected its share of the whole circle`;
  return [{ message, offset: wrong.start }];
}

/** Bars that do not begin at their base. */
export function baseFault(
  marks: readonly MeasuredMark[],
  name: string,
  { begins, scale: place }: Pick<DrawnChannel, 'begins' | 'scale'>,
  { id, scales }: SnapshotDrawing,
): DrawingFault[] {
  const scale = scales[place];
  if (begins === undefined || scale === undefined) return [];
  const { axis, zero = begins } = scale;
  const other = axis === 'x' ? 'y' : 'x';
  const bars = marks.map(({ place: middle, length, start }) => ({
    low: middle[axis] - length[axis] / 2,
    high: middle[axis] + length[axis] / 2,
    across: middle[other],
    start,
  }));
  const moved = Math.abs(zero - begins) > tolerance ? bars[0] : undefined;
  const wrong = moved ?? barWithoutBase(bars, begins, tolerance);
  if (wrong === undefined) return [];
  return [
    { message: `Unexpected beginning of a ${name} in \`${id}\`, expected its base`, offset: wrong.start },
  ];
}

/** The cells of a number. */
const keysOf = (number: SnapshotNumber | undefined): readonly Readonly<Record<string, string>>[] =>
  (number?.cells ?? []).map((cell) => parseCellAddress(cell)?.keys ?? {});

/** What marks are called, and of which category each is; undefined of one of several. */
interface Named {
  readonly name: string;
  readonly keyOf: (index: number, dimension: string) => string | undefined;
}

function nameFaults(
  marks: readonly MeasuredMark[],
  { name, keyOf }: Named,
  drawn: MeasuredDrawing,
  { id, names = [] }: SnapshotDrawing,
  dataset: SnapshotDataset,
): DrawingFault[] {
  return [...new Set(names.map(({ dimension }) => dimension))].flatMap((dimension) => {
    const categories = dataset.dimensions.find((each) => each.name === dimension)?.categories ?? [];
    const labels = names
      .filter((each) => each.dimension === dimension)
      .flatMap(({ axis }) => drawn.axes.get(`${axis}`) ?? []);
    const [first, second] = labels;
    if (first === undefined || second === undefined) return [];
    // Labels of one axis stand in a row, along which their marks do.
    const along =
      Math.abs(second.place.x - first.place.x) > Math.abs(second.place.y - first.place.y) ? 'x' : 'y';
    const beside = labels.map(({ text, place }) => ({ name: withoutSpaces(text), place: place[along] }));
    return marks.flatMap((mark, index) => {
      const own = keyOf(index, dimension);
      if (own === undefined) return [];
      const expected = categories.find(({ value }) => value === own)?.label ?? own;
      const shown = nameBeside(beside, mark.place[along]);
      if (shown === withoutSpaces(expected)) return [];
      const message = `Unexpected \`${shown ?? 'none'}\` beside a ${name} in \`${id}\`, expected \`${expected}\` as in its row`;
      return [{ message, offset: mark.start }];
    });
  });
}
