import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import type { Target } from '../../model/project/project.js';
import { reportName, targetName } from '../../model/project/target-name.js';
import { problem } from '../../problems/problem.js';
import { targets } from '../../project/targets.js';
import { compileUnchecked } from '../../session/compile.js';
import { finishedReport } from '../../session/finished-report.js';
import { openProject, partsOf } from '../../session/open-project.js';
import { openSession, type Session } from '../../session/session.js';
import { type Answer, answersOf } from './answer.js';
import { findNumbers, readQuery } from './query.js';
import { type LookUp, lookUpIn, numbersOf, type TracedNumber } from './traced.js';

export interface TraceOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly report: string;
  /** Undefined for the first language of the project. */
  readonly language: string | undefined;
  /** As typed: `54`, `page 12`, `templates/x.md:41`. */
  readonly query: string;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
  /** One that is open already; it is put to rest. */
  readonly session?: Session;
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
  const found = findNumbers(readQuery(query), traced.numbers, (cell) => traced.lookUp(cell)?.sources ?? []);
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
export async function traceable({
  root,
  report,
  language,
  env,
  session: own,
}: Omit<TraceOptions, 'query'>): Promise<Outcome> {
  const found = await openProject(root, { only: [report], languages: [], formats: [] });
  const [opened] = partsOf(found);
  if (opened === undefined) return { diagnostics: found.diagnostics };
  const { project } = opened;
  const languages = language === undefined ? project.languages.slice(0, 1) : [language];
  const selected = targets(project, { only: [report], languages, formats: [] });
  const [target] = selected.value;
  if (hasErrors(selected.diagnostics) || target === undefined) return { diagnostics: selected.diagnostics };
  if (selected.value.length > 1) return { diagnostics: [oneOfMany(selected.value, target)] };
  const session = own ?? openSession(env);
  try {
    // What is only said of a report changes no number.
    const compiled = await compileUnchecked(session, { ...opened, targets: [target] }, { tolerant: false });
    if (hasErrors(compiled.aboutData)) return { diagnostics: compiled.aboutData };
    // Templates with errors can be traced as far as they are understood.
    const [made] = compiled.made;
    if (made?.report === undefined) return { diagnostics: made?.diagnostics ?? [] };
    const { report, data, editions } = made;
    const finished = finishedReport(report, { data, editions, source: compiled.data }, session);
    const numbers = await numbersOf(finished, root, project);
    return { traced: { target, numbers, lookUp: lookUpIn(data, editions.previous) }, diagnostics: [] };
  } finally {
    await session.rest();
  }
}

/** Of a report that is made for many, each item has numbers of its own. */
function oneOfMany(targets: readonly Target[], { report, item }: Target): Diagnostic {
  const example = `${report.id}/${item?.slug}`;
  return problem('project/unknown-target.report', report.position, {
    id: report.id,
    count: targets.length,
    example,
  });
}

function nothing(query: string, target: Target): Diagnostic {
  const { report } = target;
  return problem(
    'trace/nothing',
    { file: report.template, line: 1, column: 1 },
    { query, reportName: reportName(targetName(target)) },
  );
}

export type { Answer, AnswerCell, AnswerPlace, AnswerStep } from './answer.js';
