import type { BuildResult } from '../commands/build/result.js';
import { visible } from '../control-characters.js';
import { countProblems, hasErrors, listWords } from '../diagnostics.js';
import { groupBy } from '../model/group-by.js';

/** What a summary says besides the result: how the project is named, and the time taken in milliseconds. */
export interface SummaryDetails {
  readonly check: boolean;
  readonly project: string;
  readonly elapsed: number;
}

/** More files than these are told by the folders that they are in. */
const mostListed = 200;

/** One line for each file that was built: its path, size, and pages where it has any. Of many one for each report, or one for all. */
export function describeOutputs(result: BuildResult, shown: (path: string) => string): string[] {
  const all = allOutputs(result);
  if (all.length <= mostListed) {
    return all.map(({ path, bytes, pages }) => {
      const extent = pages === undefined ? size(bytes) : `${size(bytes)}, ${count(pages, 'page')}`;
      return `${visible(shown(path))} (${extent})`;
    });
  }
  const byReport = groupBy(all, ({ path, output }) => path.slice(0, path.indexOf('/', output.length + 1)));
  const folders = byReport.size <= mostListed ? byReport : groupBy(all, ({ output }) => output);
  return [...folders].map(([folder, files]) => `${visible(shown(folder))}/ (${extentOf(files)})`);
}

/** How much files are together. */
function extentOf(outputs: BuildResult['outputs']): string {
  const pages = outputs.reduce((sum, output) => sum + (output.pages ?? 0), 0);
  return [
    count(outputs.length, 'file'),
    ...(pages === 0 ? [] : [count(pages, 'page')]),
    size(outputs.reduce((sum, { bytes }) => sum + bytes, 0)),
  ].join(', ');
}

/** The outputs of all folders, by their paths in the project. */
const allOutputs = ({ output, outputs, embargoed, confidential }: BuildResult) =>
  [{ output, outputs }, embargoed ?? [], confidential ?? []]
    .flat()
    .flatMap((each) =>
      each.outputs.map((file) => ({ ...file, output: each.output, path: `${each.output}/${file.path}` })),
    );

/** The last line of a run: how many problems there are, what was built or found unchanged, and how long it took. */
export function summarise(result: BuildResult, { check, project, elapsed }: SummaryDetails): string {
  const { diagnostics } = result;
  const outputs = allOutputs(result);
  const found = problems(result);
  const inProject = found === '' ? `No problems in ${project}` : `${found} in ${project}`;
  const time = formatElapsed(elapsed);
  if (check) return `${inProject}; checked in ${time}`;
  const { part, failed = 0 } = result;
  if (part !== undefined) {
    const there = part.found === 0 ? '' : `, ${part.found} of them before`;
    const lost = failed === 0 ? '' : `, ${count(failed, 'report')} with errors`;
    return `${inProject}; ${count(part.reports, 'report')} in the part${there}${lost}, in ${time}`;
  }
  if (hasErrors(diagnostics) && outputs.length === 0) {
    const { waiting = 0 } = result;
    if (waiting === 0) return `${inProject}; nothing was built, an earlier output is untouched`;
    const kept = `${count(waiting, 'finished report')} ${waiting === 1 ? 'waits' : 'wait'} for the next build`;
    return `${inProject}; nothing was published, an earlier output is untouched; ${kept}`;
  }
  if (result.upToDate) {
    const unchanged = `Nothing changed; ${count(outputs.length, 'file')} verified in ${time}`;
    return found === '' ? unchanged : `${unchanged}; ${inProject}`;
  }
  const extent = extentOf(outputs);
  const { unchecked = 0 } = result;
  const left =
    failed === 0
      ? ''
      : `; ${count(failed, 'report')} with errors ${failed === 1 ? 'is' : 'are'} not among them`;
  const told = `${left}${unchecked === 0 ? '' : `; ${count(unchecked, 'passage')} unchecked`}`;
  return `${inProject}; built ${extent} in ${time}${told}`;
}

function problems({ diagnostics }: BuildResult): string {
  const errors = countProblems(diagnostics, 'error');
  // What is said of the machine is no fault of the project.
  const ofProject = diagnostics.filter(({ code }) => !code.startsWith('host/'));
  const warnings = countProblems(ofProject, 'warning');
  const notes = countProblems(diagnostics, 'note');
  return listWords([
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(notes > 0 ? [count(notes, 'note')] : []),
  ]);
}

/** Decimal, as file managers count; a file is never smaller than it says. */
function size(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1000);
  return kilobytes < 1000 ? `${kilobytes} kB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Returns how long something took as people read it: `0.4 s`, `12 s`, `2 min 05 s`. */
export function formatElapsed(milliseconds: number): string {
  const tenths = Math.round(Math.max(0, milliseconds) / 100);
  if (tenths < 100) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(tenths / 10);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
