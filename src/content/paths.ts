import { posix } from 'node:path';

/** A path written in a template, which is relative to the folder of the report's template, as a project path. */
export function fromTemplate(template: string, path: string): string {
  return posix.normalize(posix.join(posix.dirname(template), path));
}
