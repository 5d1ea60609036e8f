import type { Diagnostic } from '../../diagnostics.js';
import { createHost } from '../../host/node-host.js';
import { writeToNewFolder } from '../../host/publication/new-folder.js';
import { manifestFile, signatureFile } from '../../outputs/paths.js';
import { problem } from '../../problems/problem.js';
import { standardLimits } from '../../resource-limits.js';
import { checkFiles } from './check-files.js';
import { firstPage, firstPageFile } from './first-page.js';

/**
 * Copies the files that a manifest names, after they were verified, into a new folder as a web site: with the manifest, its signature, and
 * a first page that leads to each report. Returns what stood in the way. Rejects with an `EnvironmentProblem`.
 */
export async function writeSite(
  root: string,
  site: { readonly path: string; readonly shown: string },
): Promise<readonly Diagnostic[]> {
  const { project: output, tool } = createHost(root);
  const { found, files, problems } = await checkFiles(output, standardLimits);
  if (found === undefined || problems.length > 0) return problems;
  const copied = new Map([...files, [manifestFile, found.bytes]]);
  const isSigned = await output.exists(signatureFile);
  if (isSigned) copied.set(signatureFile, await output.read(signatureFile));
  copied.set(firstPageFile, await firstPage({ found, files, tool, isSigned }));
  const isWritten = await writeToNewFolder(Object.fromEntries(copied), site.path, site.shown);
  const place = { file: manifestFile, line: 1, column: 1 };
  return isWritten ? [] : [problem('project/not-empty.site', place, { shown: site.shown })];
}
