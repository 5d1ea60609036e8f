import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ResourceLimits, standardLimits } from '../resource-limits.js';
import { folderFiles } from './files/files.js';
import type { Host } from './host.js';

/**
 * Returns the absolute path of `dist/`, where theme, messages, partials and fonts lie. The same folder whether this
 * module runs compiled (`dist/host/`) or from its source under the test runner (`src/host/`).
 */
export function toolRoot(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist');
}

/** Returns the machine as stages see it: the files of a project folder and those of the tool. */
export function createHost(projectRoot: string, limits: ResourceLimits = standardLimits): Host {
  return { project: folderFiles(projectRoot), tool: folderFiles(toolRoot()), limits, now: () => Date.now() };
}
