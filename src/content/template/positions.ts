import type { Position } from '../../diagnostics.js';
import { findMarks } from './private-use.js';

/** Expanded text without marks, and where each stretch of it stands in a template. */
export interface PlacedText {
  readonly text: string;
  readonly map: PositionMap;
}

/** Ascending offsets of the expanded text, each with the template position it came from. Plain data. */
export interface PositionMap {
  readonly start: Position;
  readonly stretches: readonly { readonly offset: number; readonly position: Position }[];
}

/** Takes the marks out of expanded text and keeps what they said. `start` is the position before any mark. */
export function placeText(marked: string, marks: readonly Position[], start: Position): PlacedText {
  let text = '';
  let from = 0;
  const stretches: { offset: number; position: Position }[] = [];
  const add = (piece: string): void => {
    const end = piece.indexOf('\n');
    if (end >= 0) {
      // A line that begins with a helper has no mark of its own.
      const { line, ...rest } = stretches.at(-1)?.position ?? start;
      const position = { ...rest, line: line + 1, column: 1 };
      stretches.push({ offset: text.length + end + 1, position });
    }
    text += piece;
  };
  for (const mark of findMarks(marked)) {
    add(marked.slice(from, mark.start));
    from = mark.end;
    const position = marks[mark.index];
    if (position !== undefined) stretches.push({ offset: text.length, position });
  }
  add(marked.slice(from));
  return { text, map: { start, stretches } };
}

/** The template position of an offset of the expanded text. */
export function locate(map: PositionMap, offset: number): Position {
  let [low, high] = [0, map.stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((map.stretches[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const stretch = map.stretches[low - 1];
  if (stretch === undefined) return map.start;
  const { position } = stretch;
  return { ...position, column: position.column + (offset - stretch.offset) };
}

/** Offsets at which the lines of a text start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
