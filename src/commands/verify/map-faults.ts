import { cellAddress } from '../../model/cell-address.js';
import { type DrawnArea, type DrawnClass, type MapPlace, radiusOn } from '../../model/drawn-measures.js';
import { lightnessOf } from '../../model/drawn-pictures.js';
import { compare, type Exact, parseExact, toNumber } from '../../model/exact.js';
import type { SnapshotDataset, SnapshotDrawing } from '../../model/snapshot.js';
import type { DrawnShape, MeasuredDrawing } from '../../outputs/snapshot/read-drawing.js';
import type { MarkupElement } from '../../outputs/snapshot/read-markup.js';
import { cellOf } from './cells.js';
import type { DatasetOf, DrawingFault } from './drawing-fault.js';

type Group = SnapshotDrawing['marks'][number];

/** How far a radius may be from that of its number, in pixels. */
const tolerance = 0.2;

/** Areas of a map whose shade is not that of the class of their cell, and circles that are not as large as theirs. */
export function mapFaults(
  svg: MarkupElement,
  drawn: MeasuredDrawing,
  drawing: SnapshotDrawing,
  datasetOf: DatasetOf,
): readonly DrawingFault[] {
  return drawing.marks.flatMap((group, index): readonly DrawingFault[] => {
    const { classes, size, swatch } = group;
    const shapes = drawn.shapes.get(`${index}`) ?? [];
    if (swatch !== undefined) return swatchFaults(shapes, group, drawing, svg);
    if (classes === undefined && size === undefined) return [];
    const about = { group, drawing, dataset: datasetOf(group) };
    if (shapes.length !== group.rows.length)
      return [
        {
          message: `Unexpected ${shapes.length} shapes in \`${drawing.id}\`, expected ${group.rows.length}, one for each cell`,
          offset: shapes[0]?.start ?? svg.start,
        },
      ];
    return [
      ...(classes === undefined ? [] : orderFault(classes.of, drawing, svg)),
      ...shapes.flatMap((shape, place) => {
        const message =
          classes === undefined
            ? sizeFault(shape, place, size, about)
            : shadeFault(shape, place, classes, about);
        return message === undefined ? [] : [{ message, offset: shape.start }];
      }),
      ...placeFaults(shapes, about),
    ];
  });
}

/** A sign of the legend that has another shade than its class, or has been moved to the words of another. */
function swatchFaults(
  shapes: readonly DrawnShape[],
  { swatch = -1, places = [] }: Group,
  { id, marks }: SnapshotDrawing,
  svg: MarkupElement,
): DrawingFault[] {
  const expected = marks.find(({ classes }) => classes !== undefined)?.classes?.of[swatch]?.fill;
  const [shape, ...more] = shapes;
  const isRight =
    shape?.fill !== undefined && shape.fill === expected && more.length === 0 && isAt(shape, places[0]);
  if (isRight) return [];
  const message = `Unexpected sign \`${shape?.fill ?? 'none'}\` in the legend of \`${id}\`, expected \`${expected ?? 'none'}\` beside the words of its class`;
  return [{ message, offset: shape?.start ?? svg.start }];
}

const isAt = ({ middle }: DrawnShape, place: MapPlace | undefined): boolean =>
  middle !== undefined &&
  place !== undefined &&
  Math.hypot(middle[0] - place[0], middle[1] - place[1]) <= tolerance;

/** What stands elsewhere on the map than its row. */
function placeFaults(shapes: readonly DrawnShape[], { group, drawing, dataset }: About): DrawingFault[] {
  const { places, rows, classes } = group;
  if (places === undefined) return [];
  return shapes.flatMap((shape, index) => {
    if (isAt(shape, places[index])) return [];
    const keys = Object.values(dataset.rows[rows[index] ?? -1]?.keys ?? {}).join(', ');
    const what = classes === undefined ? 'circle' : 'area';
    const message = `Unexpected place of the ${what} of \`${keys}\` in \`${drawing.id}\`, expected the one where it was drawn`;
    return [{ message, offset: shape.start }];
  });
}

interface About {
  readonly group: Group;
  readonly drawing: SnapshotDrawing;
  readonly dataset: SnapshotDataset;
}

/** The number of a cell and how it is called. */
function cellAt(
  place: number,
  measure: string,
  { group, dataset }: About,
): { readonly number?: Exact; readonly name: string } {
  const row = dataset.rows[group.rows[place] ?? -1];
  const number = row && cellOf(dataset, row, measure)?.number;
  const name = row === undefined ? 'none' : cellAddress({ dataset: dataset.name, measure, keys: row.keys });
  return { ...(number === undefined ? {} : { number }), name };
}

function shadeFault(
  { fill = 'none' }: DrawnShape,
  place: number,
  { measure, of }: NonNullable<Group['classes']>,
  about: About,
): string | undefined {
  const { number, name } = cellAt(place, measure, about);
  const own = number && of.find(({ least, greatest }) => isWithin(number, least, greatest));
  if (own?.fill === fill) return undefined;
  return `Unexpected shade \`${fill}\` of an area in \`${about.drawing.id}\`, expected \`${own?.fill ?? 'none'}\`, that of its class (${name})`;
}

const isWithin = (number: Exact, least: string, greatest: string): boolean => {
  const [low, high] = [parseExact(least), parseExact(greatest)];
  return low !== undefined && high !== undefined && compare(low, number) <= 0 && compare(number, high) <= 0;
};

/** The number that a circle shows; undefined where it is the one that it should show. */
export function areaSeen(radius: number, scale: DrawnArea, value = 0): number | undefined {
  const { zero = 0, unit } = scale;
  const expected = radiusOn(scale, value);
  return Math.abs(radius - expected) <= tolerance
    ? undefined
    : Number(((radius ** 2 - zero) / unit).toPrecision(3));
}

function sizeFault(
  { radius = 0 }: DrawnShape,
  place: number,
  size: Group['size'],
  about: About,
): string | undefined {
  if (size === undefined) return undefined;
  const { number, name } = cellAt(place, size.measure, about);
  const seen = areaSeen(radius, size, number && toNumber(number));
  if (seen === undefined) return undefined;
  return `Unexpected circle in \`${about.drawing.id}\` that shows about \`${seen}\`, expected \`${number === undefined ? 'none' : toNumber(number)}\` as in its cell (${name})`;
}

/** Classes that overlap, or whose shades do not become darker from class to class, away from the middle where there is one. */
function orderFault(
  classes: readonly DrawnClass[],
  { id }: SnapshotDrawing,
  svg: MarkupElement,
): DrawingFault[] {
  const isWrong = classes.some((each, index) => {
    const before = classes[index - 1];
    if (before === undefined) return false;
    const [end, begin] = [parseExact(before.greatest), parseExact(each.least)];
    if (end === undefined || begin === undefined || compare(end, begin) >= 0) return true;
    if (before.below !== each.below) return each.below === true;
    const step = (lightnessOf(each.fill) ?? Number.NaN) - (lightnessOf(before.fill) ?? Number.NaN);
    return !(each.below === true ? step > 0 : step < 0);
  });
  if (!isWrong) return [];
  const message = `Unexpected classes of shades in \`${id}\`, expected each darker than the one before`;
  return [{ message, offset: svg.start }];
}
