import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics.js';
import { identifyBrowsers } from '../../host/browser/identity.js';
import type { Host } from '../../host/host.js';
import { recordKey } from '../../host/record-key.js';
import { type Answer, askAgain, sortAnswers } from '../../host/recording.js';
import { toolIdentity } from '../../host/tool-identity.js';
import { sha256 } from '../../outputs/canonical.js';
import { recordedAnswers, recordedWarning, warningsOfProject } from '../../session/recorded.js';

export const proofSchema = z.object({
  /** Hash of the program, its packages and Node. */
  tool: z.string(),
  /** Hash of the variables of the environment that reach an output. */
  environment: z.string(),
  /** Hash of what is known of the browsers, where one printed. */
  browsers: z.string().exactOptional(),
  draft: z.boolean(),
  /** What was asked of the files of project and tool, and the answers; absent ones too. */
  answers: recordedAnswers,
  /** What was said of the project, to be said again. */
  warnings: z.array(recordedWarning),
});

/**
 * Everything that an output was made from. Building again under the same circumstances, with the same answers, makes
 * the same bytes (src/README.md, "Same inputs, same bytes"), so that it need not be done.
 */
export type Proof = z.infer<typeof proofSchema>;

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
  const environment = sha256(`SOURCE_DATE_EPOCH=${env.SOURCE_DATE_EPOCH ?? ''}`);
  return { tool, environment, draft, browsers: sha256(await identifyBrowsers(env)), key };
}

/** What a target was made from. `answers` of the whole project and of the target, in any order, repeats allowed. */
export function makeProof(
  { browsers, key, ...circumstances }: Circumstances,
  answers: readonly Answer[],
  diagnostics: readonly Diagnostic[],
  isPrinted: boolean,
): Proof {
  return {
    ...circumstances,
    ...(isPrinted ? { browsers } : {}),
    answers: sortAnswers(answers).map(sealedBy(key)),
    warnings: warningsOfProject(diagnostics),
  };
}

/** Says of proofs whether building again would make the same bytes. Each file is looked at once. */
export function proving(now: Circumstances, host: Host): (proof: Proof) => Promise<boolean> {
  const areStillSo = askAgain(host, sealedBy(now.key));
  return async ({ tool, environment, draft, browsers = now.browsers, answers }) => {
    const isSame =
      tool === now.tool &&
      environment === now.environment &&
      draft === now.draft &&
      browsers === now.browsers;
    return isSame && (await areStillSo(answers));
  };
}

/**
 * Seals what was read of a project. The plain hash of a file of which all is known but a few small counts tells them to whoever tries
 * them all.
 */
const sealedBy =
  (key: Uint8Array) =>
  (answer: Answer): Answer =>
    answer.place === 'project' && /^[0-9a-f]{64}$/.test(answer.answer)
      ? { ...answer, answer: createHmac('sha256', key).update(answer.answer).digest('hex') }
      : answer;
