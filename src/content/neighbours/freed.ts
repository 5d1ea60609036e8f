import type { Position } from '../../diagnostics.js';
import { callsIn, nameOf } from '../numbers/flatten.js';
import { startOf } from '../template/call-site.js';
import type { ParsedTemplate } from '../template/parse-template.js';

/** Tells which places stand in a block whose author says why its words cannot be tested. */
export function freedPlaces(
  templates: readonly ParsedTemplate[],
  freeing: ReadonlySet<string>,
): (place: Position) => boolean {
  const spans = templates.flatMap(({ program, file }) =>
    [...callsIn(program)]
      .filter((call) => freeing.has(nameOf(call)))
      .map((call) => ({ file, start: startOf(call, file), end: call.loc.end })),
  );
  return (place) =>
    spans.some(
      ({ file, start, end }) =>
        file === place.file &&
        isBefore(start, place) &&
        isBefore(place, { line: end.line, column: end.column + 1 }),
    );
}

type Point = Pick<Position, 'line' | 'column'>;

const isBefore = (a: Point, b: Point): boolean =>
  a.line < b.line || (a.line === b.line && a.column < b.column);
