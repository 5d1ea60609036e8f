import { type Diagnostic, eachOnce, hasErrors, sortDiagnostics } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { cellOrigin, originPosition } from '../../model/dataset/cell.js';
import { cellAddress } from '../../model/dataset/cell-address.js';
import type { PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { formatsWith } from '../../model/dataset/formats.js';
import { isNumeric } from '../../model/dataset/value.js';
import type { CellKey } from '../../model/quantity.js';
import { targetPaths } from '../../outputs/paths.js';
import { problem } from '../../problems/problem.js';
import { variableProblems } from '../../project/variables.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { compile } from '../../session/compile.js';
import type { CompileOptions } from '../../session/compile-options.js';
import { finishedReport } from '../../session/finished-report.js';
import { keepTrees } from '../../session/keep-trees.js';
import type { CompiledReport } from '../../session/made-report.js';
import { makeReportOutputs } from '../../session/make-report-outputs.js';
import { type OpenProject, openProject, partsOf } from '../../session/open-project.js';
import { openOutput, outputFolderProblems } from '../../session/output-folder.js';
import type { Progress } from '../../session/progress.js';
import { markAsHandled } from '../../session/promises.js';
import { openSession, type Session } from '../../session/session.js';

export interface CheckOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** List data cells that no report uses. */
  readonly unused?: boolean;
  /** Print the reports, and list what is wrong with their pages. */
  readonly layout?: boolean;
  /** Keep what each stage made in `.debug/` of the output folder. */
  readonly debug: boolean;
  readonly progress: Progress;
  /** Takes a line about what the check waits for. */
  readonly say?: (line: string) => void;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
  /** One that is open already; it is put to rest. */
  readonly session?: Session;
  /** What it reads in place of the folder. */
  readonly files?: Host;
}

export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Those of the project, once it was read: how many problems are printed is one of them. */
  readonly limits?: ResourceLimits;
  /** Those that could be made. */
  readonly reports?: readonly CompiledReport[];
}

/** Reports every problem of a project without writing outputs. Rejects with an `EnvironmentProblem`. */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const { root, env } = options;
  const wrong = variableProblems(env);
  if (wrong.length > 0) return { diagnostics: wrong };
  const all = { only: [], languages: [], formats: [] };
  const found = await openProject(root, all, options.files);
  const { opened, project } = found;
  const result = project && { limits: project.limits };
  if (opened === undefined) return { ...result, diagnostics: found.diagnostics };
  const parts = partsOf(found);
  const folders = parts.flatMap((part) => outputFolderProblems(root, part.project));
  const diagnostics = [...found.diagnostics, ...folders];
  if (hasErrors(diagnostics)) return { ...result, diagnostics };
  const session = options.session ?? openSession(env);
  try {
    const checked: CheckedPart[] = [];
    for (const part of parts) checked.push(await checkPart(part, session, options));
    const unused = options.unused === true ? unusedIn(checked) : [];
    const said = [...diagnostics, ...checked.flatMap((each) => each.diagnostics), ...unused];
    const reports = checked.flatMap((each) => each.reports);
    return { ...result, diagnostics: sortDiagnostics(eachOnce(said)), reports };
  } finally {
    await session.rest();
  }
}

interface CheckedPart {
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined where they could not be read. */
  readonly data: PublishedData | undefined;
  readonly reports: readonly CompiledReport[];
}

/** Checks the reports for one audience. */
async function checkPart(
  opened: OpenProject,
  session: Session,
  { words = false, layout, debug, progress, say = () => {} }: CheckOptions,
): Promise<CheckedPart> {
  const { root, project } = opened;
  // What is kept for debugging is written, by one process at a time.
  const lock = debug ? await openOutput(root, project, say) : undefined;
  try {
    const look = layout === true ? lookAtPages(session, opened, progress) : undefined;
    const { aboutData, data, made } = await compile(session, opened, {
      tolerant: false,
      words,
      progress,
      wantsBrowser: look !== undefined,
      ...(look && { take: look.take }),
    });
    const ofPages = (await look?.found()) ?? [];
    const reports = made.flatMap(({ report }) => report ?? []);
    const isReadable = !hasErrors(aboutData);
    if (debug && isReadable) await keepTrees(root, project, data, reports);
    const diagnostics = [...aboutData, ...made.flatMap((each) => each.diagnostics), ...ofPages];
    return { diagnostics, data: isReadable ? data : undefined, reports };
  } finally {
    lock?.release();
  }
}

/** Cells that no report uses, for whomever it is; those of the data that the last of the audiences may see, who sees most. */
function unusedIn(checked: readonly CheckedPart[]): Diagnostic[] {
  const data = checked.at(-1)?.data;
  return data === undefined
    ? []
    : unusedCells(
        data,
        checked.flatMap(({ reports }) => reports),
      );
}

/** Prints the reports of a compile, and keeps nothing but what is wrong with their pages. */
interface PageLook {
  readonly take: NonNullable<CompileOptions['take']>;
  found(): Promise<readonly Diagnostic[]>;
}

/** What looks at the pages of a project, also where builds are to keep silent about them. Reports with errors have none. */
function lookAtPages(session: Session, opened: OpenProject, progress: Progress): PageLook {
  const printing: Promise<readonly Diagnostic[]>[] = [];
  const targets = opened.targets.flatMap(({ report, ...target }) => {
    const formats = formatsWith('hasPages', target.formats);
    const layout = report.layout === 'off' ? 'warn' : report.layout;
    return formats.length === 0 ? [] : [{ ...target, formats, report: { ...report, layout } }];
  });
  const wanted = new Map(targets.map((target) => [targetPaths(target).folder, target]));
  return {
    take: ({ check }, shared) => {
      const print = async (): Promise<readonly Diagnostic[]> => {
        const { report, data, editions, diagnostics, host } = await check();
        const target = report && wanted.get(targetPaths(report.target).folder);
        if (report === undefined || target === undefined || hasErrors(diagnostics)) return [];
        const { project } = opened;
        const finished = {
          ...finishedReport(report, { data, editions, source: shared.data }, session),
          target,
        };
        return (await makeReportOutputs(finished, { session, project, progress }, host)).diagnostics;
      };
      printing.push(markAsHandled(print()));
    },
    found: async () => (await Promise.all(printing)).flat(),
  };
}

/** Rows that a note names one by one. */
const namedLines = 5;

/**
 * The data cells with a number that no number of any of these reports rests on, and no claim was tested on: one note for each
 * measure. Cells that Tallybook derived are not data, and what a query reads is of use.
 */
export function unusedCells(data: PublishedData, reports: readonly CompiledReport[]): Diagnostic[] {
  const used = new Set(reports.flatMap(cellsOf).map(addressOf));
  const read = new Set(Object.values(data).flatMap(({ query }) => query?.reads ?? []));
  return Object.values(data)
    .filter(({ name }) => !read.has(name))
    .filter((dataset) => dataset.rows.every(({ derivations }) => derivations === undefined))
    .flatMap((dataset) => unusedOf(dataset, used));
}

/** Every cell that a report answers with. The cells of a calculation include those of its operands. */
function cellsOf({ document, content }: CompiledReport): CellKey[] {
  return [
    ...document.ledger.flatMap(({ quantity }) => quantity.cells),
    ...content.claims.flatMap(({ cells }) => cells),
  ];
}

const addressOf = ({ dataset, field, keys }: CellKey): string =>
  cellAddress({ dataset, measure: field, keys });

function unusedOf(dataset: PublishedDataset, used: ReadonlySet<string>): Diagnostic[] {
  return dataset.fields.flatMap((field): Diagnostic[] => {
    if (field.role !== 'measure') return [];
    const rows = dataset.rows.filter(({ keys, measures }) => {
      const value = measures[field.name];
      if (value === undefined || !isNumeric(value)) return false;
      return !used.has(cellAddress({ dataset: dataset.name, measure: field.name, keys }));
    });
    const [first] = rows;
    if (first === undefined) return [];
    const lines = rows.map(({ origin }) => origin.line).sort((a, b) => a - b);
    const more = lines.length > namedLines ? ` and ${lines.length - namedLines} more` : '';
    const cells = rows.length === 1 ? '1 cell' : `${rows.length} cells`;
    return [
      problem('data/unused', originPosition({ ...cellOrigin(first, field.name), line: lines[0] ?? 1 }), {
        cells,
        name: field.name,
        lines: lines.slice(0, namedLines).join(', '),
        more,
      }),
    ];
  });
}
