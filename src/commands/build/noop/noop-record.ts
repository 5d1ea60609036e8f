import { join, resolve } from 'node:path';
import { identifyBrowsers } from '../../../host/browser/identity.js';
import { isFolder } from '../../../host/files/folders.js';
import { readPrevious } from '../../../host/files/read-previous.js';
import { createHost } from '../../../host/node-host.js';
import { hasIgnore } from '../../../host/publication/ignored-folder.js';
import { hasLeftovers } from '../../../host/publication/leftovers.js';
import { findLinkOut, liesIn } from '../../../host/publication/output-links.js';
import { isBetween } from '../../../host/publication/publication-journal.js';
import { recordKey } from '../../../host/record-key.js';
import { type Answer, askAgain } from '../../../host/recording.js';
import { openResultCache } from '../../../host/result-cache.js';
import type { Project } from '../../../model/project/project.js';
import { hasPart } from '../../../session/parts/local-part.js';
import { sha256 } from '../../../sha256.js';
import { environmentOf, sealedBy } from '../circumstances.js';
import type { BuildResult } from '../result.js';

/** A command line, and where it was typed. */
export interface Call {
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
}

/** How a caller wants to be told. */
export interface Manner {
  readonly json: boolean;
  readonly quiet: boolean;
}

/**
 * What a build says where nothing has changed, kept by its command line with everything on which that hangs. It lies among the results of
 * the project, under their seal, which another version of the tool does not know.
 */
export interface NoopRecord {
  /** The project, absolute: a copy of it has its echoes too, which are not its own. */
  readonly root: string;
  readonly manner: Manner;
  /** Hash of what is known of the browsers, where one printed. */
  readonly browsers?: string;
  /** What project and targets were made from: the answers of the files, those of the project sealed. */
  readonly answers: readonly Answer[];
  /** All that has to stand in the output folder, the record and the manifest first. */
  readonly written: readonly WrittenFile[];
  /** Folders below the output folder in which the project builds: no link may lead out of it. */
  readonly folders: readonly string[];
  /** Files that must not lie in the output folder. */
  readonly sources: readonly string[];
  readonly result: BuildResult & Required<Pick<BuildResult, 'limits'>>;
}

/** The kind of such a result. */
export const noopRecordKind = 'noop';

/** What the record is kept under. */
export const noopRecordName = ({ cwd, argv }: Call, env: NodeJS.ProcessEnv): string =>
  JSON.stringify([cwd, argv, environmentOf(env)]);

/**
 * Returns what a build by this command line would say, where it is sure that it would do nothing. Every question of the
 * project and of each target is asked again, and every output is read, as a build does. But no grammar is needed for
 * it, neither of the command line nor of `tallybook.yaml`, and to load these takes longer than to hash all files.
 * Undefined where anything is otherwise, or odd: then a build finds out what. Never fails.
 */
export async function findNoopRecord(call: Call, env: NodeJS.ProcessEnv): Promise<NoopRecord | undefined> {
  const key = call.argv.includes('build') ? recordKey(env) : undefined;
  if (key === undefined) return undefined;
  try {
    for (const root of mayBeProjects(call)) {
      const cache = openResultCache({ root, env, most: 0 });
      const noopRecord = (await cache?.read(noopRecordKind, noopRecordName(call, env))) as
        | NoopRecord
        | undefined;
      if (noopRecord?.root === root) return (await isStillSo(noopRecord, env, key)) ? noopRecord : undefined;
    }
  } catch {
    // A build meets the same, and says what it is.
  }
  return undefined;
}

/** Where something is kept: one of the arguments is the project, or none. */
const mayBeProjects = ({ argv, cwd }: Call): string[] =>
  [...new Set([...argv.filter((argument) => !argument.startsWith('-')), '.'])]
    .map((folder) => resolve(cwd, folder))
    .filter((root) => isFolder(join(root, '.tallybook')));

async function isStillSo(noopRecord: NoopRecord, env: NodeJS.ProcessEnv, key: Uint8Array): Promise<boolean> {
  const { root, browsers, answers, written, folders, sources, result } = noopRecord;
  const { output, limits } = result;
  if (findLinkOut(root, output, folders) !== undefined) return false;
  if (sources.some((file) => liesIn(root, output, file))) return false;
  if (!isInOrder(root, { output }) || hasPart(root, { output })) return false;
  if (browsers !== undefined && browsers !== sha256(await identifyBrowsers(env))) return false;
  // What was edited is found before the many files are read that nobody edits.
  if (!(await askAgain(createHost(root, limits), sealedBy(key))(answers))) return false;
  for (const file of written) if (!(await isWhole(join(root, output), file))) return false;
  return true;
}

/**
 * True when a build that was killed has left nothing in the output folder, and none is about to change names there. Git
 * must know to leave a folder alone that is not for publication.
 */
export function isInOrder(
  root: string,
  { output, apartFrom }: Pick<Project, 'output' | 'apartFrom'>,
): boolean {
  const folder = join(root, output);
  const isKept = apartFrom === undefined || hasIgnore(folder);
  return isKept && !isBetween(folder) && !hasLeftovers(folder);
}

/** A file below the output folder, as it was written. */
export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
}

/** True where the file stands in the output folder byte for byte. Rejects with an `EnvironmentProblem`. */
export async function isWhole(output: string, { path, sha256: expected }: WrittenFile): Promise<boolean> {
  const bytes = await readPrevious(output, path);
  return bytes !== undefined && sha256(bytes) === expected;
}
