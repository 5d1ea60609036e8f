import { environmentProblem } from './problems.js';

/** The current folder. Fails with an `EnvironmentProblem` `host/current-folder` when it was removed, or may not be read. */
export function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw environmentProblem(
      'host/current-folder',
      'Unexpected current folder that is no more, expected one that exists',
      {
        hint: 'change to a folder that exists, such as with `cd`, and run it again',
        cause,
      },
    );
  }
}
