import { tmpdir } from 'node:os';
import { openCache } from '../browser/cache.js';
import { createHost, toolRoot } from '../node-host.js';
import { checkBrowser } from './browser.js';
import type { Finding } from './finding.js';
import { checkLocales, checkMemory, checkNode, checkWriting } from './machine.js';
import { checkFonts, checkPackage } from './package.js';

/**
 * Examines everything that printing a report leans on, for `tallybook doctor`. Needs no project; `folder` is where
 * the user stands, which is where output would be written.
 */
export async function examine(folder: string, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const { tool } = createHost(folder);
  return [
    checkNode(),
    await checkPackage(tool),
    await checkFonts(tool),
    checkLocales(),
    checkMemory(),
    checkWriting('This folder', folder),
    checkWriting('Temporary folder', tmpdir()),
    checkWriting('Cache', openCache(env)),
    ...(await checkBrowser({ toolRoot: toolRoot(), env })),
  ];
}
