import type { OtherDrawing } from '../../model/chart.js';
import type { DrawnMeasures } from '../../model/drawn-measures.js';
import type { SnapshotDrawing } from '../../model/snapshot.js';

/** What the marks of a drawing stand for, as a snapshot keeps it: a scale to a hundredth of a pixel over a whole plot. */
export function publishDrawing(
  id: string,
  { dataset, scales, axes, marks, names }: DrawnMeasures,
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
    marks: marks.map(({ mark, dataset: own, rows, channels, constants, shade, classes, size, share }) => ({
      mark,
      ...(own !== undefined && own !== dataset && { dataset: own }),
      rows: [...rows],
      channels: channels.map(({ begins, of, ...channel }) => ({
        ...channel,
        ...(of && { of: { dataset: of.dataset, rows: [...of.rows] } }),
        ...(begins !== undefined && { begins: Number(begins.toFixed(2)) }),
      })),
      ...(constants && { constants: [...constants] }),
      ...(shade !== undefined && { shade }),
      ...(classes && { classes: { measure: classes.measure, of: [...classes.of] } }),
      ...(size && { size: { ...size, unit: Number(size.unit.toPrecision(7)) } }),
      ...(share && { share }),
    })),
    ...(names.length > 0 && { names: [...names] }),
  };
}
