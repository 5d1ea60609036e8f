import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { createHost } from '../../host/node-host.js';
import { replaceText } from '../../host/replace-text.js';
import { readProjectText } from '../../project/read-project-text.js';
import { projectFile } from '../../project/spec.js';
import type { ProjectText } from '../../project/versions/change.js';
import { changesSince, outdated } from '../../project/versions/outdated.js';
import { projectTexts } from '../../project/versions/texts.js';
import { versions as known, type Versions } from '../../project/versions/versions.js';
import { writtenFor } from '../../project/versions/written-for.js';
import { applyChange, type Edit } from './apply.js';
import { sayVersion } from './say-version.js';

export interface UpgradeOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** Those of the tool where nothing is said. */
  readonly versions?: Versions;
}

export interface UpgradeResult {
  /** What is left to an author, each with its place and remedy; then the project still says its old version. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was done, file by file. */
  readonly edits: readonly Edit[];
  /** The version that the project is written for afterwards; undefined where its file cannot be read. */
  readonly version: number | undefined;
}

/**
 * Brings a project to the version of this tool as far as a program can, and names what only an author can do. Nothing but
 * the places that changed is written, so that comments and layout stay; a second run finds nothing to do. Rejects with an
 * `EnvironmentProblem`.
 */
export async function upgrade({ root, versions = known }: UpgradeOptions): Promise<UpgradeResult> {
  const host = createHost(root);
  const read = await readProjectText(host);
  if ('diagnostics' in read) return { diagnostics: read.diagnostics, edits: [], version: undefined };
  const written = writtenFor(read.parsed, versions.current);
  if ('problem' in written) return { diagnostics: [written.problem], edits: [], version: undefined };
  const before = await projectTexts(host.project, read.text, read.parsed);
  const changes = changesSince(written.version, versions);
  const edits: Edit[] = [];
  const after = before.map((text) => {
    let now: ProjectText = text;
    for (const change of changes) {
      const edited = applyChange(now, change);
      now = edited.text;
      for (const edit of edited.edits) edits.push(edit);
    }
    return now;
  });
  const diagnostics = outdated(after, changes);
  const isDone = !hasErrors(diagnostics);
  const finished = after.map((text) => {
    if (!isDone || text.file !== projectFile) return text;
    const said = sayVersion(text, versions.current);
    for (const edit of said.edits) edits.push(edit);
    return said.text;
  });
  for (const [index, { file, text }] of finished.entries()) {
    if (text !== before[index]?.text) await replaceText(root, file, text);
  }
  return { diagnostics, edits, version: isDone ? versions.current : written.version };
}
