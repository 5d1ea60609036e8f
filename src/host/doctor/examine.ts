import { tmpdir } from 'node:os';
import { createHost, toolRoot } from '../node-host.js';
import { checkBrowser } from './browser.js';
import { downloadBrowser } from './download.js';
import type { Finding } from './finding.js';
import { checkLocales, checkMemory, checkNode } from './machine.js';
import { checkFonts, checkPackage, checkPackages } from './package.js';
import { checkCache, checkResults, checkWriting } from './writing.js';

/** Where and with what to examine. */
export interface Examination {
  /** Where the user stands, which is where output would be written; no project is needed there. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Download a browser first. */
  readonly installBrowser: boolean;
  /** What extensions look at. */
  readonly more?: readonly ((env: NodeJS.ProcessEnv) => Promise<readonly Finding[]>)[];
  /** Told what takes long. */
  readonly say: (line: string) => void;
}

/** Examines everything that printing a report leans on, for `tallybook doctor`; each finding comes as soon as it is known. */
export async function* examine({
  folder,
  env,
  installBrowser,
  more = [],
  say,
}: Examination): AsyncGenerator<Finding> {
  const { tool } = createHost(folder);
  yield checkNode();
  yield await checkPackage(tool);
  yield checkPackages();
  yield await checkFonts(tool);
  yield checkLocales();
  yield checkMemory();
  yield checkWriting('This folder', folder);
  yield checkWriting('Temporary folder', tmpdir());
  yield checkCache(env);
  yield* await checkResults(folder, env);
  for (const look of more) yield* await look(env);
  if (installBrowser) yield await downloadBrowser(toolRoot(), env, say);
  yield* await checkBrowser({ toolRoot: toolRoot(), env });
}
