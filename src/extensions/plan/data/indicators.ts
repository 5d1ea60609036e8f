import type { CheckedRow } from '../../../data/tables.js';
import { listWords, type Related } from '../../../diagnostics.js';
import { decimalsOf, isNumeric, type NumericValue, toExact } from '../../../model/dataset/value.js';
import { compare, toDecimalText } from '../../../model/exact.js';
import { phrase, problem } from '../../../problems/problem.js';
import { checkReference, compareCodes, type Examination, requireText } from './examination.js';
import { type Gap, gapsOf } from './fulfilment.js';
import { directions, type Indicator, type Objective, type Observation } from './model.js';

/**
 * Checks an indicator against its values: the baseline lies before the targets, these lie where the direction points,
 * and nothing is known of years to come. What keeps it from being scored is a warning: the report shows the gap.
 */
export function checkIndicator(indicator: Indicator, examination: Examination): void {
  const observations = [...indicator.observations.values()].sort((a, b) => a.year - b.year);
  checkBaselineYear(indicator, observations, examination);
  for (const observation of observations) {
    checkTarget(indicator, observation, examination);
    checkYear(indicator, observation, examination);
  }
  if (indicator.direction !== 'neutral') warnOfGaps(indicator, examination);
}

const figure = (value: NumericValue): string => toDecimalText(toExact(value), decimalsOf(value));

function checkBaselineYear(
  { code, baselineYear, row }: Indicator,
  observations: readonly Observation[],
  { fault }: Examination,
): void {
  const first = observations.find(({ target }) => isNumeric(target));
  if (baselineYear === undefined || first === undefined || Number(baselineYear) < first.year) return;
  fault(
    'indicators',
    problem(
      'plan/year.baseline',
      row.place('baseline-year'),
      { baselineYear, code, year: first.year },
      { see: first.row.place('target') },
    ),
  );
}

/** A target of 0 cannot be risen to from a baseline of 0 or more, and a target must lie where the direction points. */
function checkTarget(indicator: Indicator, observation: Observation, { fault }: Examination): void {
  const { code, direction, baseline, row } = indicator;
  const { target, year } = observation;
  if (direction === 'neutral' || !isNumeric(target)) return;
  const start = isNumeric(baseline) ? toExact(baseline) : undefined;
  const goal = toExact(target);
  const at = observation.row.place('target');
  const of = `of the indicator \`${code}\``;
  const see: Related[] = [
    { position: row.place('direction'), note: phrase('plan/check-indicators.direction', { direction }) },
  ];
  const belowZero = start !== undefined && start.numerator < 0n;
  if (direction === 'up' && goal.numerator === 0n && !belowZero) {
    fault('indicator-values', problem('plan/target.rise', at, { year, of }, { see }));
    return;
  }
  if (start === undefined || !isNumeric(baseline)) return;
  const way = compare(goal, start);
  if (way === 0 || way === (direction === 'up' ? 1 : -1)) return;
  const expected = direction === 'up' ? 'above' : 'below';
  see.unshift({
    position: row.place('baseline'),
    note: phrase('plan/check-indicators.baseline', { baseline: figure(baseline) }),
  });
  fault(
    'indicator-values',
    problem('plan/target.baseline', at, { target: figure(target), year, of, expected }, { see }),
  );
}

function checkYear(
  { code }: Indicator,
  { year, actual, row }: Observation,
  { edition, fault }: Examination,
): void {
  if (year <= edition || !isNumeric(actual)) return;
  fault('indicator-values', problem('plan/year.actual', row.place('actual'), { year, code, edition }));
}

/** What an indicator lacks, as the end of "it lacks ...". */
const lacking: Readonly<Record<Exclude<Gap, 'no-way'>, (year: number, values: string) => string>> = {
  'no-values': (_, values) => `a row in \`${values}\``,
  'no-year': (year, values) => `a row for ${year} in \`${values}\``,
  'no-baseline': () => 'a baseline',
  'no-target': (year) => `a target for ${year}`,
  'no-actual': (year) => `an actual value for ${year}`,
};

function warnOfGaps(indicator: Indicator, { edition, resources, warn }: Examination): void {
  const { code, row } = indicator;
  const gaps = gapsOf(indicator, edition);
  if (gaps.length === 0) return;
  const values = resources['indicator-values'].name;
  const without = gaps.flatMap((gap) => (gap === 'no-way' ? [] : [lacking[gap](edition, values)]));
  const what = without.length > 0 ? `it lacks ${listWords(without)}` : 'its target is its baseline';
  warn(problem('plan/gap', row.place('code'), { code, what }));
}

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
