import { greatest } from '../../model/chart/extremes.js';
import type { JsonObject } from '../spec.js';
import { lineStep } from '../theme.js';
import type { Unit } from '../unit.js';

/** Half of a line of words, with what keeps it from what stands above and below. */
const halfLine = 8;

/** Where names above bars begin, from the edge of the plot. */
const nameInset = 1.5;

/** How far the words about a bar reach from its middle, in pixels. */
export interface Reach {
  readonly above: number;
  readonly below: number;
}

/**
 * The styles of the words that an author sets beside the plot, before its left edge or behind its right one: in a narrow frame
 * they stand above the bar, in the lines that they had, at the side that they had.
 *
 * @param along Name of the field whose categories the bars stand for.
 * @returns By name of the unit; none for other words.
 */
export function wordsAbove(along: string, units: readonly Unit[]): Readonly<Record<string, JsonObject>> {
  const texts = textsAlong(along, units);
  const beside = texts.filter((unit) => sideOf(unit) !== undefined);
  const { above } = reachOf(texts.filter((unit) => sideOf(unit) === undefined));
  const lines = [...new Set(beside.map(offsetOf))].sort((a, b) => b - a);
  return Object.fromEntries(
    beside.map((unit) => {
      const dy = -Math.max(above, halfLine) - halfLine - lines.indexOf(offsetOf(unit)) * lineStep;
      const side = sideOf(unit);
      return [unit.name, { align: side, dx: side === 'left' ? nameInset : 0, dy }];
    }),
  );
}

/** How far the words about a bar reach in a narrow frame, those that stood beside it included. */
export function reachAbout(along: string, units: readonly Unit[]): Reach {
  const moved = wordsAbove(along, units);
  const texts = textsAlong(along, units);
  return reachOf(texts.map((unit) => ({ ...unit, style: { ...unit.style, ...moved[unit.name] } })));
}

function textsAlong(along: string, units: readonly Unit[]): readonly Unit[] {
  return units.filter(({ mark, channels }) => mark === 'text' && channels.y?.definition.field === along);
}

function reachOf(texts: readonly Unit[]): Reach {
  const offsets = texts.map(offsetOf).filter((offset) => offset !== 0);
  return {
    above: greatest([0, ...offsets.map((offset) => halfLine - offset)]),
    below: greatest([0, ...offsets.map((offset) => halfLine + offset)]),
  };
}

function offsetOf({ style: { dy } }: Unit): number {
  return typeof dy === 'number' ? dy : 0;
}

function sideOf({ style: { align }, channels }: Unit): 'left' | 'right' | undefined {
  const place = channels.x?.definition.value;
  if (place === 0 && align === 'right') return 'left';
  return place === 'width' && align === 'left' ? 'right' : undefined;
}
