/** Every rule that a chart is held to, in the order in which they are tried. */

import type { DrawnRule, SpecRule } from './rule.js';
import { slicesInTurn, wedges, wholeCircle } from './rules/arcs.js';
import { axisLines } from './rules/axis-lines.js';
import { everyRowInBand } from './rules/bands.js';
import { endOfBars, stackFromZero, zeroUnderBars } from './rules/baseline.js';
import { coloursForAll, coloursOfTheHouse } from './rules/colours.js';
import { constants, placesWithoutCondition, unmoved } from './rules/constants.js';
import { barsBeside } from './rules/covered.js';
import { beforePanels, inheritedChannels, namedLayers, oneUnitOnAxis } from './rules/datasets.js';
import { evenYears, shadesReach } from './rules/drawn-scales.js';
import { hairs } from './rules/hairs.js';
import { oneLevel } from './rules/levels.js';
import { axisNearItsEnd } from './rules/long-axis.js';
import { madeWords } from './rules/made-words.js';
import { aloneInTrails, everyMarkSeen, faintLines, noMarks, silentLayers } from './rules/marks.js';
import { labelsAtTheirMarks } from './rules/moved-labels.js';
import { wordsAround } from './rules/named-words.js';
import { plainNames } from './rules/names.js';
import { oneScaleForAxis, oneScaleSideBySide } from './rules/resolve.js';
import { oneRowPerMark } from './rules/rows-per-mark.js';
import {
  barsOfOneWidth,
  endsOfPlot,
  evenSteps,
  forward,
  moreForMore,
  numbersAsNumbers,
} from './rules/scale.js';
import { looksOfTheirOwn, namedSeries, wholeDomains, wholeLegends } from './rules/series.js';
import { claimedNumbers, statedNumbers } from './rules/stated.js';
import { tickLabels } from './rules/tick-labels.js';
import { linesThroughTime, timeForward } from './rules/time.js';
import { axesWithTitles, legendsWithTitles } from './rules/titles.js';

/** What the parts of a specification mean, once each is known to be one; composite marks are written out. */
export const meaning: readonly SpecRule[] = [
  zeroUnderBars,
  stackFromZero,
  endOfBars,
  wedges,
  slicesInTurn,
  wholeCircle,
  inheritedChannels,
  oneUnitOnAxis,
  namedLayers,
  beforePanels,
  oneLevel,
  constants,
  unmoved,
  placesWithoutCondition,
  axisLines,
  barsBeside,
  plainNames,
  axesWithTitles,
  legendsWithTitles,
  evenSteps,
  endsOfPlot,
  forward,
  numbersAsNumbers,
  timeForward,
  linesThroughTime,
  moreForMore,
  barsOfOneWidth,
  oneScaleForAxis,
  oneScaleSideBySide,
];

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

/** What a drawing says of its rows. */
export const said: readonly DrawnRule[] = [
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
