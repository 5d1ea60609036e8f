import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { type Answer, askAgain, sortAnswers } from '../../host/recording.js';
import { recordedAnswers, recordedWarning, warningsOfProject } from '../../session/memo/recorded.js';
import { type Circumstances, sealedBy } from './circumstances.js';

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
 * the same bytes (docs/decisions/17-same-bytes.md), so that it need not be done.
 */
export type Proof = z.infer<typeof proofSchema>;

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
  return async (proof) => isUnder(proof, now) && (await areStillSo(proof.answers));
}

/** True where a proof was made under these circumstances. */
export const isUnder = ({ tool, environment, draft, browsers }: Proof, now: Circumstances): boolean =>
  tool === now.tool &&
  environment === now.environment &&
  draft === now.draft &&
  (browsers ?? now.browsers) === now.browsers;
