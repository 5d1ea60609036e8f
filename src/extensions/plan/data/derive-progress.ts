/** Datasets of what was done: `plan-objectives`, `plan-specific-objectives` and `plan-institutions`. */
import { isExact } from '../../../model/quantity.js';
import {
  attribute,
  type Computed,
  categoriesOf,
  count,
  type DatasetSketch,
  dimension,
  measure,
  type RowSketch,
} from './derived-dataset.js';
import { averageFulfilment, fulfilmentOf } from './fulfilment.js';
import { type Indicator, type Objective, sourceCell, totalCode } from './model.js';
import { type Progress, progressCells, progressMeasures } from './progress.js';

const code = attribute('code', 'Code');

/** Progress by strategic objective, with what its indicators came to. */
export function planObjectives(progress: Progress, indicators: readonly Indicator[]): DatasetSketch {
  const { strategic, actions, edition, currency } = progress;
  const rowOf = (key: string, of: (strategic: string) => boolean, about?: Objective): RowSketch => ({
    keys: { objective: key },
    attributes: { code: about?.code },
    cells: {
      ...progressCells(
        actions.filter((action) => of(action.strategic)),
        edition,
      ),
      ...indicatorCells(
        indicators.filter((indicator) => of(indicator.strategic)),
        edition,
      ),
    },
    ...(about === undefined ? {} : { about }),
  });
  return {
    name: 'plan-objectives',
    title: 'Progress by objective',
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'with total')),
      code,
      ...progressMeasures(currency),
      measure('indicators', 'Indicators', 'indicators'),
      measure('scored', 'Indicators scored', 'indicators'),
      measure('fulfilment', 'Target fulfilment', '%', false),
    ],
    rows: [
      ...strategic.map((objective) => rowOf(objective.code, (above) => above === objective.code, objective)),
      rowOf(totalCode, () => true),
    ],
  };
}

function indicatorCells(indicators: readonly Indicator[], year: number): Record<string, Computed> {
  const fulfilments = indicators.map((indicator) => ({
    fulfilment: fulfilmentOf(indicator, year),
    actual: indicator.observations.get(year),
  }));
  const scored = fulfilments.filter(({ fulfilment }) => isExact(fulfilment.derivation.value));
  return {
    indicators: count(indicators.map((indicator) => sourceCell(indicator, 'direction'))),
    scored: count(
      scored.flatMap(({ actual }) => (actual === undefined ? [] : [sourceCell(actual, 'actual')])),
    ),
    fulfilment: averageFulfilment(scored.map(({ fulfilment }) => fulfilment)),
  };
}

/** Progress by specific objective, with the total of each strategic one. */
export function planSpecificObjectives(progress: Progress): DatasetSketch {
  const { strategic, specific, actions, edition, currency } = progress;
  const rows = strategic.flatMap((objective): RowSketch[] => {
    const parts = specific.filter(({ parent }) => parent === objective.code);
    const own = actions.filter((action) => action.strategic === objective.code);
    return [
      ...parts.map((part) => ({
        keys: { objective: objective.code, specific: part.code },
        attributes: { code: part.code },
        cells: progressCells(
          own.filter((action) => action.specific === part.code),
          edition,
        ),
        about: part,
      })),
      {
        keys: { objective: objective.code, specific: totalCode },
        attributes: { code: objective.code },
        cells: progressCells(own, edition),
        about: objective,
      },
    ];
  });
  return {
    name: 'plan-specific-objectives',
    title: 'Progress by specific objective',
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'alone')),
      dimension('specific', 'Specific objective', categoriesOf(specific, 'with total')),
      code,
      ...progressMeasures(currency),
    ],
    rows,
  };
}

/** Progress by responsible institution. */
export function planInstitutions(progress: Progress): DatasetSketch {
  const { institutions, actions, edition, currency } = progress;
  return {
    name: 'plan-institutions',
    title: 'Progress by institution',
    fields: [
      dimension('institution', 'Institution', categoriesOf(institutions, 'with total')),
      code,
      ...progressMeasures(currency),
    ],
    rows: [
      ...institutions.map((institution) => ({
        keys: { institution: institution.code },
        attributes: { code: institution.code },
        cells: progressCells(
          actions.filter((action) => action.institution === institution.code),
          edition,
        ),
        about: institution,
      })),
      { keys: { institution: totalCode }, cells: progressCells(actions, edition) },
    ],
  };
}
