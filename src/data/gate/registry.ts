import { everyCategory } from './categories.js';
import { untilEdition } from './future.js';
import { noGaps } from './gaps.js';
import type { GateRule } from './gate-rule.js';
import { slowChange } from './jumps.js';
import { cellsWithin, equalCells } from './pairs.js';
import { ratesWithBase, rightRates } from './rates.js';
import { totals } from './reconcile.js';
import type { GateCode } from './rules.js';
import { fewCounted } from './small.js';
import { statedTwice } from './stated-twice.js';
import { oneUnit } from './units.js';

/** Every rule of the gate, in the order in which they are tried. */
export const gate: readonly GateRule[] = [
  totals,
  equalCells,
  cellsWithin,
  statedTwice,
  rightRates,
  ratesWithBase,
  noGaps,
  everyCategory,
  slowChange,
  untilEdition,
  oneUnit,
  fewCounted,
];

/** What a data officer can accept, in the order of the rules; a code of several is where the last of them is. */
export const acceptableCodes: readonly GateCode[] = gate
  .flatMap(({ codes }) => codes)
  .filter((code, index, all) => all.lastIndexOf(code) === index);
