/** Every rule on what was drawn, in the order in which they are tried. */
import type { CalculatedRule, DrawnRule, StackRule } from './rule.js';
import { everyRowInBand } from './rules/bands.js';
import { calculatedAlike, namesOfData, ratiosOfMany, repeatable, sharesOfWhole } from './rules/calculated.js';
import { coloursForAll, coloursOfTheHouse } from './rules/colours.js';
import { evenYears, shadesReach } from './rules/drawn-scales.js';
import { hairs } from './rules/hairs.js';
import { axisNearItsEnd } from './rules/long-axis.js';
import { madeWords } from './rules/made-words.js';
import { aloneInTrails, everyMarkSeen, faintLines, noMarks, silentLayers } from './rules/marks.js';
import { labelsAtTheirMarks } from './rules/moved-labels.js';
import { wordsAround } from './rules/named-words.js';
import { oneRowPerMark } from './rules/rows-per-mark.js';
import { looksOfTheirOwn, namedSeries, wholeDomains, wholeLegends } from './rules/series.js';
import {
  countedAlike,
  countsOfFew,
  knownParts,
  oneDate,
  partsAlone,
  percentagesOfWhole,
  positiveParts,
  wholeAreas,
} from './rules/stacks.js';
import { claimedNumbers, statedNumbers } from './rules/stated.js';
import { observed, ofEnoughNumbers, sharesOfAll, unmultiplied } from './rules/statistics.js';
import { tickLabels } from './rules/tick-labels.js';
import { cellsAtTheirPlace, titlesOfWindows, windowsInOrder } from './rules/windows.js';

/** What is seen of a finished drawing. */
export const seen: readonly DrawnRule[] = [
  silentLayers,
  everyMarkSeen,
  aloneInTrails,
  hairs,
  faintLines,
  noMarks,
  labelsAtTheirMarks,
  axisNearItsEnd,
];

/** Whether what lies on one another adds up. */
export const stacked: readonly StackRule[] = [
  partsAlone,
  countedAlike,
  oneDate,
  knownParts,
  positiveParts,
  countsOfFew,
  wholeAreas,
  percentagesOfWhole,
];

/** Whether what a chart calculated can be made again, and says what it is. */
export const calculated: readonly CalculatedRule[] = [
  repeatable,
  sharesOfWhole,
  ratiosOfMany,
  calculatedAlike,
  ofEnoughNumbers,
  titlesOfWindows,
  sharesOfAll,
  windowsInOrder,
  observed,
  unmultiplied,
  cellsAtTheirPlace,
];

/** What a drawing says of its rows. */
export const said: readonly DrawnRule[] = [
  namesOfData,
  madeWords,
  everyRowInBand,
  shadesReach,
  evenYears,
  wholeDomains,
  namedSeries,
  wholeLegends,
  looksOfTheirOwn,
  statedNumbers,
  claimedNumbers,
  wordsAround,
  tickLabels,
  oneRowPerMark,
  coloursOfTheHouse,
  coloursForAll,
];
