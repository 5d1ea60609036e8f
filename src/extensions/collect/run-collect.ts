import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { shownPath } from '../../cli/shown-path.js';
import { visible } from '../../control-characters.js';
import { columnNumber, type Diagnostic, hasErrors, listNames } from '../../diagnostics.js';
import { listTree } from '../../host/files/tree.js';
import { FileProblem, type Host } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { replaceText } from '../../host/publication/replace-text.js';
import { writeFiles } from '../../host/publication/write-files.js';
import type { ReadWorkbook } from '../../inputs/workbook/format.js';
import type { Language } from '../../language/language.js';
import { csvRow } from '../../model/csv-row.js';
import { problem } from '../../problems/problem.js';
import { WorkbookWorker } from '../../session/workers/workbook-worker.js';
import type { ReturnForm } from '../return-form.js';
import { acceptedFiles } from './accept.js';
import { boardProject } from './board.js';
import { fileName, openCollecting, prepareCollecting } from './collect.js';
import { readReturn } from './form-workbook.js';
import {
  type Merged,
  mergeReturns,
  type ProposedChange,
  type Returned,
  type ReturnProblem,
} from './merge-returns.js';

interface CollectRequest extends SharedRequest {
  readonly command: 'collect';
  readonly step: 'prepare' | 'merge';
  /** As typed: where workbooks go, or where those lie that came back. */
  readonly folder: string;
  /** As typed. */
  readonly project: string;
  /** The day by which they are due: `2016-01-31`. */
  readonly due: string | undefined;
  readonly language: string | undefined;
  /** Institutions whose values are taken over. */
  readonly accept: readonly string[];
}

/** Writes the forms of institutions, or merges what came back. Returns 1 where something has to be mended. */
export async function runCollect(request: CollectRequest, terminal: Printing): Promise<0 | 1> {
  const { project, folder: typed, due, language, json, quiet } = request;
  const root = resolve(terminal.cwd, project);
  const folder = resolve(terminal.cwd, typed);
  const shown = visible(shownPath('.', folder, terminal.cwd));
  const say = (line: string): void => {
    if (!quiet) terminal.err(line);
  };
  if (request.step === 'prepare') {
    const options = { root, folder, shown, due, language, env: terminal.env };
    const { diagnostics, files } = await prepareCollecting(options);
    printDiagnostics(diagnostics, json, root, terminal);
    if (diagnostics.length > 0) return 1;
    say(`Wrote ${files.length} ${files.length === 1 ? 'workbook' : 'workbooks'} to ${shown}`);
    return 0;
  }
  const { accept } = request;
  const result = await mergeCollected({ root, folder, due, language, accept });
  printDiagnostics(result.aboutProject, json, root, terminal);
  printDiagnostics(result.aboutReturns, json, folder, terminal);
  if (json) terminal.json({ states: result.states, changes: result.changes, written: result.written });
  if (result.written.length > 0) {
    const counts = Object.entries(result.states).map(([state, count]) => `${count} ${state}`);
    const taken =
      accept.length > 0 && !hasErrors(result.aboutProject)
        ? `, of which those of ${accept.join(', ')} were taken over`
        : '';
    say(
      `${counts.join(', ')}; ${result.changes} new values${taken}. The proposal is in data/incoming, its board in data/incoming/board`,
    );
  }
  return hasErrors([...result.aboutProject, ...result.aboutReturns]) ? 1 : 0;
}

interface MergeResult {
  /** About the project; positions are relative to it. */
  readonly aboutProject: readonly Diagnostic[];
  /** About the workbooks; positions are relative to their folder. */
  readonly aboutReturns: readonly Diagnostic[];
  /** How many items are in which state. */
  readonly states: Readonly<Record<string, number>>;
  /** Values that differ from those of the project. */
  readonly changes: number;
  /** What was written, relative to the project. */
  readonly written: readonly string[];
}

/**
 * Holds the workbooks of a folder against what was asked, and writes what it proposes into `data/incoming/`, with a board of
 * what is there. Files of data change only for the institutions that are accepted, none of which may contradict anything.
 * Rejects with an `EnvironmentProblem`.
 */
async function mergeCollected({
  root,
  folder,
  due,
  language: tag,
  accept,
}: Pick<CollectRequest, 'folder' | 'due' | 'language' | 'accept'> & {
  readonly root: string;
}): Promise<MergeResult> {
  const nothing = { aboutReturns: [], states: {}, changes: 0, written: [] };
  const opened = await openCollecting(root, tag);
  if ('diagnostics' in opened) return { ...nothing, aboutProject: opened.diagnostics };
  const { forms, resources, host, language } = opened;
  const names = (await listTree(folder)).filter((path) => /^[^~.].*\.(?:xlsx|xlsm|ods)$/i.test(path));
  const files = createHost(folder).project;
  const workbooks: Record<string, Uint8Array> = {};
  const unread: Diagnostic[] = [];
  for (const name of [...names].sort()) {
    try {
      workbooks[name] = await files.read(name, host.limits.dataBytes);
    } catch (problem) {
      if (!(problem instanceof FileProblem)) throw problem;
      unread.push(unreadable(name, problem));
    }
  }
  const worker = new WorkbookWorker();
  try {
    const {
      merged,
      diagnostics,
      files: proposed,
    } = await mergeWorkbooks(workbooks, forms, { language, host, read: worker.read, due });
    const refused = accept.flatMap((name) =>
      refusal(
        name,
        merged,
        forms.map(({ institution }) => institution),
      ),
    );
    const taken = merged.changes.filter(({ institution }) => accept.includes(institution));
    const accepted =
      refused.length > 0 ? { files: {}, diagnostics: [] } : await acceptedFiles(taken, resources, host);
    await writeFiles(root, proposed);
    // A byte order mark stays, and a link is followed to the file behind it.
    for (const [path, text] of Object.entries(accepted.files)) await replaceText(root, path, text);
    const all = { ...proposed, ...accepted.files };
    const states: Record<string, number> = {};
    for (const { state } of merged.items) states[state] = (states[state] ?? 0) + 1;
    return {
      aboutProject: [...refused, ...accepted.diagnostics],
      aboutReturns: [...unread, ...diagnostics],
      states,
      changes: merged.changes.length,
      written: Object.keys(all),
    };
  } finally {
    worker.close();
  }
}

/** What came back, held against what was asked. */
export interface MergedReturns {
  readonly merged: Merged;
  readonly diagnostics: readonly Diagnostic[];
  /** The proposal and the board, by their paths in the project. */
  readonly files: Readonly<Record<string, string>>;
}

/** Where a merge puts what it proposes. */
const incoming = 'data/incoming';

/** Reads workbooks, by their names, and proposes what to take over. */
export async function mergeWorkbooks(
  workbooks: Readonly<Record<string, Uint8Array>>,
  forms: readonly ReturnForm[],
  {
    language,
    host,
    read,
    due,
  }: {
    readonly language: Language;
    readonly host: Host;
    readonly read: ReadWorkbook;
    readonly due?: string | undefined;
  },
): Promise<MergedReturns> {
  const returns: Returned[] = [];
  const unread: Diagnostic[] = [];
  for (const [file, bytes] of Object.entries(workbooks)) {
    const found = await readReturn(file, bytes, { forms, language, limits: host.limits, read });
    if (!('fault' in found)) returns.push(found);
    else
      unread.push({
        severity: 'error',
        code: 'collect/workbook',
        message: found.fault,
        position: { file, line: 1, column: 1 },
      });
  }
  const merged = mergeReturns(forms, returns, due);
  const board = boardProject(forms, merged, forms[0]?.edition ?? 0);
  return {
    merged,
    diagnostics: [...unread, ...merged.problems.map(diagnosticOf)],
    files: {
      // Also of those that change nothing, so that no proposal of an earlier merge stays.
      ...Object.fromEntries(
        forms.map(({ institution }) => [
          `${incoming}/${fileName(institution)}.csv`,
          proposalText(merged.changes.filter((each) => each.institution === institution)),
        ]),
      ),
      ...Object.fromEntries(Object.entries(board).map(([path, text]) => [`${incoming}/board/${path}`, text])),
    },
  };
}

const codes = {
  value: 'collect/value',
  contradiction: 'collect/contradiction',
  missing: 'collect/missing',
  late: 'collect/late',
  unknown: 'collect/unknown',
} as const satisfies Record<ReturnProblem['about'], Diagnostic['code']>;

/** What is missing or late is nobody's mistake here, and a warning. */
function diagnosticOf({ about, place, message }: ReturnProblem): Diagnostic {
  const [, file = place, sheet, letters = 'A', row = '1'] =
    /^(.+?\.\w+)(?: (.+)!([A-Z]+)(\d+))?$/.exec(place) ?? [];
  return {
    severity: about === 'missing' || about === 'late' ? 'warning' : 'error',
    code: codes[about],
    message,
    position: {
      file,
      line: Number(row),
      column: columnNumber(letters),
      ...(sheet === undefined ? {} : { sheet }),
    },
  };
}

function proposalText(changes: readonly ProposedChange[]): string {
  const lines = changes.map(({ resource, keys, field, before, after, place }) =>
    csvRow([resource, Object.values(keys).join(' '), field, before, after, place]),
  );
  return `${['dataset,key,field,before,after,from', ...lines].join('\n')}\n`;
}

/** The other workbooks are read all the same. */
const unreadable = (file: string, { reason, found }: FileProblem): Diagnostic =>
  problem(
    reason === 'outside' ? 'collect/workbook.link' : 'collect/workbook.workbook',
    { file, line: 1, column: 1 },
    { file, found: found === '' ? 'a file that cannot be read' : found },
  );

/** Why the values of an institution are not taken over. */
function refusal(name: string, { items, problems }: Merged, known: readonly string[]): Diagnostic[] {
  if (!known.includes(name))
    return [
      problem(
        'collect/accept.institution',
        { file: incoming, line: 1, column: 1 },
        { name, known: listNames(known) },
      ),
    ];
  const isWrong =
    items.some(({ institution, state }) => institution === name && state === 'contradictory') ||
    problems.some(({ institution, about }) => institution === name && about === 'unknown');
  return isWrong
    ? [problem('collect/accept.contradictions', { file: incoming, line: 1, column: 1 }, { name })]
    : [];
}
