import type { OtherDrawing } from '../../model/chart.js';
import type { DrawnArea, DrawnCalculated, DrawnMeasures, DrawnPicture } from '../../model/drawn-measures.js';
import type { Quantity } from '../../model/quantity.js';
import type { SnapshotDrawing } from '../../model/snapshot.js';

/** The place of a number among those of a snapshot; undefined where the table of the drawing does not have it. */
export type PlaceOfNumber = (quantity: Quantity) => number | undefined;

/** What the marks of a drawing stand for, as a snapshot keeps it: a scale to a hundredth of a pixel over a whole plot. */
export function publishDrawing(
  id: string,
  { dataset, scales, axes, marks, names }: DrawnMeasures,
  placeOf: PlaceOfNumber,
  frame?: OtherDrawing['frame'],
): SnapshotDrawing {
  return {
    id,
    ...(frame && { frame }),
    dataset,
    scales: scales.map(({ axis, zero, unit, log }) => ({
      axis,
      ...(zero === undefined ? {} : { zero: Number(zero.toFixed(2)) }),
      unit: Number(unit.toPrecision(7)),
      ...(log === undefined ? {} : { log }),
    })),
    axes: [...axes],
    marks: marks.map(
      ({
        mark,
        dataset: own,
        rows,
        channels,
        calculated,
        pictured,
        constants,
        shade,
        lookedUp,
        classes,
        places,
        swatch,
        size,
        share,
      }) => ({
        mark,
        ...(own !== undefined && own !== dataset && { dataset: own }),
        rows: [...rows],
        channels: channels.map(({ begins, of, ...channel }) => ({
          ...channel,
          ...(of && { of: { dataset: of.dataset, rows: [...of.rows] } }),
          ...(begins !== undefined && { begins: Number(begins.toFixed(2)) }),
        })),
        ...publishCalculated(calculated ?? [], placeOf),
        ...publishPictured(pictured ?? [], placeOf),
        ...(constants && { constants: [...constants] }),
        ...(shade !== undefined && { shade }),
        ...(lookedUp && { lookedUp: { dataset: lookedUp.dataset, rows: [...lookedUp.rows] } }),
        ...(classes && { classes: { measure: classes.measure, of: [...classes.of] } }),
        ...(places && { places: places.map(([x, y]): [number, number] => [x, y]) }),
        ...(swatch !== undefined && { swatch }),
        ...(size && { size: { measure: size.measure, ...publishArea(size) } }),
        ...(share && { share }),
      }),
    ),
    ...(names.length > 0 && { names: [...names] }),
  };
}

function publishCalculated(
  calculated: readonly DrawnCalculated[],
  placeOf: PlaceOfNumber,
): Pick<SnapshotDrawing['marks'][number], 'calculated'> {
  const published = calculated.flatMap(({ numbers, begins, ...shown }) => {
    const places = numbers.flatMap((number) => placeOf(number) ?? []);
    if (places.length < numbers.length) return [];
    return [
      { ...shown, numbers: places, ...(begins !== undefined && { begins: Number(begins.toFixed(2)) }) },
    ];
  });
  return published.length === 0 ? {} : { calculated: published };
}

const publishArea = ({ zero, unit }: DrawnArea): DrawnArea => ({
  ...(zero !== undefined && { zero: Number(zero.toFixed(2)) }),
  unit: Number(unit.toPrecision(7)),
});

function publishPictured(
  pictured: readonly DrawnPicture[],
  placeOf: PlaceOfNumber,
): Pick<SnapshotDrawing['marks'][number], 'pictured'> {
  const published = pictured.flatMap(({ numbers, by, scale }) => {
    const places = numbers.flatMap((number) => placeOf(number) ?? []);
    if (places.length < numbers.length) return [];
    return [{ by, ...(scale && { scale: publishArea(scale) }), numbers: places }];
  });
  return published.length === 0 ? {} : { pictured: published };
}
