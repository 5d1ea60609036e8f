import type { CalculatedChannel } from '../provenance/numbers.js';
import { isTime } from '../time-labels.js';
import type { Unit } from '../unit.js';
import { describeBand } from './band.js';
import { describeBoxes } from './box.js';
import { describeCalculated } from './calculated.js';
import { describeTiles, describeTimeline } from './count.js';
import { describeDumbbell } from './dumbbell.js';
import type { ChartFacts } from './facts.js';
import { describeHeat } from './heat.js';
import { chartKind } from './kind.js';
import { describeMeasures, describeSegments } from './measures.js';
import { describeParts } from './parts.js';
import { Teller } from './series.js';
import { type Description, joinDescriptions, silence, type Telling } from './telling.js';
import { describeWaterfall } from './waterfall.js';

/** Series beyond this many are not told one by one; the data are in the table. */
const mostSeries = 8;

/** What a plot was drawn from, for charts whose numbers only the drawing knows. */
export interface DrawnPlot {
  readonly units: readonly Unit[];
  readonly drawn: Parameters<typeof describeCalculated>[1];
  readonly channels: readonly CalculatedChannel[];
}

/**
 * Returns levels 2 and 3 of the text alternative, as suits the kind of chart: extremes, first and last, change and
 * trend, worked out from the cells exactly.
 * Source: Lundgard & Satyanarayan, Accessible Visualization via Natural Language Descriptions (2021).
 */
export function describePlot(facts: ChartFacts, plot: DrawnPlot, telling: Telling): Description {
  switch (chartKind(facts, telling.dataset)) {
    case 'box':
      return describeBoxes(facts, plot.channels, telling);
    case 'error':
      return silence;
    case 'timeline':
      return describeTimeline(facts, plot.units, telling);
    case 'tiles':
      return describeTiles(facts, telling);
    case 'dumbbell':
      // Over time the way from first to last is told with its breaks and gaps.
      return facts.along !== undefined && isTime(facts.along)
        ? describeSeries(facts, plot, telling)
        : describeDumbbell(facts, telling);
    case 'waterfall':
      return describeWaterfall(facts, telling);
    case 'heat':
      return describeHeat(facts, telling);
    case 'pie':
    case 'donut':
      return describeParts(facts, telling);
    case 'share-bar':
      // A bar that is always as long as the next says nothing but shares.
      return facts.panels.length > 0
        ? describeSeries(facts, plot, telling)
        : describeSegments(facts, telling, true);
    case 'stacked-bar':
    case 'diverging-bar':
      return facts.along?.type === 'year' || facts.panels.length > 0
        ? describeSeries(facts, plot, telling)
        : describeSegments(facts, telling);
    default:
      if (facts.measure === undefined) return describeCalculated(facts, plot.drawn, telling);
      if (facts.band !== undefined)
        return joinDescriptions([describeSeries(facts, plot, telling), describeBand(facts, telling)]);
      return facts.measures.length > 1
        ? describeMeasures(facts, telling)
        : describeSeries(facts, plot, telling);
  }
}

function describeSeries(facts: ChartFacts, { channels }: DrawnPlot, telling: Telling): Description {
  const { along, measure, series, chosen } = facts;
  if (along === undefined || measure === undefined || series.length > mostSeries) return silence;
  const teller = new Teller({ measure, along, chosen, channels }, telling);
  return teller.speaker.finish(series.map((one) => teller.tell(one, one.keys.length > 0)));
}
