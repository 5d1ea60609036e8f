import { join } from 'node:path';
import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics.js';
import { portableBrowser } from '../../host/browser/find.js';
import { startSeconds } from '../../host/browser/patience.js';
import { toolRoot } from '../../host/node-host.js';
import { environmentProblem } from '../../host/problems.js';
import { folderNames } from '../../host/publication/part-folder.js';
import { toolIdentity } from '../../host/tool-identity.js';
import { toolVersion } from '../../host/version.js';
import { formats } from '../../model/dataset/formats.js';
import type { Target } from '../../model/project/project.js';
import { toJson } from '../../outputs/canonical.js';
import { faultOf } from '../../problems/problem.js';
import { recordedWarning } from '../../session/memo/recorded.js';
import type { OpenProject } from '../../session/open-project.js';
import { type FinishedTarget, Part } from '../../session/parts/part.js';
import type { PartInputs } from '../../session/parts/part-inputs.js';
import { sha256 } from '../../sha256.js';
import type { Channel } from './host/queue.js';
import { putFile, readShared, type Share } from './host/share.js';

const runSchema = z.strictObject({
  format: z.literal('tallybook-run'),
  version: z.literal(1),
  /** What a worker must be, so that it makes the same bytes. */
  tool: z.string(),
  /** Variables of the environment that reach an output. */
  environment: z.strictObject({ SOURCE_DATE_EPOCH: z.string().exactOptional() }),
  draft: z.boolean(),
  /** What a build reads of the project, by path. Without a hash where only its name matters. */
  files: z.array(z.strictObject({ path: z.string(), sha256: z.string().exactOptional() })),
});

/** All that reports are built from on other machines. */
export type Run = Omit<z.infer<typeof runSchema>, 'format' | 'version'>;

const jobSchema = z.strictObject({
  /** The run that it is of. */
  run: z.string(),
  /** As the command line names it: `annual`, or `annual/prizren` for an item. */
  report: z.string(),
  languages: z.array(z.string()),
  formats: z.array(z.enum(formats)),
});

/** A report, or an item of one, to be built in its languages: together, since they are compared with each other. */
export type Job = z.infer<typeof jobSchema>;

const runFile = (id: string): string => `runs/${id}.json`;

/** Where the finished parts of a run are put in a shared directory. */
export const partsOf = (id: string): string => `parts/${id}`;

/** Puts a run into a shared directory, and returns its id: the same for the same inputs. */
export async function putRun(share: Share, run: Run): Promise<string> {
  const bytes = toJson({ format: 'tallybook-run', version: 1, ...run });
  const id = share.seal(bytes);
  await putFile(share, runFile(id), bytes);
  return id;
}

/** A run by its id; undefined where the directory has none that is whole. */
export async function readRun(share: Share, id: string): Promise<Run | undefined> {
  if (!/^[0-9a-f]{64}$/.test(id)) return undefined;
  const bytes = await readShared(share, runFile(id));
  if (bytes === undefined || share.seal(bytes) !== id) return undefined;
  const { format: _, version: __, ...run } = runSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return run;
}

/** The name of a job in the queue: the same for the same work. */
export const jobId = (job: Job): string => sha256(toJson(job));

/** The job in what a queue has; undefined for anything else. */
export const parseJob = (data: unknown): Job | undefined => jobSchema.safeParse(data).data;

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

const resultFile = (id: string): string => `results/${id}.json`;

/**
 * Says why a job failed, for whoever enqueued it: in the shared directory, since messages quote what the queue need not know. Said anew,
 * it takes the place of what was said before.
 */
export async function putResult(share: Share, id: string, result: JobResult): Promise<void> {
  await putFile(share, resultFile(id), toJson({ version: 1, ...result }), 'anew');
}

/** Why a job failed; undefined where nobody has said. */
export async function readResult(share: Share, id: string): Promise<JobResult | undefined> {
  const bytes = await readShared(share, resultFile(id));
  if (bytes === undefined) return undefined;
  try {
    const { version: _, ...result } = resultSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return result;
  } catch {
    return undefined;
  }
}

/**
 * The channel of jobs that this program, on this machine, makes the same bytes of as whoever put them there. Rejects with an
 * `EnvironmentProblem` where it cannot be said what program this is.
 */
export async function ownChannel(share: Share, env: NodeJS.ProcessEnv): Promise<Channel> {
  const tool = toolIdentity();
  if (tool === undefined) throw environmentProblem(faultOf('host/package'));
  const browser = await portableBrowser({ toolRoot: toolRoot(), env, startDeadline: startSeconds * 1000 });
  const { version, platform, arch } = process;
  return {
    share: share.id,
    tool: sha256(`${tool}\n${browser}`),
    shown: `Tallybook ${toolVersion()} (${tool.slice(0, 8)}), Node ${version}, ${platform} ${arch}, ${browser}`,
  };
}

/** By what the parts of workers are known: whoever holds the shared directory may write them, and nobody else can. */
export const partsKey = (share: Share): Uint8Array => Buffer.from(share.seal('parts'), 'hex');

/**
 * The targets that workers have finished, each once: it may well be in the parts of two of them, where one was taken for dead, and is the same
 * there. Only what is whole counts, was made by who holds the shared directory, and from what the project is now.
 */
export async function collectTargets(
  share: Share,
  runs: readonly string[],
  { project, targets, files }: OpenProject,
  inputs: PartInputs,
): Promise<ReadonlyMap<Target, FinishedTarget>> {
  const key = partsKey(share);
  const parts = runs.flatMap((run) => {
    const folder = `${partsOf(run)}/${project.audience ?? 'public'}`;
    return folderNames(join(share.folder, folder)).map((name) => {
      const path = `${folder}/${name}`;
      return new Part({ root: join(share.folder, path), shown: `${share.shown}/${path}`, key }, inputs);
    });
  });
  const found = new Map<Target, FinishedTarget>();
  for (const target of targets) {
    for (const part of parts) {
      const finished = found.get(target) ?? (await part.find(target, files));
      if (finished !== undefined) found.set(target, finished);
    }
  }
  return found;
}
