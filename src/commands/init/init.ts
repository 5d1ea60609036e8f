import { join } from 'node:path';
import { type Diagnostic, didYouMean, listNames } from '../../diagnostics.js';
import { folderFiles } from '../../host/files/files.js';
import { toolRoot } from '../../host/node-host.js';
import { readFolder, writeToNewFolder } from '../../host/publication/new-folder.js';
import { problem } from '../../problems/problem.js';
import { type CiService, ignored, type Workflow, workflowFor } from './workflow.js';

const place = { file: '.', line: 1, column: 1 };

/** What to write, and where. */
export interface InitOptions {
  /** Absolute. */
  readonly root: string;
  /** The folder as messages name it. */
  readonly shown: string;
  /** The name of an example, in place of the smallest project. */
  readonly example?: string | undefined;
  /** The service that will build the project. */
  readonly ci?: CiService | undefined;
}

/** What was written. */
export interface InitResult {
  /** What stood in the way, in which case nothing was changed. Positions are relative to the folder. */
  readonly diagnostics: readonly Diagnostic[];
  /** False where there was one already, and a workflow was asked for. */
  readonly project: boolean;
  readonly workflow?: Pick<Workflow, 'top' | 'path'>;
  /** A project that was there got a `.gitignore`. */
  readonly isIgnoring?: true;
}

/**
 * Writes a project that builds into a new or empty folder, and the workflow of a service that builds it; a project that is there
 * gets the workflow alone. Rejects with an `EnvironmentProblem`.
 */
export async function init({ root, shown, example, ci }: InitOptions): Promise<InitResult> {
  const workflow = ci === undefined ? undefined : await workflowFor(root, ci);
  if (workflow !== undefined && 'code' in workflow) return { diagnostics: [workflow], project: false };
  const isThere =
    workflow !== undefined && example === undefined && (await folderFiles(root).exists('tallybook.yaml'));
  const problems = isThere ? [] : await initProject(root, shown, example);
  if (problems.length > 0) return { diagnostics: problems, project: false };
  const { diagnostics = [], isIgnoring = false } = (await workflow?.write()) ?? {};
  return {
    diagnostics,
    project: !isThere,
    ...(workflow && diagnostics.length === 0 && { workflow }),
    ...(isIgnoring && { isIgnoring }),
  };
}

async function initProject(
  root: string,
  shown: string,
  example: string | undefined,
): Promise<readonly Diagnostic[]> {
  const starter = await readFolder(join(toolRoot(), 'starter'));
  const found = example === undefined ? { files: starter } : await filesOf(example, starter);
  if ('unknown' in found) return [found.unknown];
  const all = { ...found.files, '.gitignore': ignored() };
  return (await writeToNewFolder(all, root, shown)) ? [] : [notEmpty(shown)];
}

type FilesByPath = Readonly<Record<string, Uint8Array>>;

/** The files of an example; editors look for the grammars beside them, which the smallest project has. */
async function filesOf(
  example: string,
  starter: FilesByPath,
): Promise<{ readonly files: FilesByPath } | { readonly unknown: Diagnostic }> {
  const all = Object.entries(await readFolder(join(toolRoot(), 'starters')));
  const own = all.filter(([path]) => path.startsWith(`${example}/`));
  const names = [...new Set(all.map(([path]) => path.split('/')[0] ?? ''))].sort();
  if (!names.includes(example)) {
    const known = { example, names: listNames(names) };
    return { unknown: problem('project/unknown-example', place, known, didYouMean(example, names)) };
  }
  const files = Object.fromEntries([
    ...own.map(([path, content]) => [path.slice(example.length + 1), content]),
    ...Object.entries(starter).filter(([path]) => path.startsWith('.schemas/')),
  ]);
  return { files };
}

/** The folder holds something already. */
export const notEmpty = (shown: string): Diagnostic =>
  problem('project/not-empty.files-new', place, { shown });
