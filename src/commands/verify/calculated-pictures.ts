import { parseExact, toNumber } from '../../model/exact.js';
import type { Snapshot, SnapshotDrawing } from '../../model/snapshot.js';
import type { MeasuredDrawing } from '../../outputs/snapshot/read-drawing.js';
import type { MarkupElement } from '../../outputs/snapshot/read-markup.js';
import { numbersOfTable } from './calculated-faults.js';
import type { DrawingFault } from './drawing-fault.js';
import { areaSeen } from './map-faults.js';
import { shadesFault, sliceFault } from './picture-faults.js';

type Pictured = NonNullable<SnapshotDrawing['marks'][number]['pictured']>[number];

/** Marks that show a calculated number of the table under them by no length and no place, and do not go with it. */
export function calculatedPictureFaults(
  svg: MarkupElement,
  drawn: MeasuredDrawing,
  { id, marks: groups }: SnapshotDrawing,
  snapshot: Pick<Snapshot, 'parts' | 'numbers'>,
): readonly DrawingFault[] {
  const numberAt = numbersOfTable(id, snapshot);
  const faultsOf = (
    name: string,
    index: number,
    { by, scale, numbers }: Pictured,
  ): readonly DrawingFault[] => {
    const marks = drawn.marks.get(`${index}`);
    const circles = drawn.shapes.get(`${index}`) ?? [];
    const isOfForm = by !== 'area' || circles.length === numbers.length;
    if (marks?.length !== numbers.length || !isOfForm) {
      const count =
        marks === undefined || !isOfForm ? 'marks that cannot be measured' : `${marks.length} marks`;
      const message = `Unexpected ${count} in \`${id}\`, expected ${numbers.length}, one for each number`;
      return [{ message, offset: marks?.[0]?.start ?? svg.start }];
    }
    const shown = numbers.map(numberAt);
    const values = shown.map((number) => {
      const exact = number?.value === undefined ? undefined : parseExact(number.value);
      return exact && toNumber(exact);
    });
    const lost = values.indexOf(undefined);
    if (lost >= 0) {
      const message = `Unexpected ${name} in \`${id}\` of no number, expected one of the table under it`;
      return [{ message, offset: marks[lost]?.start ?? svg.start }];
    }
    if (by === 'angle') return sliceFault(marks, values, id);
    if (by === 'shade') return shadesFault(marks, values, name, id);
    if (scale === undefined) return [];
    return circles.flatMap(({ radius = 0, start }, at) => {
      const seen = areaSeen(radius, scale, values[at]);
      if (seen === undefined) return [];
      const message = `Unexpected circle in \`${id}\` that shows about \`${seen}\`, expected \`${shown[at]?.text}\` as in the table under it`;
      return [{ message, offset: start }];
    });
  };
  return groups.flatMap(({ mark: name, pictured = [] }, index) =>
    pictured.flatMap((shown) => faultsOf(name, index, shown)),
  );
}
