import type { Project } from '../project/project.js';

/**
 * Seconds since 1970 that date the outputs of a project: `SOURCE_DATE_EPOCH`, else the last day of the edition.
 * Source: https://reproducible-builds.org/specs/source-date-epoch/
 */
export function epochOf(project: Project, env: NodeJS.ProcessEnv): number {
  const given = env.SOURCE_DATE_EPOCH;
  if (given !== undefined && /^\d{1,11}$/.test(given)) return Number(given);
  return Date.UTC(project.edition, 11, 31) / 1000;
}
