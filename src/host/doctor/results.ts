import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { resultCacheState } from '../result-cache.js';
import { type Finding, ok } from './finding.js';

/** Where the results of builds are kept, and how large they are; nothing where no project is. */
export async function checkResults(folder: string, env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  if (!existsSync(join(folder, 'tallybook.yaml'))) return [];
  const state = await resultCacheState(folder, env);
  if (state === undefined) return [ok('Results', 'none are kept for this project')];
  const { files, bytes } = state;
  const size = `${files} ${files === 1 ? 'result' : 'results'}, ${(bytes / 1e6).toFixed(1)} MB`;
  return [ok('Results', `${state.folder} has ${size}; it may be removed at any moment`)];
}
