import { resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { cachingHost } from '../../host/caching-host.js';
import { isFolder } from '../../host/files/folders.js';
import { listTree, projectAbove } from '../../host/files/tree.js';
import type { Files } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { readKey } from '../../host/signing-key.js';
import { groupBy } from '../../model/group-by.js';
import { audiences } from '../../model/project/audience.js';
import { byEmbargo, forAudience } from '../../model/project/project.js';
import type { Manifest, ManifestOutput } from '../../outputs/manifest/manifest.js';
import { folderOfOutput, isIndexPath, manifestFile, projectPaths } from '../../outputs/paths.js';
import { problem } from '../../problems/problem.js';
import { resolveProject } from '../../project/resolve.js';
import { standardLimits } from '../../resource-limits.js';
import { type RepeatFlows, repeatFlows } from '../../session/drawing/repeat-flows.js';
import { expandMatrices } from '../../session/expand-matrices.js';
import { checkFiles, checkSignature } from './check-files.js';
import { checkComplete, checkIndexes, checkManifest, type Surroundings } from './check-manifest.js';
import { checkPublishable } from './check-publishable.js';
import { sameRows } from './check-rows.js';
import { type Counts, checkTarget, nothingCounted } from './check-target.js';
import { withoutFirstPage } from './first-page.js';
import { VerifiedLanguages } from './verified-languages.js';

export interface VerifyResult extends Counts {
  /** Positions are relative to the output folder. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files that the manifest names. */
  readonly files: number;
  /** SHA-256 of the manifest, which names the hashes of all else; undefined where there is none. */
  readonly digest: string | undefined;
}

/**
 * Verifies an output folder from its files alone: the hashes of the manifest, every number, word and piece of the pages
 * against the snapshots, and every number of a snapshot against its cells. Where the project stands above the folder,
 * the files that it asks for must be there; a language that Tallybook does not speak is read from its `messages/`.
 */
export async function verify(options: {
  readonly root: string;
  /** The public key, absolute, of whoever must have signed the manifest. */
  readonly key?: string;
  /** True where what must not be published now is an error. */
  readonly publishable?: boolean;
}): Promise<VerifyResult> {
  if (!isFolder(options.root)) {
    const place = { file: '.', line: 1, column: 1 };
    const diagnostics = [problem('verify/output.no-folder', place, { manifestFile })];
    return { ...nothingCounted, files: 0, digest: undefined, diagnostics };
  }
  const host = createHost(options.root);
  const key = options.key && readKey('public', options.key, [options.root]);
  // Fonts, style sheets and scripts are asked for by every page.
  return verifyFiles(host.project, cachingHost(host).tool, {
    listed: await listTree(options.root),
    publishable: { now: host.now(), isAsked: options.publishable === true },
    ...(key && { key }),
    ...(await expectedFiles(options.root)),
  });
}

/** The same for any files: `output` are those of the output folder, `tool` those of Tallybook. */
export async function verifyFiles(
  output: Files,
  tool: Files,
  surroundings: Surroundings = { listed: [] },
  repeat: RepeatFlows = repeatFlows,
): Promise<VerifyResult> {
  const { found, files, problems } = await checkFiles(output, standardLimits);
  const { key, publishable } = surroundings;
  const counts: Record<keyof Counts, number> = { ...nothingCounted };
  const about = { files: files.size, digest: found?.digest };
  if (found === undefined) return { ...counts, ...about, diagnostics: problems };
  const languages = new VerifiedLanguages(tool, surroundings.project);
  const listed = await withoutFirstPage(surroundings.listed, output, { found, files, tool });
  const diagnostics = [
    ...problems,
    ...(key === undefined ? [] : await checkSignature(output, found, key)),
    ...checkManifest(found),
    ...checkComplete(found, { ...surroundings, listed }),
    ...(publishable === undefined ? [] : checkPublishable(found, publishable)),
  ];
  const compareRows = sameRows();
  const otherRows: Diagnostic[] = [];
  for (const [folder, entries] of outputsByFolder(found.manifest)) {
    const checked = await checkTarget({ folder, entries, found, files, tool, languages, repeat });
    for (const each of checked.diagnostics) diagnostics.push(each);
    const { snapshot } = checked;
    if (snapshot !== undefined)
      for (const each of compareRows({ snapshot, file: `${folder}/published.json` })) otherRows.push(each);
    for (const key of Object.keys(counts) as (keyof Counts)[]) counts[key] += checked.counts[key];
  }
  for (const each of checkIndexes(found.manifest, files)) diagnostics.push(each);
  for (const each of otherRows) diagnostics.push(each);
  return { ...counts, ...about, diagnostics };
}

/** The files of each target, of which there may be thousands. */
function outputsByFolder({ outputs }: Manifest): ReadonlyMap<string, readonly ManifestOutput[]> {
  const ofTargets = outputs.filter(({ path }) => !isIndexPath(path));
  return groupBy(ofTargets, ({ path }) => folderOfOutput(path));
}

/** What the project above an output folder builds into it; nothing where there is none that does. */
async function expectedFiles(root: string): Promise<Omit<Surroundings, 'listed'>> {
  const folder = projectAbove(root);
  if (folder === undefined) return {};
  const host = createHost(folder);
  const { value: found } = await resolveProject(host);
  if (found === undefined) return {};
  // Where its items cannot be known, neither can its files.
  const { value: project, diagnostics } = await expandMatrices(found, { ...host, limits: found.limits });
  if (hasErrors(diagnostics)) return {};
  const built = audiences
    .flatMap((each) => byEmbargo(forAudience(project, each), host.now()))
    .find(({ output }) => resolve(folder, output) === resolve(root));
  if (built === undefined || (built.apartFrom !== undefined && built.reports.length === 0)) return {};
  return { audience: built.audience ?? 'public', expected: projectPaths(built), project: host.project };
}
