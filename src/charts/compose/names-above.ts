import { greatest, least } from '../../model/chart/extremes.js';
import type { Field } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { JsonObject } from '../spec.js';
import { labelSize, lineStep } from '../theme.js';
import type { Unit } from '../unit.js';
import { hasCells } from '../unit.js';
import type { Composition } from './composition.js';

/** Height of a bar or a row of cells below its name, and from a name to its bar, and to the bar above. */
const [barHeight, cellHeight, toBar, toBarAbove] = [15, 24, 4, 9];

/** Names up to this width stand at the side even in a narrow frame: codes and years. */
const shortName = 46;

/** Where the names of the bars of a narrow chart stand: above them, since beside them there is no room. */
export interface NamesAbove {
  /** Of the axis. */
  readonly axis: JsonObject;
  /** Of the scale: the room for the names. */
  readonly scale: JsonObject;
  /** Pixels for one bar, as a plot takes its height. */
  readonly step: number;
}

/**
 * Undefined where names stand at the side: in all frames but a narrow one, where all are short or on one line, beside
 * touching cells of a heat map, and without an axis.
 */
export function namesAbove(field: Field, composition: Composition): NamesAbove | undefined {
  const { frame, units, layout, textWidth, dataset } = composition;
  if (!frame.isNarrow) return undefined;
  const ofCells = hasCells(units);
  const along = units.flatMap(({ channels }): JsonObject[] => (channels.y ? [channels.y.definition] : []));
  const own = along.filter((definition) => definition.field === field.name);
  if (own.length === 0 || own.some(({ axis }) => axis === null)) return undefined;
  const shown = ownOf(layout.shown, field.name);
  const names = field.categories
    .filter(({ value }) => shown === undefined || shown.includes(value))
    .map(({ label }) => label);
  if (names.every((name) => textWidth(name, labelSize) <= (ofCells ? frame.sideWidth : shortName)))
    return undefined;
  const lines = greatest(names.map((name) => textWidth.lines(name, frame.width, labelSize).length));
  const offset = units
    .map(({ channels }) => channels.yOffset?.definition.field)
    .find((name) => name !== undefined);
  const beside = dataset.fields.find(({ name }) => name === offset);
  const count = beside === undefined ? 1 : (ownOf(layout.shown, beside.name)?.length ?? 1);
  const height = (ofCells ? cellHeight : barHeight) * count;
  const reach = reachAbout(field.name, units);
  const toName = Math.max(toBar, reach.above - height / 2);
  const below = Math.max(0, reach.below - height / 2);
  const room = lines * lineStep + toName + below + toBarAbove;
  const step = height + room;
  return {
    axis: {
      labelAlign: 'left',
      labelBaseline: 'bottom',
      labelPadding: -1,
      labelOffset: -(height / 2 + toName),
      ticks: false,
      domain: false,
      // Over the lines that run across.
      zindex: 1,
    },
    // All room beyond the bars is above the first of them, but for what words below the last one take.
    scale: { paddingInner: room / step, paddingOuter: room / step / 2, align: 1 - below / room },
    step: beside === undefined ? step : barHeight,
  };
}

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
 * The styles of the words that an author sets beside the plot, before its left edge or behind its right one. In a narrow frame
 * they stand above the bar, in the lines that they had, at the side that they had, and as far from one another.
 *
 * @param along Name of the field whose categories the bars stand for.
 * @returns By name of the unit; none for other words.
 */
export function wordsAbove(along: string, units: readonly Unit[]): Readonly<Record<string, JsonObject>> {
  const texts = textsAlong(along, units);
  const beside = texts.filter((unit) => sideOf(unit) !== undefined);
  const { above } = reachOf(texts.filter((unit) => sideOf(unit) === undefined));
  const lines = [...new Set(beside.map((unit) => offsetOf(unit)))].sort((a, b) => b - a);
  return Object.fromEntries(
    beside.map((unit) => {
      const dy = -Math.max(above, halfLine) - halfLine - lines.indexOf(offsetOf(unit)) * lineStep;
      const side = sideOf(unit);
      const inLine = beside.filter((other) => sideOf(other) === side && offsetOf(other) === offsetOf(unit));
      const moves = inLine.map((other) => offsetOf(other, 'dx'));
      const dx = offsetOf(unit, 'dx') - (side === 'left' ? least(moves) - nameInset : greatest(moves));
      return [unit.name, { align: side, dx, dy }];
    }),
  );
}

/** How far the words about a bar reach in a narrow frame, those that stood beside it included. */
function reachAbout(along: string, units: readonly Unit[]): Reach {
  const moved = wordsAbove(along, units);
  const texts = textsAlong(along, units);
  return reachOf(texts.map((unit) => ({ ...unit, style: { ...unit.style, ...moved[unit.name] } })));
}

function textsAlong(along: string, units: readonly Unit[]): readonly Unit[] {
  return units.filter(({ mark, channels }) => mark === 'text' && channels.y?.definition.field === along);
}

function reachOf(texts: readonly Unit[]): Reach {
  const offsets = texts.map((unit) => offsetOf(unit)).filter((offset) => offset !== 0);
  return {
    above: greatest([0, ...offsets.map((offset) => halfLine - offset)]),
    below: greatest([0, ...offsets.map((offset) => halfLine + offset)]),
  };
}

function offsetOf({ style }: Unit, along: 'dx' | 'dy' = 'dy'): number {
  const { [along]: offset } = style;
  return typeof offset === 'number' ? offset : 0;
}

function sideOf({ style: { align }, channels }: Unit): 'left' | 'right' | undefined {
  const place = channels.x?.definition.value;
  if (place === 0 && align === 'right') return 'left';
  return place === 'width' && align === 'left' ? 'right' : undefined;
}
