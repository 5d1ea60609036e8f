/** Datasets of the indicators one by one and by what is said of them: `plan-indicators` and `plan-verdicts`. */
import type { Category } from '../../../model/dataset/dataset.js';
import { asItStands, count, missing } from './cells.js';
import { attribute, categoriesOf, type DatasetSketch, dimension, measure } from './derived-dataset.js';
import { words } from './derived-words.js';
import { fulfilmentOf, verdictOf } from './fulfilment.js';
import { type Indicator, type Objective, sourceCell } from './model.js';
import { totalCode, type Verdict, verdicts } from './parts.js';
import { resultTones, withTones } from './tones.js';

const verdictCategories: readonly Category[] = withTones(
  verdicts.map((value) => ({ value, label: words.verdicts[value] })),
  resultTones,
);

/** Each indicator with its figures for the year of the edition. */
export function planIndicators(
  strategic: readonly Objective[],
  indicators: readonly Indicator[],
  directions: readonly Category[],
  edition: number,
): DatasetSketch {
  return {
    name: 'plan-indicators',
    title: `Indicators and their targets, ${edition}`,
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'alone')),
      dimension('indicator', 'Indicator', categoriesOf(indicators, 'alone')),
      attribute('code', 'Code'),
      attribute('name', 'Name'),
      attribute('unit', 'Unit'),
      attribute('direction', 'Direction', { categories: directions }),
      attribute('verdict', 'Verdict', { categories: verdictCategories }),
      attribute('baseline-year', 'Baseline year', { type: 'year' }),
      attribute('note', 'Note'),
      measure('baseline', 'Baseline', '', false),
      measure('target', 'Target', '', false),
      measure('actual', 'Actual', '', false),
      measure('fulfilment', 'Target fulfilment', '%', false),
    ],
    rows: strategic.flatMap(({ code }) =>
      indicators
        .filter((indicator) => indicator.strategic === code)
        .map((indicator) => rowOf(indicator, edition)),
    ),
  };
}

function rowOf(indicator: Indicator, edition: number): DatasetSketch['rows'][number] {
  const observation = indicator.observations.get(edition);
  const fulfilment = fulfilmentOf(indicator, edition);
  const noValue = missing('x', words.noValue);
  const inYear = (field: 'target' | 'actual') =>
    asItStands(
      observation === undefined
        ? { value: noValue, cell: sourceCell(indicator, 'code') }
        : { value: observation[field], cell: sourceCell(observation, field) },
    );
  const notes = observation?.row.notes ?? [];
  return {
    keys: { objective: indicator.strategic, indicator: indicator.code },
    attributes: {
      code: indicator.code,
      name: indicator.title,
      unit: indicator.unit,
      direction: indicator.direction,
      verdict: verdictOf(indicator, fulfilment),
      'baseline-year': indicator.baselineYear,
      note: notes.length > 0 ? notes.join(' ') : undefined,
    },
    cells: {
      baseline: asItStands({ value: indicator.baseline, cell: sourceCell(indicator, 'baseline') }),
      target: inYear('target'),
      actual: inYear('actual'),
      fulfilment,
    },
    about: indicator,
  };
}

/** The number of indicators by strategic objective and verdict, noughts included, with both totals. */
export function planVerdicts(
  strategic: readonly Objective[],
  indicators: readonly Indicator[],
  edition: number,
): DatasetSketch {
  const objectives = categoriesOf(strategic, 'with total');
  const judged = indicators.map((indicator) => ({
    indicator,
    verdict: verdictOf(indicator, fulfilmentOf(indicator, edition)),
  }));
  const categories = [...verdictCategories, { value: totalCode, label: words.total }];
  return {
    name: 'plan-verdicts',
    title: 'Indicators by objective and verdict',
    fields: [
      dimension('objective', 'Objective', objectives),
      dimension('verdict', 'Verdict', categories),
      measure('indicators', 'Indicators', 'indicators'),
    ],
    rows: objectives.flatMap(({ value: objective }) =>
      categories.map(({ value: verdict }) => ({
        keys: { objective, verdict },
        cells: {
          indicators: count(
            judged
              .filter(({ indicator }) => objective === totalCode || indicator.strategic === objective)
              .filter((each) => verdict === totalCode || each.verdict === verdict)
              .map((each) => verdictCell(each.indicator, each.verdict, edition)),
          ),
        },
      })),
    ),
  };
}

/** What a verdict rests on: the actual value, or the direction of an indicator that is not scored. */
function verdictCell(indicator: Indicator, verdict: Verdict, edition: number) {
  const observation = indicator.observations.get(edition);
  const scored = verdict !== 'not-scored' && verdict !== 'gap' && observation !== undefined;
  return scored ? sourceCell(observation, 'actual') : sourceCell(indicator, 'direction');
}
