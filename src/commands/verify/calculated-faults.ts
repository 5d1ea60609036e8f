import { parseExact, toNumber } from '../../model/exact.js';
import type { Snapshot, SnapshotDrawing, SnapshotNumber } from '../../model/snapshot.js';
import type { MeasuredDrawing } from '../../outputs/snapshot/read-drawing.js';
import type { MarkupElement } from '../../outputs/snapshot/read-markup.js';
import type { DrawingFault } from './drawing-fault.js';
import { numberSeen } from './number-seen.js';
import { cornersOf } from './path-corners.js';
import { baseFault } from './picture-faults.js';

type Calculated = NonNullable<SnapshotDrawing['marks'][number]['calculated']>[number];

/** The numbers of the table under a drawing, by their places among all. */
export function numbersOfTable(
  id: string,
  { parts, numbers }: Pick<Snapshot, 'parts' | 'numbers'>,
): (place: number | undefined) => SnapshotNumber | undefined {
  const own = new Set(parts.filter((part) => part.id === id).flatMap((part) => part.numbers));
  return (place = -1) => {
    const number = own.has(place) ? numbers[place] : undefined;
    return number?.place === 'chart' || number?.place === 'alternative' ? undefined : number;
  };
}

/**
 * Marks that show a calculated number: it is one of the table under them, which is calculated again from its cells elsewhere, and
 * they are as long or stand where the scale puts it.
 */
export function calculatedFaults(
  svg: MarkupElement,
  drawn: MeasuredDrawing,
  drawing: SnapshotDrawing,
  snapshot: Pick<Snapshot, 'parts' | 'numbers'>,
): readonly DrawingFault[] {
  const { id, scales } = drawing;
  const numberAt = numbersOfTable(id, snapshot);
  const faultsOf = (name: string, index: number, shown: Calculated): readonly DrawingFault[] => {
    const [marks, scale] = [
      cornersOf(drawn.marks.get(`${index}`), name, shown.numbers.length),
      scales[shown.scale],
    ];
    if (scale === undefined || marks?.length !== shown.numbers.length) {
      const count = marks === undefined ? 'marks that cannot be measured' : `${marks.length} marks`;
      const message = `Unexpected ${count} in \`${id}\`, expected ${shown.numbers.length}, one for each number`;
      return [{ message, offset: marks?.[0]?.start ?? svg.start }];
    }
    return marks.flatMap((mark, at) => {
      const number = numberAt(shown.numbers[at]);
      if (number === undefined) {
        const message = `Unexpected ${name} in \`${id}\` of no number, expected one of the table under it`;
        return [{ message, offset: mark.start }];
      }
      const exact = number.value === undefined ? undefined : parseExact(number.value);
      const value = exact && toNumber(exact);
      const seen = numberSeen(mark, scale, shown.by, value);
      if (seen === undefined) return [];
      const message = `Unexpected ${name} in \`${id}\` that shows \`${seen}\`, expected \`${number.text}\` as in the table under it`;
      return [{ message, offset: mark.start }];
    });
  };
  return drawing.marks.flatMap(({ mark: name, calculated = [] }, index) =>
    calculated.flatMap((shown) => [
      ...faultsOf(name, index, shown),
      ...baseFault(drawn.marks.get(`${index}`) ?? [], name, shown, drawing),
    ]),
  );
}
