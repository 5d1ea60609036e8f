import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { visible } from '../../control-characters.js';
import { readPackage } from '../../data/package/read-package.js';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { writeFiles } from '../../host/publication/write-files.js';
import { formats } from '../../inputs/formats.js';
import { sourcesOf } from '../../inputs/sources.js';
import type { AskEngine } from '../../model/dataset/query.js';
import { problem } from '../../problems/problem.js';
import { type OpenProject, openProject } from '../../session/open-project.js';
import { dataGrammar } from '../extensions.js';
import { askPostgres } from './host/postgres.js';
import { askKept, recordFile } from './kept.js';

interface DatabasesRequest extends SharedRequest {
  readonly command: 'data';
  /** As typed. */
  readonly project: string;
  /** Write what the databases answer; else hold what is kept against it. */
  readonly write: boolean;
}

/** Asks the databases again, and prints what came of each query. */
export async function runDatabases(
  { project, write, json }: DatabasesRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const root = resolve(terminal.cwd, project);
  const { asked, diagnostics } = await askAgain({ root, env: terminal.env, write });
  printDiagnostics(diagnostics, json, root, terminal);
  if (json) for (const each of asked) terminal.json(each);
  else if (diagnostics.length === 0 && asked.length === 0)
    terminal.out('No query of this project asks a database.');
  else if (diagnostics.length === 0) {
    const lines = asked.map(
      ({ file, rows, isOther }) =>
        `${file}: ${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}, ${isOther ? 'written' : 'unchanged'}`,
    );
    terminal.out(lines.map((line) => visible(line)).join('\n'));
  }
  return diagnostics.length > 0 ? 1 : 0;
}

/** What came of asking a database again. */
interface AskedAgain {
  /** The file in which the result is kept. */
  readonly file: string;
  readonly rows: number;
  /** It was not there, or not the same. */
  readonly isOther: boolean;
}

/**
 * Asks the databases of a project the queries of its data package. With `write` the results are written into the
 * project, all of them or, with an error, none. Without it a result that is not the kept one is an error, for a server
 * that is to find out before readers do. Rejects with an `EnvironmentProblem` where a database cannot be reached.
 */
async function keepResults(
  { root, project, host }: OpenProject,
  env: NodeJS.ProcessEnv,
  { write }: { readonly write: boolean },
): Promise<{ readonly asked: readonly AskedAgain[]; readonly diagnostics: readonly Diagnostic[] }> {
  const { data: path, dataPosition: position, edition } = project;
  const contracts = await readPackage({ path, position, edition }, host, {
    grammar: dataGrammar,
    sources: sourcesOf(formats),
  });
  const diagnostics: Diagnostic[] = [...contracts.diagnostics];
  const files: Record<string, string> = {};
  const asked: AskedAgain[] = [];
  for (const contract of contracts.value.resources) {
    const { query } = contract;
    if (query?.database === undefined) continue;
    const { database } = query;
    const fault = (found: Diagnostic): void => void diagnostics.push(found);
    const address = env[database];
    if (address === undefined || address === '') {
      fault(problem('usage/variable.database', query.position, { database }));
      continue;
    }
    const ask: AskEngine = ({ sql }, limits) => askPostgres(address, database, sql, limits);
    const kept = await askKept({ ...contract, query }, { host, fault, ask, tables: [] });
    if (kept === undefined) continue;
    const { file, text, record } = kept;
    const isOther = (await textOf(file)) !== text || (await textOf(recordFile(file))) !== record;
    asked.push({ file, rows: text.split('\n').length - 2, isOther });
    files[file] = text;
    files[recordFile(file)] = record;
    if (isOther && !write) {
      fault(problem('data/query-kept.now', { file, line: 1, column: 1 }));
    }
  }
  if (write && !hasErrors(diagnostics)) await writeFiles(root, files);
  return { asked, diagnostics };

  async function textOf(file: string): Promise<string | undefined> {
    return (await host.project.exists(file)) ? host.project.readText(file) : undefined;
  }
}

interface AskAgainOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** Write the results; else hold those that are kept against them. */
  readonly write: boolean;
}

/** Asks the databases of a project its queries again. Rejects with an `EnvironmentProblem`. */
export async function askAgain({ root, env, write }: AskAgainOptions): Promise<{
  readonly asked: readonly AskedAgain[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const { opened, diagnostics } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined) return { asked: [], diagnostics };
  const kept = await keepResults(opened, env, { write });
  const errors = [...diagnostics, ...kept.diagnostics].filter(({ severity }) => severity === 'error');
  return { asked: kept.asked, diagnostics: errors };
}
