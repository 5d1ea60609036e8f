import { basename, dirname, join, relative, sep } from 'node:path';
import type { DiagnosticCode } from '../../../diagnostic-codes.js';
import type { Diagnostic } from '../../../diagnostics.js';
import { isWithin } from '../../../host/files/files.js';
import { FileProblem } from '../../../host/host.js';
import { createHost } from '../../../host/node-host.js';
import { writeToNewFolder } from '../../../host/publication/new-folder.js';
import { realPath } from '../../../host/publication/output-links.js';
import { writeFiles } from '../../../host/publication/write-files.js';
import { type FaultCall, type ProblemId, problem } from '../../../problems/problem.js';
import { resolveProject } from '../../../project/resolve.js';
import { recordReaders } from '../../extensions.js';
import { chooseProtection, type PatternFile } from '../choose/choose-protection.js';
import { reportedAlternatives } from '../choose/protection-outlook.js';
import { noChoice, type ProtectionReport, reported } from '../choose/protection-report.js';
import { exportedTables } from '../exchange/formats.js';

export type { ReportedOutlook } from '../choose/protection-outlook.js';
export type { ProtectedDataset, ProtectionReport, ReportedCell } from '../choose/protection-report.js';

export interface ProtectOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** How long a better choice is looked for; the limit of the project where it is not said. */
  readonly seconds: number | undefined;
  /** Only tell what would be hidden. */
  readonly isDry: boolean;
  /** Files in which other tools have written what is hidden, absolute; none where Tallybook chooses. */
  readonly imports?: readonly string[];
}

/** The report of protection; for the office alone, since it says how near anybody can come to a hidden count. */
export interface ProtectResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where nothing asks for protection, or nothing could be chosen. */
  readonly report?: ProtectionReport;
}

const isOfTexts = (code: DiagnosticCode): boolean => code === 'project/missing-file';

/** Chooses what is hidden, writes it into the lock, and reports it. Rejects with an `EnvironmentProblem`. */
export async function protectProject({
  root,
  seconds,
  isDry,
  imports = [],
}: ProtectOptions): Promise<ProtectResult> {
  const files = createHost(root);
  // The data alone are looked at: a text that is not written yet hinders nobody from protecting them.
  const { value: project, diagnostics: found } = await resolveProject(files, recordReaders, isOfTexts);
  if (project === undefined) return { diagnostics: found };
  const { limits } = project;
  const patterns: PatternFile[] = [];
  const faults: Diagnostic[] = [];
  for (const file of imports)
    try {
      patterns.push(await patternFile(root, file, limits.textBytes));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      faults.push(unreadable(root, file, error));
    }
  if (faults.length > 0) return { diagnostics: faults };
  const { chosen, diagnostics } = await chooseProtection(
    project,
    { ...files, limits },
    {
      seconds: seconds ?? limits.protectSeconds,
      isComparing: true,
      ...(patterns.length === 0 ? {} : { imports: patterns }),
    },
  );
  if (chosen === undefined) return { diagnostics };
  const { choice, lock, alternatives, related } = chosen;
  if (choice.kind !== 'chosen')
    return { diagnostics: [...diagnostics, ...noChoice(choice, chosen.datasets, alternatives)] };
  if (!isDry && lock !== undefined) await writeFiles(root, { [lock.path]: lock.text });
  return {
    diagnostics,
    report: {
      datasets: chosen.datasets.map((dataset) => reported(dataset, choice)),
      cost: choice.cost,
      bound: choice.bound,
      ...(related === undefined ? {} : { related }),
      ...reportedAlternatives(alternatives ?? { policies: [], proposals: [] }),
      written: !isDry,
      ...(imports.length === 0 ? {} : { imported: patterns.map(({ path }) => path) }),
    },
  };
}

/** As messages name a file: from the project folder. */
const shownFrom = (root: string, file: string): string => relative(root, file).split(sep).join('/');

/** Reads a file of another tool, and the `.rda` beside a `.tab`. Rejects with a `FileProblem`. */
async function patternFile(root: string, file: string, most: number): Promise<PatternFile> {
  const { project: folder } = createHost(dirname(file));
  const path = shownFrom(root, file);
  const text = await folder.readText(basename(file), most);
  if (!file.endsWith('.tab')) return { path, text };
  return { path, text, metadata: await folder.readText(basename(file).replace(/tab$/, 'rda'), most) };
}

function unreadable(root: string, file: string, { reason, path }: FileProblem): Diagnostic {
  const position = { file: shownFrom(root, file), line: 1, column: 1 };
  if (!file.endsWith(path)) return problem('protect/exchange.metadata', position, { path });
  if (reason === 'missing') return problem('protect/exchange.missing', position);
  return problem(
    reason === 'not-utf8' ? 'protect/exchange.not-utf8' : 'protect/exchange.unreadable',
    position,
  );
}

/**
 * Writes the tables of a project for other tools into a new folder, and names them. Rejects with an `EnvironmentProblem`.
 * @param folder Absolute, and as messages name it.
 */
export async function exportProtected(
  root: string,
  folder: { readonly path: string; readonly shown: string },
  seconds: number | undefined,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly files: readonly string[] }> {
  const files = createHost(root);
  const { value: project, diagnostics } = await resolveProject(files, recordReaders, isOfTexts);
  if (project === undefined) return { diagnostics, files: [] };
  const { limits, output } = project;
  const refused = <Id extends ProblemId>(...[id, ...given]: FaultCall<Id>) => ({
    diagnostics: [problem(id, { file: '.', line: 1, column: 1 }, ...given)],
    files: [],
  });
  if (isWithin(realPath(join(root, output)), realPath(folder.path)))
    return refused('protect/exchange.published', { shown: folder.shown });
  const tables = await exportedTables(project, { ...files, limits }, seconds ?? limits.protectSeconds);
  if (tables.value === undefined) return { diagnostics: tables.diagnostics, files: [] };
  if (await writeToNewFolder(tables.value, folder.path, folder.shown))
    return { diagnostics: [], files: Object.keys(tables.value).map((name) => join(folder.shown, name)) };
  return refused('project/not-empty.files-new', { shown: folder.shown });
}
