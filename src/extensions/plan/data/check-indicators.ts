import { listWords, type Related } from '../../../diagnostics.js';
import { decimalsOf, isNumeric, type NumericValue, toExact } from '../../../model/dataset/value.js';
import { compare, toDecimalText } from '../../../model/exact.js';
import type { Examination } from './examination.js';
import { type Gap, gapsOf } from './fulfilment.js';
import type { Indicator, Observation } from './model.js';

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
  const message = `Unexpected baseline year \`${baselineYear}\` of the indicator \`${code}\`, expected one before its first target`;
  fault('indicators', 'plan/year', row.place('baseline-year'), message, {
    see: [{ position: first.row.place('target'), note: `the target for ${first.year}` }],
  });
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
  const see: Related[] = [{ position: row.place('direction'), note: `the direction is \`${direction}\`` }];
  const belowZero = start !== undefined && start.numerator < 0n;
  if (direction === 'up' && goal.numerator === 0n && !belowZero) {
    const message = `Unexpected target of 0 for ${year} ${of}, expected one to rise to`;
    fault('indicator-values', 'plan/target', at, message, {
      see,
      hint: 'where nothing is wanted the direction is `down`; where nothing was set, write a missing value',
    });
    return;
  }
  if (start === undefined || !isNumeric(baseline)) return;
  const way = compare(goal, start);
  if (way === 0 || way === (direction === 'up' ? 1 : -1)) return;
  const expected = direction === 'up' ? 'above' : 'below';
  const message = `Unexpected target ${figure(target)} for ${year} ${of}, expected one ${expected} its baseline`;
  see.unshift({ position: row.place('baseline'), note: `the baseline is ${figure(baseline)}` });
  fault('indicator-values', 'plan/target', at, message, { see });
}

function checkYear(
  { code }: Indicator,
  { year, actual, row }: Observation,
  { edition, fault }: Examination,
): void {
  if (year <= edition || !isNumeric(actual)) return;
  const message = `Unexpected actual value for ${year} of the indicator \`${code}\`, expected none after the edition, ${edition}`;
  fault('indicator-values', 'plan/year', row.place('actual'), message, {
    hint: 'write a missing value until the year is over',
  });
}

/** What an indicator lacks, as the end of "without ...". */
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
  const what = without.length > 0 ? `without ${listWords(without)}` : 'whose target is its baseline';
  warn({
    code: 'plan/gap',
    position: row.place('code'),
    message: `Unexpected indicator \`${code}\` ${what}, expected one that can be scored`,
    hint: 'complete it, or leave it: it is shown and counted as a gap, and never scored',
  });
}
