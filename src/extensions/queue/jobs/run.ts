import { z } from 'zod';
import { formats } from '../../../model/dataset/formats.js';
import { toJson } from '../../../outputs/canonical.js';
import { sha256 } from '../../../sha256.js';
import { putFile, readShared } from '../host/put.js';
import type { Share } from '../host/share.js';

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

const placeOf = (id: string): string => `runs/${id}.json`;

/** Where the finished parts of a run are put in a shared directory. */
export const partsOf = (id: string): string => `parts/${id}`;

/** Puts a run into a shared directory, and returns its id: the same for the same inputs. */
export async function putRun(share: Share, run: Run): Promise<string> {
  const bytes = toJson({ format: 'tallybook-run', version: 1, ...run });
  const id = share.seal(bytes);
  await putFile(share, placeOf(id), bytes);
  return id;
}

/** A run by its id; undefined where the directory has none that is whole. */
export async function readRun(share: Share, id: string): Promise<Run | undefined> {
  if (!/^[0-9a-f]{64}$/.test(id)) return undefined;
  const bytes = await readShared(share, placeOf(id));
  if (bytes === undefined || share.seal(bytes) !== id) return undefined;
  const { format: _, version: __, ...run } = runSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return run;
}

/** The name of a job in the queue: the same for the same work. */
export const jobId = (job: Job): string => sha256(toJson(job));

/** The job in what a queue has; undefined for anything else. */
export const parseJob = (data: unknown): Job | undefined => jobSchema.safeParse(data).data;
