import type { DrawnMeasures } from '../../model/drawn-measures.js';
import type { SnapshotDrawing } from '../../model/snapshot.js';

/** What the marks of a drawing stand for, as a snapshot keeps it: a scale to a hundredth of a pixel over a whole plot. */
export function publishDrawing(id: string, { dataset, scales, axes, marks }: DrawnMeasures): SnapshotDrawing {
  return {
    id,
    dataset,
    scales: scales.map(({ axis, zero, unit, log }) => ({
      axis,
      ...(zero === undefined ? {} : { zero: Number(zero.toFixed(2)) }),
      unit: Number(unit.toPrecision(7)),
      ...(log === undefined ? {} : { log }),
    })),
    axes: [...axes],
    marks: marks.map(({ mark, rows, channels }) => ({ mark, rows: [...rows], channels: [...channels] })),
  };
}
