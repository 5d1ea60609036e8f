import type { Position } from '../diagnostics.js';
import type { ChartNode } from '../model/nodes.js';

/**
 * Where a chart and its parts stand in templates and chart files, in order, each once: a line that is put in above them moves them, and
 * changes nothing else of what is drawn. Where its numbers stand in data is not among them.
 */
export function placesOf(chart: ChartNode): readonly Position[] {
  const files = new Set([chart.at, ...Object.values(chart.positions)].map(({ file }) => file));
  const found = new Map<string, Position>();
  const look = (part: unknown): void => {
    if (isPlace(part) && files.has(part.file)) found.set(nameOf(part), part);
    else if (isParent(part)) for (const each of childrenOf(part)) look(each);
  };
  look(chart);
  return [...found.values()].sort(inOrder);
}

/** A chart with the number of each place in its stead, and without the offsets of its words in a text: what its drawing hangs on. */
export function withoutPlaces(chart: ChartNode, places: readonly Position[]): unknown {
  const numbers = new Map(places.map((place, index) => [nameOf(place), index]));
  const strip = (part: unknown): unknown => {
    if (isPlace(part)) {
      const number = numbers.get(nameOf(part));
      return number === undefined ? part : `\0place ${number}`;
    }
    if (Array.isArray(part)) return part.map(strip);
    if (!isRecord(part)) return part;
    return Object.fromEntries(
      Object.entries(part).flatMap(([name, each]) => (isOffsets(each) ? [] : [[name, strip(each)]])),
    );
  };
  return strip(chart);
}

/** What was made of a chart that stood at `from`, as it is made where it stands at `to`; the same object where it has not moved. */
export function moved<T>(made: T, from: readonly Position[], to: readonly Position[]): T {
  const names = from.map(nameOf);
  if (names.every((name, index) => to[index] !== undefined && name === nameOf(to[index]))) return made;
  const now = new Map(names.map((name, index) => [name, to[index]]));
  const move = (part: unknown): unknown => {
    if (isPlace(part)) return now.get(nameOf(part)) ?? part;
    if (Array.isArray(part)) return part.map(move);
    if (!isRecord(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, move(each)]));
  };
  // Places are replaced by places, and nothing else is.
  return move(made) as T;
}

const nameOf = ({ file, line, column, sheet = '', result }: Position): string =>
  `${file}\n${line}\n${column}\n${sheet}\n${result === true}`;

const inOrder = (a: Position, b: Position): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;

function isPlace(part: unknown): part is Position {
  if (!isRecord(part)) return false;
  const { file, line, column } = part;
  return typeof file === 'string' && typeof line === 'number' && typeof column === 'number';
}

/** Where a node stands in the text that was parsed. */
const isOffsets = (part: unknown): boolean => isRecord(part) && isPoint(part.start) && isPoint(part.end);
const isPoint = (part: unknown): boolean => isRecord(part) && typeof part.offset === 'number';

type Parent = readonly unknown[] | Readonly<Record<string, unknown>>;

const isParent = (part: unknown): part is Parent => Array.isArray(part) || isRecord(part);
const childrenOf = (part: Parent): readonly unknown[] => (Array.isArray(part) ? part : Object.values(part));

/** An object with names alone: what else there may be, such as a map, holds no place. */
const isRecord = (part: unknown): part is Readonly<Record<string, unknown>> =>
  typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype;
