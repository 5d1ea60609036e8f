import { numberAt, placeOn } from '../../model/drawn-measures.js';
import { parseExact, toNumber } from '../../model/exact.js';
import type { Snapshot, SnapshotDrawing } from '../../model/snapshot.js';
import type { MeasuredDrawing } from '../../outputs/snapshot/read-drawing.js';
import type { MarkupElement } from '../../outputs/snapshot/read-markup.js';
import type { DrawingFault } from './drawing-fault.js';

/** How far a mark may stand from its number, in pixels. */
const tolerance = 1;

/**
 * Marks that stand at a constant: each is one of the numbers that were published of its figure, in the table under it, and
 * stands where the scale puts that number.
 */
export function constantFaults(
  svg: MarkupElement,
  drawn: MeasuredDrawing,
  drawing: SnapshotDrawing,
  { parts, numbers }: Pick<Snapshot, 'parts' | 'numbers'>,
): readonly DrawingFault[] {
  const { id, scales } = drawing;
  const own = new Set(
    parts
      .filter((part) => part.id === id)
      .flatMap((part) => part.numbers.map((place) => numbers[place]?.value)),
  );
  return drawing.marks.flatMap(({ mark: name, constants = [] }, index) =>
    constants.flatMap(({ scale: place, number }): readonly DrawingFault[] => {
      const [scale, value] = [scales[place], parseExact(number)];
      const marks = drawn.marks.get(`${index}`);
      if (scale === undefined || value === undefined || !own.has(number))
        return [
          {
            message: `Unexpected ${name} in \`${id}\` at \`${number}\`, expected a number of the table under it`,
            offset: svg.start,
          },
        ];
      if (marks === undefined || marks.length === 0)
        return [
          {
            message: `Unexpected ${name} in \`${id}\` that cannot be measured, expected one at \`${number}\``,
            offset: svg.start,
          },
        ];
      const expected = placeOn(scale, toNumber(value));
      return marks
        .filter((mark) => expected === undefined || Math.abs(mark.place[scale.axis] - expected) > tolerance)
        .map((mark) => {
          const seen = Number(numberAt(scale, mark.place[scale.axis]).toPrecision(3));
          return {
            message: `Unexpected ${name} in \`${id}\` at about \`${seen}\`, expected \`${number}\` as in the table under it`,
            offset: mark.start,
          };
        });
    }),
  );
}
