import { totals } from '../reconcile.js';
import { everyCategory } from './categories.js';
import { untilEdition } from './future.js';
import { noGaps } from './gaps.js';
import type { GateRule } from './gate-rule.js';
import { slowChange } from './jumps.js';
import { cellsWithin, equalCells } from './pairs.js';
import { ratesWithBase, rightRates } from './rates.js';
import { fewCounted } from './small.js';
import { statedTwice } from './twice/check.js';
import { oneUnit } from './units.js';

/** Every rule of the gate, in the order in which they are tried. */
export const gate: readonly GateRule[] = [
  totals,
  equalCells,
  cellsWithin,
  statedTwice,
  rightRates,
  ratesWithBase,
  everyCategory,
  noGaps,
  slowChange,
  untilEdition,
  oneUnit,
  fewCounted,
];
