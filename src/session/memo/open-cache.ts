import { openResultCache, type ResultCache } from '../../host/result-cache.js';
import type { OpenProject } from '../open-project.js';

/**
 * What other processes have made of a project. Of confidential reports, and of every count that they are made from, nothing is kept: it
 * would outlive the folder that whoever prints them looks after.
 * @param isRead False for who wants everything made anew.
 */
export function openCache(
  { root, project }: Pick<OpenProject, 'root' | 'project'>,
  env: NodeJS.ProcessEnv,
  isRead = true,
): ResultCache | undefined {
  if (project.audience !== undefined) return undefined;
  return openResultCache({ root, env, most: project.limits.cacheBytes, isRead });
}
