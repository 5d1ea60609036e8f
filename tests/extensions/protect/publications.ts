import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { errorsOfBuild } from '../../support/project-copy.js';
import type { ProjectFiles } from './protected-project.js';

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile())
    .map((file) => relative(folder, file).split(sep).join('/'))
    .sort();
}

/** The files of a project that are all text. */
export const textsIn = (folder: string): ProjectFiles =>
  Object.fromEntries(filesIn(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));

/**
 * All that a build makes of a project, by path; but for the record of the next build, which is sealed with a secret and for nobody else.
 * Of a build that is refused, its errors, as `refused`.
 * @param root An empty folder to build in.
 */
export async function outputsOf(files: ProjectFiles, root: string): Promise<Record<string, Buffer>> {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const errors = await errorsOfBuild(root);
  if (errors.length > 0) return { refused: Buffer.from(errors.map(formatDiagnostic).join('\n')) };
  const output = join(root, 'output');
  return Object.fromEntries(
    filesIn(output)
      .filter((file) => !file.startsWith('.build/'))
      .map((file) => [file, readFileSync(join(output, file))]),
  );
}

/** The files in which two publications differ, in their bytes or by being there. */
export const differences = (
  one: Readonly<Record<string, Buffer>>,
  other: Readonly<Record<string, Buffer>>,
): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (file) => !(one[file] && other[file]?.equals(one[file])),
  );
