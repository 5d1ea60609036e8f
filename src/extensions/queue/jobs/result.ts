import { z } from 'zod';
import type { Diagnostic } from '../../../diagnostics.js';
import { toJson } from '../../../outputs/canonical.js';
import { recordedWarning } from '../../../session/memo/recorded.js';
import { putFile, readShared } from '../host/put.js';
import type { Share } from '../host/share.js';

const diagnostic = recordedWarning.extend({ severity: z.enum(['error', 'warning', 'note']) });

const resultSchema = z.strictObject({
  version: z.literal(1),
  diagnostics: z.array(diagnostic),
  failed: z.array(z.strictObject({ language: z.string(), diagnostics: z.array(diagnostic) })),
});

/** Why a job came to nothing. */
export interface JobResult {
  /** What was said of the project, or of the machine. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was said of each target that has errors. */
  readonly failed: readonly { readonly language: string; readonly diagnostics: readonly Diagnostic[] }[];
}

const placeOf = (id: string): string => `results/${id}.json`;

/**
 * Says why a job failed, for whoever enqueued it: in the shared directory, since messages quote what the queue need not know. Said anew,
 * it takes the place of what was said before.
 */
export async function putResult(share: Share, id: string, result: JobResult): Promise<void> {
  await putFile(share, placeOf(id), toJson({ version: 1, ...result }), 'anew');
}

/** Why a job failed; undefined where nobody has said. */
export async function readResult(share: Share, id: string): Promise<JobResult | undefined> {
  const bytes = await readShared(share, placeOf(id));
  if (bytes === undefined) return undefined;
  try {
    const { version: _, ...result } = resultSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return result;
  } catch {
    return undefined;
  }
}
