import { createHmac } from 'node:crypto';
import { identifyBrowsers } from '../../host/browser/identity.js';
import { recordKey } from '../../host/record-key.js';
import type { Answer } from '../../host/recording.js';
import { toolIdentity } from '../../host/tool-identity.js';
import { sha256 } from '../../sha256.js';

/** What holds for a whole run, beside the files. */
export interface Circumstances {
  readonly tool: string;
  readonly environment: string;
  readonly draft: boolean;
  readonly browsers: string;
  /** Signs the record of this build, and tells the records of earlier ones from forged ones. */
  readonly key: Uint8Array;
}

/** The circumstances of this run; undefined where nothing is to be believed or recorded: see `recordKey`. */
export async function circumstancesOf(
  draft: boolean,
  env: NodeJS.ProcessEnv,
): Promise<Circumstances | undefined> {
  const tool = toolIdentity();
  const key = recordKey(env);
  if (tool === undefined || key === undefined) return undefined;
  return { tool, environment: environmentOf(env), draft, browsers: sha256(await identifyBrowsers(env)), key };
}

/** The variables that reach an output, as a hash. */
export const environmentOf = (env: NodeJS.ProcessEnv): string =>
  sha256(`SOURCE_DATE_EPOCH=${env.SOURCE_DATE_EPOCH ?? ''}`);

/**
 * Seals what was read of a project. The plain hash of a file of which all is known but a few small counts tells them to whoever tries
 * them all.
 */
export const sealedBy =
  (key: Uint8Array) =>
  (answer: Answer): Answer =>
    answer.place === 'project' && /^[0-9a-f]{64}$/.test(answer.answer)
      ? { ...answer, answer: createHmac('sha256', key).update(answer.answer).digest('hex') }
      : answer;
