import { faultOf } from '../problems/problem.js';
import { environmentProblem } from './problems.js';

/** The current folder. Fails with an `EnvironmentProblem` `host/current-folder` when it was removed, or may not be read. */
export function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw environmentProblem(faultOf('host/current-folder'), { cause });
  }
}
