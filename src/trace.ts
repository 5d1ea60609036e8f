import { join } from 'node:path';
import { targetPaths } from './build/output-paths.js';
import { pagesFile, parsePageMaps } from './build/page-maps.js';
import { openWorkshop } from './build/workshop.js';
import { type Draft, illustrate, writeText } from './build/write-report.js';
import type { PublishedData } from './datasets/dataset.js';
import { prepare } from './datasets/prepare.js';
import { type Diagnostic, hasErrors } from './diagnostics.js';
import type { Host } from './host/host.js';
import { createHost } from './host/node-host.js';
import { readPrevious } from './host/output.js';
import { screenNumerals } from './outputs/ledger/printed-numerals.js';
import type { Project, Target } from './project/project.js';
import { resolveProject } from './project/resolve.js';
import { targets } from './project/targets.js';
import { type Answer, answersOf } from './trace/answer.js';
import { lookUpIn } from './trace/look-up.js';
import { findNumbers, readQuery } from './trace/query.js';
import { traceNumbers } from './trace/trace-numbers.js';
import type { TracedNumber } from './trace/traced.js';

export interface TraceOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly report: string;
  /** Undefined for the first language of the project. */
  readonly language: string | undefined;
  /** As typed: `54`, `page 12`, `templates/x.md:41`. */
  readonly query: string;
}

export interface TraceResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly answers: readonly Answer[];
}

/**
 * Where a report prints a number and how that came about, from the project as it is now: it is written again, without a
 * browser. Pages are those of the last PDF that was built. Rejects with an `EnvironmentProblem`.
 */
export async function trace({ root, report, language, query }: TraceOptions): Promise<TraceResult> {
  const resolved = await resolveProject(createHost(root));
  const project = resolved.value;
  if (hasErrors(resolved.diagnostics) || project === undefined) return fail(resolved.diagnostics);
  const host = createHost(root, project.limits);
  const languages = language === undefined ? project.languages.slice(0, 1) : [language];
  const selected = targets(project, { only: [report], languages, formats: [] });
  const [target] = selected.value;
  if (hasErrors(selected.diagnostics) || target === undefined) return fail(selected.diagnostics);
  const data = await prepare(
    { path: project.data, position: project.dataPosition, edition: project.edition },
    host,
  );
  if (hasErrors(data.diagnostics)) return fail(data.diagnostics);
  const written = await write(project, target, data.value, host);
  if (written.draft === undefined) return fail(written.diagnostics);
  const numbers = await numbersOf(written.draft, root, project);
  const found = findNumbers(readQuery(query), numbers);
  if (found.length === 0) return fail([nothing(query, target)]);
  return { diagnostics: [], answers: answersOf(found, numbers, lookUpIn(data.value)) };
}

const fail = (diagnostics: readonly Diagnostic[]): TraceResult => ({ diagnostics, answers: [] });

/** Templates with errors can be traced as far as they are understood. */
async function write(
  project: Project,
  target: Target,
  data: PublishedData,
  host: Host,
): Promise<{ readonly draft: Draft | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const workshop = openWorkshop({
    wantsPdf: false,
    limits: project.limits,
    env: process.env,
    warn: () => {},
  });
  try {
    const written = await writeText({ project, target, data, draft: false }, host);
    const { value, diagnostics } = await illustrate(written, workshop.draw);
    return { draft: value, diagnostics };
  } finally {
    await workshop.close();
  }
}

async function numbersOf(draft: Draft, root: string, project: Project): Promise<readonly TracedNumber[]> {
  const known = parsePageMaps(await readPrevious(join(root, project.output), pagesFile));
  const pages = known[targetPaths(draft.target).folder] ?? {};
  return traceNumbers(screenNumerals(draft.document, draft.language), {
    pages,
    positions: draft.content.positions,
  });
}

function nothing(query: string, { report }: Target): Diagnostic {
  return {
    severity: 'error',
    code: 'trace/nothing',
    message: `Unexpected \`${query}\`, expected a number, page or line that \`${report.id}\` has`,
    position: { file: report.template, line: 1, column: 1 },
    hint: 'type a number as it is printed, `page 12`, or a place such as `templates/text.md:41`',
  };
}

export type { Answer, AnswerCell, AnswerPlace, AnswerStep } from './trace/answer.js';
