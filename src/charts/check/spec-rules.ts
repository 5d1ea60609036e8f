/** Every rule on what the author of a chart wrote, in the order in which they are tried. */
import type { SpecRule } from './rule.js';
import { slicesInTurn, wedges, wholeCircle } from './rules/arcs.js';
import { axisLines } from './rules/axis-lines.js';
import { endOfBars, stackFromZero, zeroUnderBars } from './rules/baseline.js';
import { constants, placesWithoutCondition, unmoved } from './rules/constants.js';
import { barsBeside } from './rules/covered.js';
import { beforePanels, inheritedChannels, namedLayers, oneUnitOnAxis } from './rules/datasets.js';
import { extentOfStatistics } from './rules/extents.js';
import { oneLevel } from './rules/levels.js';
import { plainNames } from './rules/names.js';
import { oneScaleForAxis, oneScaleSideBySide } from './rules/resolve.js';
import {
  barsOfOneWidth,
  endsOfPlot,
  evenSteps,
  forward,
  moreForMore,
  numbersAsNumbers,
} from './rules/scale.js';
import { stackedMeasures, sumsWithoutTotals } from './rules/stacks.js';
import { linesThroughTime, panelsForward, timeForward } from './rules/time.js';
import { axesWithTitles, legendsWithTitles } from './rules/titles.js';

/** Marks that stand for a statistic, before they are written out as the marks that draw it. */
export const statistics: readonly SpecRule[] = [extentOfStatistics];

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
  panelsForward,
  linesThroughTime,
  moreForMore,
  barsOfOneWidth,
  oneScaleForAxis,
  oneScaleSideBySide,
  stackedMeasures,
  sumsWithoutTotals,
];
