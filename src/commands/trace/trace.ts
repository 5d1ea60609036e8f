import { join } from 'node:path';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { readPrevious } from '../../host/output.js';
import type { Project, Target } from '../../model/project.js';
import { paperNumerals, screenNumerals } from '../../outputs/ledger/printed-numerals.js';
import { parseNumbers } from '../../outputs/ledger/schema.js';
import { resolveProject } from '../../project/resolve.js';
import { targets } from '../../project/targets.js';
import { compareWithPrevious } from '../../session/compare-editions.js';
import { targetPaths } from '../../session/output-paths.js';
import { pagesFile, parsePageMaps } from '../../session/page-maps.js';
import { prepareData } from '../../session/prepare-data.js';
import { openWorkshop } from '../../session/workshop.js';
import { type Draft, illustrate, writeText } from '../../session/write-report.js';
import { type Answer, answersOf } from './answer.js';
import { lookUpIn } from './look-up.js';
import { findNumbers, readQuery } from './query.js';
import { traceNumbers } from './trace-numbers.js';
import type { LookUp, TracedNumber } from './traced.js';

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
export async function trace({ query, ...options }: TraceOptions): Promise<TraceResult> {
  const { traced, diagnostics } = await traceable(options);
  if (traced === undefined) return { diagnostics, answers: [] };
  const found = findNumbers(readQuery(query), traced.numbers);
  if (found.length === 0) return { diagnostics: [nothing(query, traced.target)], answers: [] };
  return { diagnostics: [], answers: answersOf(found, traced.numbers, traced.lookUp) };
}

/** Everything that can be asked of a report. */
export interface Traced {
  readonly target: Target;
  /** Every numeral of the page, then those that only the PDF shows: what `numbers.json` lists. */
  readonly numbers: readonly TracedNumber[];
  readonly lookUp: LookUp;
}

interface Outcome {
  readonly traced?: Traced;
  readonly diagnostics: readonly Diagnostic[];
}

/** The numerals of a report with their places, in the order of `numbers.json`. Rejects with an `EnvironmentProblem`. */
export async function traceable({ root, report, language }: Omit<TraceOptions, 'query'>): Promise<Outcome> {
  const resolved = await resolveProject(createHost(root));
  const project = resolved.value;
  if (hasErrors(resolved.diagnostics) || project === undefined) return { diagnostics: resolved.diagnostics };
  const host = createHost(root, project.limits);
  const languages = language === undefined ? project.languages.slice(0, 1) : [language];
  const selected = targets(project, { only: [report], languages, formats: [] });
  const [target] = selected.value;
  if (hasErrors(selected.diagnostics) || target === undefined) return { diagnostics: selected.diagnostics };
  const prepared = await prepareData(
    { path: project.data, position: project.dataPosition, edition: project.edition },
    host,
  );
  if (hasErrors(prepared.diagnostics)) return { diagnostics: prepared.diagnostics };
  const compared = await compareWithPrevious(project, prepared.value, host);
  const { data, editions } = compared;
  const written = await write({ project, target, data, editions, about: prepared.about, draft: false }, host);
  if (written.draft === undefined) return { diagnostics: written.diagnostics };
  const numbers = await numbersOf(written.draft, root, project);
  return { traced: { target, numbers, lookUp: lookUpIn(data, editions.previous) }, diagnostics: [] };
}

/** Templates with errors can be traced as far as they are understood. */
async function write(
  input: Parameters<typeof writeText>[0],
  host: Host,
): Promise<{ readonly draft: Draft | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const workshop = openWorkshop({
    wantsPdf: false,
    limits: host.limits,
    env: process.env,
    warn: () => {},
  });
  try {
    const written = await writeText(input, host);
    const { value, diagnostics } = await illustrate(written, workshop.draw, host.limits);
    return { draft: value, diagnostics };
  } finally {
    await workshop.close();
  }
}

async function numbersOf(draft: Draft, root: string, project: Project): Promise<readonly TracedNumber[]> {
  const { document, language, target } = draft;
  const output = join(root, project.output);
  const paths = targetPaths(target);
  const known = parsePageMaps(await readPrevious(output, pagesFile));
  const pages = known[paths.folder] ?? {};
  const printed = parseNumbers(await readPrevious(output, paths.json));
  // Two at the foot of each page: its number, and that of the last.
  const pageCount = (printed?.numbers.filter(({ place }) => place === 'page-number').length ?? 0) / 2;
  const paper = target.formats.includes('pdf') ? paperNumerals(document, language, { pages, pageCount }) : [];
  return traceNumbers([...screenNumerals(document, language), ...paper], {
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

export type { Answer, AnswerCell, AnswerPlace, AnswerStep } from './answer.js';
