/**
 * Tallybook as a library, for programs that build reports: what `import` of the package gives. The guide is `docs/api.md`.
 * Nothing else of the package is promised to stay as it is.
 */
import { resolve } from 'node:path';
import { build as buildProject } from './commands/build/build.js';
import { check as checkProject } from './commands/check/check.js';
import { verify as verifyOutput } from './commands/verify/verify.js';
import { type Diagnostic, eachOnce, sortDiagnostics } from './diagnostics.js';
import type { PublishedData } from './model/dataset/dataset.js';
import type { Format } from './model/dataset/formats.js';
import { targetName } from './model/project/target-name.js';
import type { Document } from './model/tree/document.js';
import { variableProblems } from './project/variables.js';
import { type Compiled, compile as compileProject } from './session/compile.js';
import { openProject, partsOf } from './session/open-project.js';
import type { Progress } from './session/progress.js';
import { openSession as openWork, type Session as Work } from './session/session.js';

/** Which reports of a project are meant; what is left out means all. */
export interface Selection {
  /** Ids of reports. */
  readonly only?: readonly string[];
  readonly languages?: readonly string[];
  readonly formats?: readonly Format[];
}

/** What a compile or a build may be asked. */
export interface Request extends Selection {
  /** Faults that leave a report readable are warnings, and every page says that it is a draft. */
  readonly draft?: boolean;
  /** Takes each step as it begins and ends. */
  readonly progress?: Progress;
}

/** A report in one language, as a tree. */
export interface CompiledReport {
  readonly report: string;
  /** The slug of an item, of a report that is made for many. */
  readonly item?: string;
  readonly language: string;
  /** Where it is not for publication. */
  readonly audience?: 'confidential';
  /**
   * Numbered and resolved: what every output is made from. Its tree is mdast, with nodes for numbers, tables and charts; its
   * ledger has every printed quantity with the cells that it rests on.
   */
  readonly document: Document;
}

export interface CompileResult {
  /** In the order of files and lines; with an error among them a report may be missing. */
  readonly diagnostics: readonly Diagnostic[];
  /** The data that may be published, or with every count where confidential reports alone were asked for; empty where they could not be read. */
  readonly data: PublishedData;
  readonly reports: readonly CompiledReport[];
}

export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
}

/** What came of a build: with an error among the diagnostics nothing was written, but for public reports where confidential ones have it. */
export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What stands in the output folder for what was asked; `path` is relative to `output`, `pages` are those of a PDF. */
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly pages?: number }[];
  /** The output folder, relative to the project. */
  readonly output: string;
  /** The same of the confidential reports, where public ones were built beside them. */
  readonly confidential?: Pick<BuildResult, 'output' | 'outputs'>;
  /** The same of those under embargo, where others were built beside them. */
  readonly embargoed?: Pick<BuildResult, 'output' | 'outputs'>;
  /** True when all of it was there already, made from the same inputs, so that nothing was done. */
  readonly upToDate: boolean;
}

/** What verifying an output folder found; positions are relative to it. */
export interface VerifyResult {
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256 of the manifest, which names the hashes of all else; undefined where there is none. */
  readonly digest: string | undefined;
}

/**
 * Works on projects again and again: what it made before from the same inputs is not made again, whichever of these
 * asks. Folders are absolute, or relative to the current one. Each rejects with an `EnvironmentProblem` where the machine
 * fails.
 */
export interface Session {
  /** The reports as trees, without writing anything or starting a browser. */
  compile(folder: string, request?: Request): Promise<CompileResult>;
  /** Every problem of a project, without writing anything. */
  check(folder: string): Promise<CheckResult>;
  /** Writes the outputs of a project into its output folder, and confidential ones into theirs: of each all or none. */
  build(folder: string, request?: Request): Promise<BuildResult>;
  /** Ends what still runs beside the program. What was remembered stays, so that the session can be used again. */
  rest(): Promise<void>;
}

/** Opens a session with these variables of the environment, those of the program where none are given. */
export function openSession(env: Record<string, string | undefined> = process.env): Session {
  const session = openWork(env);
  return {
    compile: (folder, request = {}) => compileIn(session, folder, request),
    check: async (folder) => {
      const { diagnostics } = await checkProject({
        root: resolve(folder),
        debug: false,
        progress: () => {},
        env,
        session,
      });
      return { diagnostics };
    },
    build: async (folder, { draft = false, progress = () => {}, ...selection } = {}) => {
      const root = resolve(folder);
      const asked = { ...all, ...selection, root, draft, progress, debug: false, env, session };
      const { diagnostics, outputs, output, embargoed, confidential, upToDate } = await buildProject(asked);
      return {
        ...{ diagnostics, outputs, output, upToDate },
        ...(embargoed && { embargoed }),
        ...(confidential && { confidential }),
      };
    },
    rest: () => session.rest(),
  };
}

/** `Session.compile` in a session of its own. */
export const compile = (folder: string, request: Request = {}): Promise<CompileResult> =>
  inSession((session) => session.compile(folder, request));

/** `Session.check` in a session of its own. */
export const check = (folder: string): Promise<CheckResult> => inSession((session) => session.check(folder));

/** `Session.build` in a session of its own. */
export const build = (folder: string, request: Request = {}): Promise<BuildResult> =>
  inSession((session) => session.build(folder, request));

/** Checks finished outputs from their files alone: hashes, pages, and every number against its cells. */
export async function verify(output: string): Promise<VerifyResult> {
  const { diagnostics, digest } = await verifyOutput({ root: resolve(output) });
  return { diagnostics, digest };
}

const all = { only: [], languages: [], formats: [] };

async function compileIn(
  session: Work,
  folder: string,
  { draft = false, progress = () => {}, ...selection }: Request,
): Promise<CompileResult> {
  const wrong = variableProblems(session.env);
  if (wrong.length > 0) return { diagnostics: wrong, data: {}, reports: [] };
  const found = await openProject(resolve(folder), { ...all, ...selection });
  const options = { tolerant: draft, draft, progress };
  const parts: Compiled[] = [];
  for (const part of partsOf(found)) parts.push(await compileProject(session, part, options));
  const made = parts.flatMap((part) => part.made);
  const said = [
    ...found.diagnostics,
    ...parts.flatMap(({ aboutData }) => aboutData),
    ...made.flatMap((each) => each.diagnostics),
  ];
  const reports = made.flatMap(({ report, target }): CompiledReport[] => {
    if (report === undefined) return [];
    const { audience } = target.report;
    return [{ ...targetName(target), ...(audience && { audience }), document: report.document }];
  });
  // The public part comes first.
  return { diagnostics: sortDiagnostics(eachOnce(said)), data: parts[0]?.data ?? {}, reports };
}

async function inSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const session = openSession();
  try {
    return await work(session);
  } finally {
    await session.rest();
  }
}

export { type Diagnostic, formatDiagnostic, hasErrors, type Position, type Severity } from './diagnostics.js';
export { EnvironmentProblem } from './host/host.js';
export type { PublishedData } from './model/dataset/dataset.js';
export type { Format } from './model/dataset/formats.js';
export type { LedgerEntry, Quantity } from './model/quantity.js';
export type { Document } from './model/tree/document.js';
export type { Progress, ProgressEvent } from './session/progress.js';
