import { limits } from '../limits.js';
import { countMembers } from '../provenance/members.js';
import { calculatedChannels } from '../provenance/numbers.js';
import { type CheckContext, report } from './context.js';
import {
  type CalculatedRule,
  type Drawing,
  type DrawnRule,
  drawnParts,
  hold,
  type StackRule,
  stacksIn,
} from './rule.js';
import { axisNearItsEnd } from './rules/axes.js';
import { calculatedAlike, namesOfData, ratiosOfMany, repeatable, sharesOfWhole } from './rules/calculated.js';
import { labelsAtTheirMarks, madeWords, tickLabels } from './rules/labels.js';
import {
  aloneInTrails,
  everyMarkSeen,
  everyRowInBand,
  noMarks,
  oneRowPerMark,
  silentLayers,
} from './rules/marks.js';
import { evenYears, shadesReach } from './rules/scales.js';
import { coloursForAll, looksOfTheirOwn, namedSeries, wholeDomains, wholeLegends } from './rules/series.js';
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
import {
  cellsAtTheirPlace,
  observed,
  ofEnoughNumbers,
  sharesOfAll,
  titlesOfWindows,
  unmultiplied,
  windowsInOrder,
} from './rules/statistics.js';
import { claimedNumbers, statedNumbers, wordsAround } from './rules/words-around.js';

/** What is seen of a finished drawing. */
const seen: readonly DrawnRule[] = [
  silentLayers,
  everyMarkSeen,
  aloneInTrails,
  noMarks,
  labelsAtTheirMarks,
  axisNearItsEnd,
];

/** Whether what lies on one another adds up. */
const stacked: readonly StackRule[] = [
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
const calculated: readonly CalculatedRule[] = [
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
const said: readonly DrawnRule[] = [
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
  coloursForAll,
];

/**
 * Checks what only drawing can tell: that what is there is seen, that no mark covers another of the same categories,
 * and that the colours can be told apart. A layer alone may be empty: one that says "none recorded" is, once the data
 * are complete.
 */
export function checkDrawing(drawing: Drawing, context: CheckContext): void {
  const { units, drawn } = drawing;
  const parts = drawnParts(drawing, context);
  hold(seen, parts, context);
  const behind = countMembers(units.flatMap(({ name }) => drawn[name] ?? []));
  if (behind > limits.parts) {
    report(context, '', 'chart/limit.behind', { behind, parts: limits.parts });
    return;
  }
  hold(stacked, stacksIn(drawing, context.dataset), context);
  const { chart, dataset, precision, parseExpression } = context;
  // Nobody is told of what is checked.
  const vega = { parseExpression, version: '' };
  const channels = calculatedChannels({ chart, units, drawn, dataset }, { vega, precision });
  hold(calculated, { calculated: channels }, context);
  hold(said, parts, context);
}
