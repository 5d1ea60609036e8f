import { greatest } from '../../model/chart/extremes.js';
import type { Field } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { mostHeight } from '../drawing/frame.js';
import { barStep, labelSize, lineStep } from '../theme.js';
import type { Composition } from './composition.js';

/** How names stand beside rows: their size and the room that they break into lines beyond, in pixels. */
export interface FittedNames {
  readonly size: number;
  readonly room: number;
  /** From the foot of one line to that of the next. */
  readonly line: number;
  /** Of a row with the name of most lines. */
  readonly step: number;
  /** The least that rows may be set to: names of one line need no more than it. */
  readonly least: number;
}

/** Of a row, in pixels. */
export const leastStep = 14;

/** Of the rows of a figure that has a sheet for itself, in pixels. */
const wholeSheet = 710;

/** Names of so many rows that paper would not hold them take more room, then become smaller: 8.5 pixels are 6.4 pt. */
const smaller = [
  { size: labelSize, room: 290, line: lineStep, gap: 6 },
  { size: 10.5, room: 290, line: 12.5, gap: 4 },
  { size: 9.5, room: 300, line: 11, gap: 2 },
  { size: 8.5, room: 310, line: 8.5, gap: 0.9 },
] as const;

/** Names beside rows as large as the frame has room for: no figure goes on on the next page. */
export function fittedNames(field: Field, { layout, textWidth, frame }: Composition): FittedNames {
  const shown = ownOf(layout.shown, field.name);
  const names = field.categories.filter(({ value }) => shown === undefined || shown.includes(value));
  const namesOf = ({ size, room, line, gap }: (typeof smaller)[number] | Usual): FittedNames => {
    const lines = names.map(({ label }) => textWidth.lines(label, room, size).length);
    const most = greatest([1, ...lines]);
    const step = most === 1 ? barStep : most * line + gap;
    return { size, room, line, step, least: most === 1 ? leastStep : step };
  };
  const usual = namesOf({ size: labelSize, room: frame.sideWidth, line: lineStep, gap: 6 });
  if (frame.name !== 'paper' || usual.step === barStep || usual.step * names.length <= mostHeight)
    return usual;
  const tried = smaller.map(namesOf);
  const holds = (most: number): FittedNames | undefined =>
    tried.find(({ step }) => step === barStep || step * names.length <= most);
  return holds(mostHeight) ?? holds(wholeSheet) ?? usual;
}

interface Usual {
  readonly size: number;
  readonly room: number;
  readonly line: number;
  readonly gap: number;
}
