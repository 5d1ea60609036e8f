import type { CheckedRow } from '../../../data/tables.js';
import { checkReference } from './check-reference.js';
import { compareCodes } from './code-order.js';
import { type Examination, requireText } from './examination.js';
import type { Indicator, Objective, Observation } from './model.js';
import { directions } from './parts.js';

/** The indicators in the order of their codes, each with its values; rows with a fault are reported and left out. */
export function readIndicators(objectives: readonly Objective[], examination: Examination): Indicator[] {
  const rows = examination.rowsOf('indicators');
  const observations = readObservations(examination);
  return rows
    .flatMap((row) => {
      const { institution } = row.attributes;
      const responsible = { part: 'indicators', row, field: 'institution', target: 'institutions' } as const;
      if (institution !== undefined) checkReference(institution, responsible, examination);
      return readIndicator(row, objectives, observations, examination) ?? [];
    })
    .sort((a, b) => compareCodes(a.code, b.code));
}

function readIndicator(
  row: CheckedRow,
  objectives: readonly Objective[],
  observations: ReadonlyMap<string, ReadonlyMap<number, Observation>>,
  examination: Examination,
): Indicator | undefined {
  const code = row.keys.code ?? '';
  const [title, objective, unit, directionText] = (['name', 'objective', 'unit', 'direction'] as const).map(
    (field) => requireText('indicators', row, field, examination),
  );
  const direction = directions.find((candidate) => candidate === directionText);
  const { baseline } = row.measures;
  const strategic =
    objective === undefined ? undefined : strategicOf(objective, row, objectives, examination);
  if (title === undefined || unit === undefined || direction === undefined) return undefined;
  if (strategic === undefined || baseline === undefined) return undefined;
  const baselineYear = row.attributes['baseline-year'];
  return {
    code,
    title,
    strategic,
    unit,
    direction,
    ...(baselineYear === undefined ? {} : { baselineYear }),
    baseline,
    observations: observations.get(code) ?? new Map(),
    resource: examination.resources.indicators.name,
    row,
  };
}

/** The strategic objective of an indicator, which may belong to one of either level. */
function strategicOf(
  code: string,
  row: CheckedRow,
  objectives: readonly Objective[],
  examination: Examination,
): string | undefined {
  const reference = { part: 'indicators', row, field: 'objective', target: 'objectives' } as const;
  if (!checkReference(code, reference, examination)) return undefined;
  const objective = objectives.find((candidate) => candidate.code === code);
  return objective?.parent ?? objective?.code;
}

/** The values of the indicators by code and year. */
function readObservations(examination: Examination): Map<string, Map<number, Observation>> {
  const part = 'indicator-values';
  const byIndicator = new Map<string, Map<number, Observation>>();
  for (const row of examination.rowsOf(part)) {
    const code = row.keys.indicator ?? '';
    const reference = { part, row, field: 'indicator', target: 'indicators' } as const;
    const { target, actual } = row.measures;
    if (!checkReference(code, reference, examination) || target === undefined || actual === undefined)
      continue;
    const year = Number(row.keys.year);
    const years = byIndicator.get(code) ?? new Map<number, Observation>();
    byIndicator.set(
      code,
      years.set(year, { year, target, actual, resource: examination.resources[part].name, row }),
    );
  }
  return byIndicator;
}
