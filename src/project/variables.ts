import type { Diagnostic } from '../diagnostics.js';
import type { Project } from '../model/project/project.js';
import { problem } from '../problems/problem.js';

/** The last second of the year 9999, beyond which a PDF cannot be dated. */
const lastSecond = 253_402_300_799;

/**
 * What is wrong with the variables of the environment that a project is built with. An empty one counts as not set, as
 * a workflow without a value sets it.
 */
export function variableProblems(env: NodeJS.ProcessEnv): readonly Diagnostic[] {
  const given = env.SOURCE_DATE_EPOCH;
  if (given === undefined || given === '' || secondsOf(given) !== undefined) return [];
  return [problem('usage/variable.variable', { file: 'tallybook', line: 1, column: 1 }, { given })];
}

/** The seconds that `SOURCE_DATE_EPOCH` gives; undefined where it is not set. */
export function sourceDateEpoch(env: NodeJS.ProcessEnv): number | undefined {
  return secondsOf(env.SOURCE_DATE_EPOCH ?? '');
}

function secondsOf(text: string): number | undefined {
  return /^\d{1,12}$/.test(text) && Number(text) <= lastSecond ? Number(text) : undefined;
}

/**
 * Seconds since 1970 that date the outputs of a project: `SOURCE_DATE_EPOCH`, else the day of publication, else the last day of
 * the edition. Source: https://reproducible-builds.org/specs/source-date-epoch/
 *
 * @param published As the imprint has it: `2016-03-01`.
 */
export function epochOf(
  { edition }: Pick<Project, 'edition'>,
  env: NodeJS.ProcessEnv,
  published = `${edition}-12-31`,
): number {
  return sourceDateEpoch(env) ?? Date.parse(published) / 1000;
}
