import { resolve } from 'node:path';
import { verify } from '../commands/verify/verify.js';
import { visible } from '../control-characters.js';
import { countProblems, type Diagnostic, hasErrors } from '../diagnostics.js';
import { projectAbove } from '../host/files/tree.js';
import { phrase, problem } from '../problems/problem.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import { showProgress } from './progress/show.js';
import type { SharedRequest } from './request.js';
import { shownPath } from './shown-path.js';

export interface VerifyRequest extends SharedRequest {
  readonly command: 'verify';
  /** As typed. */
  readonly output: string;
  /** Print the one hash that stands for all outputs. */
  readonly digest: boolean;
  /** What that hash must be. */
  readonly expected?: string;
  /** As typed: the public key of whoever signed them. */
  readonly key?: string;
  /** They are about to be published. */
  readonly publishable?: true;
  /** As typed: where a web site of them is written. */
  readonly site?: string;
  /** Build them again and compare. */
  readonly rebuild?: true;
  /** As typed: from this project instead of the one above them. */
  readonly project?: string;
}

/** Verifies an output folder and prints every problem. Returns 1 when there is an error, else 0. */
export async function runVerify(request: VerifyRequest, terminal: Printing): Promise<0 | 1> {
  const { output, json, quiet, key, expected, site } = request;
  const root = resolve(terminal.cwd, output);
  const publishable = request.publishable === true || site !== undefined;
  const verified = await verify({
    root,
    ...(key !== undefined && { key: resolve(terminal.cwd, key) }),
    publishable,
  });
  const { digest } = verified;
  const again = await rebuilt(root, request, terminal);
  const found = [...verified.diagnostics, ...otherDigest(digest, expected), ...(again ?? [])];
  const diagnostics = [...found, ...(await written(hasErrors(found) ? undefined : site, root, terminal))];
  printDiagnostics(diagnostics, json, root, terminal);
  const faulty = hasErrors(diagnostics);
  if (request.digest && !faulty && digest !== undefined)
    terminal.out(json ? JSON.stringify({ digest }) : digest);
  if (!quiet) {
    const shown = visible(shownPath('.', root, terminal.cwd));
    terminal.err(
      `${summaryOf(diagnostics)} in ${shown}; verified ${checkedIn({ ...verified, isSame: again?.length === 0, key })}`,
    );
    if (diagnostics.some(({ hint }) => hint === undefined)) terminal.err(phrase('cli/run-verify.remedy'));
    else if (key === undefined && expected === undefined && !faulty) terminal.err(unsigned);
  }
  return faulty ? 1 : 0;
}

/** What was checked, and what could not be. */
function checkedIn({
  files,
  numbers,
  recalculated,
  byVega,
  notRepeated,
  retested,
  typed,
  isSame,
  diagnostics,
  key,
}: Awaited<ReturnType<typeof verify>> & {
  readonly isSame: boolean;
  readonly key: string | undefined;
}): string {
  const counted = (count: number, one: string, many: string): string =>
    count === 0 ? '' : `; ${count} ${count === 1 ? one : many}`;
  return [
    `${files} files and ${numbers} numbers, ${recalculated} of them calculated again from their cells`,
    byVega === 0 ? '' : `, ${byVega} of these by Vega`,
    notRepeated === 0 ? '' : `; ${notRepeated} by another version of Vega not repeated`,
    counted(retested, 'claim tested again', 'claims tested again'),
    counted(typed, 'typed number checked by nobody', 'typed numbers checked by nobody'),
    key !== undefined && !hasErrors(diagnostics) ? '; signed with that key' : '',
    isSame ? '; built again, byte for byte the same' : '',
  ].join('');
}

const unsigned =
  'Only a signature shows that nobody replaced the files: check one with `--key` and a public key that did not come with them.';

function summaryOf(diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning'] as const).flatMap((severity) => {
    const count = countProblems(diagnostics, severity);
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? 'No problems' : counts.join(' and ');
}

/** Writes the site where one is asked for. */
async function written(
  site: string | undefined,
  root: string,
  { cwd }: Printing,
): Promise<readonly Diagnostic[]> {
  if (site === undefined) return [];
  const { writeSite } = await import('../commands/verify/write-site.js');
  return await writeSite(root, { path: resolve(cwd, site), shown: visible(site) });
}

/** What a new build of the project makes otherwise, where one is asked for. */
async function rebuilt(
  published: string,
  { rebuild, project, json, quiet }: VerifyRequest,
  terminal: Printing,
): Promise<Diagnostic[] | undefined> {
  if (rebuild === undefined) return undefined;
  const root = project === undefined ? projectAbove(published) : resolve(terminal.cwd, project);
  if (root === undefined) {
    const position = { file: 'manifest.json', line: 1, column: 1 };
    return [problem('verify/rebuilt.project', position)];
  }
  const { progress, finish } = showProgress(terminal, { quiet, json, check: false });
  try {
    const { rebuild } = await import('../commands/build/rebuild.js');
    return await rebuild({ root, published, progress, env: terminal.env });
  } finally {
    await finish();
  }
}

/** The files agree with one another, but they are not those whose hash was kept. */
function otherDigest(actual: string | undefined, expected: string | undefined): Diagnostic[] {
  if (actual === undefined || expected === undefined || actual === expected) return [];
  return [problem('verify/digest', { file: 'manifest.json', line: 1, column: 1 }, { actual, expected })];
}
