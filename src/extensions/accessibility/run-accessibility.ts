import { resolve } from 'node:path';
import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import { showProgress } from '../../cli/progress/show.js';
import type { ReportsRequest } from '../../cli/request.js';
import { type Diagnostic, hasErrors, sortDiagnostics } from '../../diagnostics.js';
import { writeFiles } from '../../host/publication/write-files.js';
import { someFormat } from '../../model/dataset/formats.js';
import { itemsOf } from '../../model/project/matrix.js';
import type { Project, Target } from '../../model/project/project.js';
import { isSameTarget, reportName, type TargetName, targetName } from '../../model/project/target-name.js';
import { problem } from '../../problems/problem.js';
import { variableProblems } from '../../project/variables.js';
import { compile } from '../../session/compile.js';
import type { CompileOptions } from '../../session/compile-options.js';
import { finishedReport } from '../../session/finished-report.js';
import { makeReportOutputs } from '../../session/make-report-outputs.js';
import { notConfidential, type OpenProject, openProject } from '../../session/open-project.js';
import type { Progress } from '../../session/progress.js';
import { markAsHandled } from '../../session/promises.js';
import { openSession, type Session } from '../../session/session.js';
import { wantsPrint } from '../../session/workers/begin-worker-pool.js';
import { checkReport, type Examiners } from './check/check-report.js';
import { pageHash } from './check/stale-statement.js';
import { type AccessibilityRecord, accessibilityFile, type CheckedPart, checkedParts } from './record.js';

interface AccessibilityRequest extends ReportsRequest {
  readonly command: 'accessibility';
}

/** Checks the reports of a project and prints what each check found. Returns 1 where there is an error of the project, else 0. */
export async function runAccessibility(
  { project, only, languages, json, quiet }: AccessibilityRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const root = resolve(terminal.cwd, project);
  const { progress, finish } = showProgress(terminal, { quiet, json, check: true });
  const options = { root, only, languages, progress, env: terminal.env };
  const { diagnostics, records } = await accessibility(options).finally(finish);
  printDiagnostics(diagnostics, json, root, terminal);
  if (json) for (const record of records) terminal.json({ record });
  else if (!quiet) {
    for (const { checks, ...about } of records) {
      terminal.out(`${reportName(about)} (${about.language})`);
      for (const { of, name, version, findings } of checks) {
        terminal.out(
          `  ${of.padEnd('browser'.length)}  ${name} ${version}: ${findings.length || 'no'} ${findings.length === 1 ? 'finding' : 'findings'}`,
        );
        for (const finding of findings) terminal.out(`           ${finding}`);
      }
    }
  }
  if (!quiet && records.length > 0) {
    terminal.err('Wrote accessibility.yaml; commit it, and build again to print what it says');
  }
  return hasErrors(diagnostics) ? 1 : 0;
}

/** What the command knows of a report; the rest of its entry belongs to people. */
type WrittenRecord = TargetName & Pick<AccessibilityRecord, 'page' | 'checks'>;

const head = [
  ' What was checked of the accessibility of each report. `tallybook accessibility` writes `page` and `checks`;',
  ' `manual`, `limitations` and `conformity` are yours, and stay as you write them.',
].join('\n');

/**
 * The text of `accessibility.yaml` with new records in it. What people wrote, and their comments, stay. `isThere` says whether the
 * project still has a report in a language: what it has no more goes.
 */
function recordText(
  before: string,
  records: readonly WrittenRecord[],
  isThere: (about: TargetName) => boolean,
): string {
  const document = before.trim() === '' ? emptyDocument() : parseDocument(before);
  const list = document.get('reports');
  if (!isSeq<YAMLMap>(list)) throw new Error('the file was read before and has a list of reports');
  list.items = list.items.filter((item) => isMap(item) && isThere(aboutOf(item)));
  for (const { page, checks, ...about } of records) {
    let entry = list.items.find((each) => isSameTarget(aboutOf(each), about));
    if (entry === undefined) {
      entry = document.createNode(about) as YAMLMap;
      list.add(entry);
    }
    entry.set('page', page);
    entry.set(
      'checks',
      document.createNode(checks.map(({ of, ...check }) => ({ of, standard: checkedParts[of], ...check }))),
    );
  }
  list.flow = false;
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

function emptyDocument(): Document {
  const document = parseDocument('reports: []\n');
  document.commentBefore = head;
  return document;
}

const aboutOf = (entry: YAMLMap): TargetName => ({
  report: String(entry.get('report')),
  ...(entry.has('item') && { item: String(entry.get('item')) }),
  language: String(entry.get('language')),
});

export interface AccessibilityOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** Empty: all. */
  readonly only: readonly string[];
  readonly languages: readonly string[];
  readonly progress: Progress;
  /** The variables of the environment; `SOURCE_DATE_EPOCH` is the day where it is set. */
  readonly env: NodeJS.ProcessEnv;
  /** One that is open already; it is put to rest. */
  readonly session?: Session;
  /** What is asked beside this program; what is installed, where nothing is said. */
  readonly examiners?: Examiners;
}

export interface AccessibilityResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What was written, report by report; empty where there are errors. */
  readonly records: readonly WrittenRecord[];
}

/**
 * Prints the reports of a project without publishing them, checks each, and writes what was checked into `accessibility.yaml`. A
 * statement that has no record yet is printed as one that knows nothing, so that the first run needs none. Rejects with an
 * `EnvironmentProblem`.
 */
export async function accessibility(options: AccessibilityOptions): Promise<AccessibilityResult> {
  const { root, only, languages, env, examiners } = options;
  const wrong = variableProblems(env);
  if (wrong.length > 0) return { diagnostics: wrong, records: [] };
  const both = await openProject(root, { only, languages, formats: [] });
  const { opened } = both;
  // The file is committed, and a hash of a confidential page would tell whoever guesses its numbers that they are right.
  const found = [...both.diagnostics, ...notConfidential(both, only)];
  if (opened === undefined || hasErrors(found)) return { diagnostics: found, records: [] };
  const { made, diagnostics: said } = await printAll(opened, options);
  const diagnostics = [...found, ...said.filter(({ code }) => code !== 'accessibility/stale')];
  if (hasErrors(diagnostics)) return { diagnostics: sortDiagnostics(diagnostics), records: [] };
  const records: WrittenRecord[] = [];
  const date = new Date(env.SOURCE_DATE_EPOCH ? Number(env.SOURCE_DATE_EPOCH) * 1000 : Date.now())
    .toISOString()
    .slice(0, 10);
  // One browser at a time: each looks at a page nine times.
  for (const { target, page, pdf } of made) {
    const checks = await checkReport({ page, ...(pdf && { pdf }), date, env }, examiners);
    records.push({ ...targetName(target), page: pageHash(page), checks });
  }
  const { files, project } = opened;
  const before = (await files.project.exists(accessibilityFile))
    ? await files.project.readText(accessibilityFile, files.limits.textBytes)
    : '';
  await writeFiles(root, { [accessibilityFile]: recordText(before, records, isIn(project)) });
  return { diagnostics: sortDiagnostics([...diagnostics, ...unmade(made, records)]), records };
}

interface Printed {
  readonly target: Target;
  readonly page: string;
  readonly pdf?: Uint8Array;
}

async function printAll(
  opened: OpenProject,
  { env, progress, session = openSession(env) }: AccessibilityOptions,
): Promise<{ readonly made: readonly Printed[]; readonly diagnostics: readonly Diagnostic[] }> {
  const project = {
    ...opened.project,
    records: {
      ...opened.project.records,
      accessibility: opened.targets.map((target) => recordOf(opened.project, target)),
    },
  };
  const printing: Promise<readonly (Printed & { readonly said: readonly Diagnostic[] })[]>[] = [];
  const take: CompileOptions['take'] = ({ check }, shared) => {
    const print = async () => {
      const { target, report, data, editions, diagnostics, host } = await check();
      if (report === undefined || hasErrors(diagnostics)) return [];
      const printed = await makeReportOutputs(
        finishedReport(report, { data, editions, source: shared.data }, session),
        { session, project, progress },
        host,
      );
      const pdf = printed.files.find(({ format }) => someFormat('hasPages', [format]))?.bytes;
      return [{ target, page: printed.page, ...(pdf && { pdf }), said: printed.diagnostics }];
    };
    printing.push(markAsHandled(print()));
  };
  try {
    const wantsBrowser = wantsPrint(opened.targets);
    const compiled = await compile(
      session,
      { ...opened, project },
      { tolerant: false, wantsBrowser, wantsPages: true, progress, take },
    );
    const made = (await Promise.all(printing)).flat();
    const diagnostics = [
      ...compiled.aboutData,
      ...compiled.made.flatMap((each) => each.diagnostics),
      ...made.flatMap(({ said }) => said),
    ];
    return { made, diagnostics };
  } finally {
    await session.rest();
  }
}

/** The record of a report before this run, or one that knows nothing. */
function recordOf({ records }: Project, target: Target): AccessibilityRecord {
  const about = targetName(target);
  const known = records?.accessibility?.find((each) => isSameTarget(each, about));
  const position = { file: accessibilityFile, line: 1, column: 1 };
  const empty = { checks: [], manual: [], limitations: [] };
  return known ?? { ...about, page: '', ...empty, position };
}

const isIn =
  ({ reports, languages }: Project) =>
  ({ report: wanted, item, language }: TargetName): boolean => {
    const report = reports.find(({ id }) => id === wanted);
    const isItem = report !== undefined && itemsOf(report).some((each) => each?.slug === item);
    return isItem && languages.includes(language);
  };

/** What of the programs this machine does not have, each with how to get it. */
const absent: Partial<Record<CheckedPart, { readonly name: string; readonly hint: string }>> = {
  browser: { name: 'axe-core', hint: 'install it beside Tallybook: `npm install axe-core`' },
  'pdf-ua': {
    name: 'veraPDF',
    hint: 'install it from https://verapdf.org/software/, or name it in `VERAPDF`',
  },
};

function unmade(made: readonly Printed[], records: readonly WrittenRecord[]): Diagnostic[] {
  const hasPdf = made.some(({ pdf }) => pdf !== undefined);
  return (Object.keys(checkedParts) as CheckedPart[]).flatMap((part): Diagnostic[] => {
    const program = absent[part];
    if (program === undefined || (part === 'pdf-ua' && !hasPdf)) return [];
    if (records.some(({ checks }) => checks.some(({ of }) => of === part))) return [];
    return [
      problem(
        'accessibility/unchecked',
        { file: accessibilityFile, line: 1, column: 1 },
        {
          name: program.name,
          thePage: part === 'browser' ? 'the page in a browser' : 'PDF/UA-1 and PDF/A-2a',
        },
        { hint: program.hint },
      ),
    ];
  });
}
