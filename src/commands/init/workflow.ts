import { join, relative, sep } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { folderFiles } from '../../host/files/files.js';
import { repositoryOf } from '../../host/files/tree.js';
import type { Host } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { writeNewFile } from '../../host/publication/new-folder.js';
import { toolVersion } from '../../host/version.js';
import { problem } from '../../problems/problem.js';
import { resolveProject } from '../../project/resolve.js';

/** The services that workflows are written for, and where each reads its own, from the top of the repository. */
const paths = { github: '.github/workflows/tallybook.yml', gitlab: '.gitlab-ci.yml' } as const;

export type CiService = keyof typeof paths;
export const ciServices = Object.keys(paths) as CiService[];

/** A workflow that can be written: nothing stands in its place. */
export interface Workflow {
  /** Absolute: the top of the git repository around the project, or the project where there is none. */
  readonly top: string;
  /** From there, with `/`. */
  readonly path: string;
  /** Writes it for the project as it is now, and a `.gitignore` where there is none. Rejects with an `EnvironmentProblem`. */
  write(): Promise<Written>;
}

interface Written {
  /** What stood in the way. */
  readonly diagnostics: readonly Diagnostic[];
  readonly isIgnoring?: boolean;
}

/** The text of `.gitignore`, for what no repository should hold: it is made anew. */
export const ignored = (output = 'output'): string => `${output}/\n.tallybook/\n`;

/** The workflow that builds the project in a folder, or why it is not written: no file is ever replaced. */
export async function workflowFor(root: string, service: CiService): Promise<Workflow | Diagnostic> {
  const top = repositoryOf(root) ?? root;
  const path = paths[service];
  const inside = relative(top, root).split(sep).join('/');
  const upwards = inside.split('/').fill('..').join('/');
  const taken = problem(
    'project/not-empty.workflow',
    { file: inside === '' ? path : `${upwards}/${path}`, line: 1, column: 1 },
    { path },
  );
  if (await folderFiles(top).exists(path)) return taken;
  const write = async (): Promise<Written> => {
    const host = createHost(root);
    const { value } = await resolveProject(host);
    const output = value?.output ?? 'output';
    const writeNew = (file: string, text: string): Promise<boolean> =>
      writeNewFile(file, new TextEncoder().encode(text), relative(top, file));
    if (!(await writeNew(join(top, path), await workflowText(host, service, { inside, output }))))
      return { diagnostics: [taken] };
    return { diagnostics: [], isIgnoring: await writeNew(join(root, '.gitignore'), ignored(output)) };
  };
  return { top, path, write };
}

/** The text for a project, which is `inside` its repository. */
async function workflowText(
  { tool }: Host,
  service: CiService,
  { inside, output }: { readonly inside: string; readonly output: string },
): Promise<string> {
  const result = [...(inside === '' ? [] : [inside]), output].join('/');
  // They stand between quotes.
  const quoted = (name: string): string => JSON.stringify(name).slice(1, -1);
  return (await tool.readText(`workflows/${service}.yml`))
    .replaceAll('VERSION', toolVersion())
    .replaceAll('FOLDER', () => quoted(inside || '.'))
    .replace('/./', '/')
    .replace('RESULT', () => quoted(result));
}
