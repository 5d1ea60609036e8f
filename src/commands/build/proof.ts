import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type DiagnosticCode, diagnosticCodes } from '../../diagnostic-codes.js';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { identifyBrowsers } from '../../host/browser/identity.js';
import type { Host } from '../../host/host.js';
import { recordKey } from '../../host/record-key.js';
import { type Answer, isStillSo, sortAnswers } from '../../host/recording.js';
import { toolIdentity } from '../../host/tool-identity.js';
import { sha256 } from '../../outputs/canonical.js';

const position = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  sheet: z.string().exactOptional(),
  result: z.literal(true).exactOptional(),
} satisfies Record<keyof Position, z.ZodType>);
/** All that a warning says, so that it is said again as it was: what is new in one does not compile without its line here. */
const diagnostic = z.object({
  severity: z.literal('warning'),
  code: z.string().refine((code): code is DiagnosticCode => Object.hasOwn(diagnosticCodes, code)),
  message: z.string(),
  position,
  hint: z.string().exactOptional(),
  see: z.array(z.object({ position, note: z.string() })).exactOptional(),
  others: z.object({ count: z.number(), lastLine: z.number() }).exactOptional(),
  column: z.string().exactOptional(),
} satisfies Record<keyof Diagnostic, z.ZodType>);

export const proofSchema = z.object({
  /** Hash of the program, its packages and Node. */
  tool: z.string(),
  /** Hash of the variables of the environment that reach an output. */
  environment: z.string(),
  /** Hash of what is known of the browsers, where one printed. */
  browsers: z.string().exactOptional(),
  draft: z.boolean(),
  /** What was asked of the files of project and tool, and the answers; absent ones too. */
  answers: z.array(
    z.object({
      place: z.enum(['project', 'tool']),
      asked: z.enum(['read', 'exists', 'list']),
      path: z.string(),
      answer: z.string(),
    }),
  ),
  /** What was said of the project, to be said again. */
  warnings: z.array(diagnostic),
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
    // What is said of the machine holds for one run; errors do not get this far.
    warnings: structuredClone(diagnostics).filter(isWarningOfProject),
  };
}

/** True when building again would make the same bytes. */
export async function isProven(proof: Proof, now: Circumstances, host: Host): Promise<boolean> {
  const { tool, environment, draft, browsers = now.browsers } = proof;
  const seal = sealedBy(now.key);
  const isSame =
    tool === now.tool && environment === now.environment && draft === now.draft && browsers === now.browsers;
  return isSame && (await isStillSo(proof.answers, host, seal));
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

function isWarningOfProject(diagnostic: Diagnostic): diagnostic is Proof['warnings'][number] {
  return diagnostic.severity === 'warning' && !diagnostic.code.startsWith('host/');
}
