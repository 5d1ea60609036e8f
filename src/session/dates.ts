import type { Project } from '../model/project.js';
import { sourceDateEpoch } from '../project/variables.js';

/**
 * Seconds since 1970 that date the outputs of a project: `SOURCE_DATE_EPOCH`, else the last day of the edition.
 * Source: https://reproducible-builds.org/specs/source-date-epoch/
 */
export function epochOf(project: Project, env: NodeJS.ProcessEnv): number {
  return sourceDateEpoch(env) ?? Date.UTC(project.edition, 11, 31) / 1000;
}
