import { posix } from 'node:path';

import type { Files } from '../host/host.js';

/** A path written in a template, which is relative to the folder of the report's template, as a project path. */
export function fromTemplate(template: string, path: string): string {
  return posix.normalize(posix.join(posix.dirname(template), path));
}

/**
 * The project path of a file that a template names: relative to the folder of the report's template, as editors show
 * it, else to the project folder. Where neither exists it is the first, for the message.
 */
export async function findFile(project: Files, template: string, path: string): Promise<string> {
  const [near, far] = [fromTemplate(template, path), posix.normalize(path)];
  return !(await project.exists(near)) && (await project.exists(far)) ? far : near;
}
