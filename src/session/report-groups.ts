import { type Diagnostic, hasErrors } from '../diagnostics.js';
import { cachingHost } from '../host/caching-host.js';
import type { Host } from '../host/host.js';
import { type RecordingHost, recordHost, sortAnswers } from '../host/recording.js';
import { writtenForm } from '../language/serbian-latin.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { Project, Target } from '../model/project/project.js';
import { reportName, targetName } from '../model/project/target-name.js';
import { sha256 } from '../sha256.js';
import { type BegunReport, beginReport } from './begin-report.js';
import { languageDifferences } from './checks/language-differences.js';
import { unpublishedItems } from './checks/unpublished-items.js';
import { type CompileOptions, judged, weighed } from './compile-options.js';
import { type InLanguage, inLanguage, type SharedTexts } from './in-language.js';
import type { DataIn } from './index-pages.js';
import type { MadeReport, SharedData } from './made-report.js';
import { placeOf, reportOf } from './memo/memory-places.js';
import type { OpenProject } from './open-project.js';
import { compareData } from './prepare-data.js';
import type { Progress } from './progress.js';
import type { Session } from './session.js';

import { beginWorkerPool, templatesOf } from './workers/begin-worker-pool.js';

/** The languages of a report, or of one item of its matrix: what is compared, and in memory together. */
export interface ReportGroup {
  readonly targets: readonly Target[];
  /** Writes the texts of its targets; `take` gets each once it is written. */
  begin(take?: (begun: BegunReport) => void): Promise<readonly BegunReport[]>;
  /** Where its reports differ in more than their language. */
  differences(made: readonly MadeReport[]): readonly Diagnostic[];
  /** Lets go what the session remembers of its reports, for whoever makes more of them than memory holds. */
  forget(): void;
}

/** What groups rest on. With an error in `aboutData` there were none. */
interface SharedCompile extends SharedData {
  readonly aboutData: readonly Diagnostic[];
  /**
   * What is said of the texts of languages, whether or not a report was made in them: one that was finished before must not be published
   * in spite of it.
   */
  sayOfTexts(languages: readonly string[]): Promise<readonly Diagnostic[]>;
  readonly dataIn: DataIn;
}

/**
 * Compiles a project group by group, in the order of the targets where no other is asked for. `each` is called when it
 * has returned for the group before, so that it can hold the compile back. Nothing is kept here of a group that was
 * handed over.
 */
export async function compileGroups(
  session: Session,
  opened: OpenProject,
  options: CompileOptions,
  each: (group: ReportGroup, shared: SharedData) => Promise<void>,
  order: 'of targets' | 'longest first' = 'of targets',
): Promise<SharedCompile> {
  const { project, targets } = opened;
  keepApart(opened);
  const { progress = () => {} } = options;
  const judge = judged(options);
  const stops = (found: readonly Diagnostic[]): boolean => hasErrors(weighed(options)(found));
  const templates = await templatesOf(opened);
  // Started first, since it takes longest.
  const workerPool = await beginWorkerPool(session, opened, { ...options, templates });
  workerPool.getReady();
  progress({ step: 'data', state: 'begin', targets: targets.map(targetName) });
  const { spoken, diagnostics: aboutData, ...shared } = await compareData(session, opened, { judge, stops });
  progress({ step: 'data', state: 'end' });
  if (project.audience === undefined) refuseDisclosed(shared.data);
  const languages = new Languages(session, opened, { ...shared, spoken });
  const result: SharedCompile = {
    ...{ ...shared, aboutData },
    sayOfTexts: async (tags) => (await languages.problems(tags)).flatMap((found) => judge(found)),
    dataIn: (tag, host) => languages.dataIn(tag, host),
  };
  if (stops(aboutData)) return result;
  const all = { session, opened, settings: settingsOf(project), options, editions: shared.editions };
  const unpublished = unpublishedItems(targets, shared.data);
  const begin = async (target: Target): Promise<BegunReport> => {
    const { local, host } = await languages.open(target.language);
    const problem = unpublished.get(target);
    return problem === undefined
      ? await beginReport({ ...all, target, local }, judge, host)
      : unpublishedReport(target, problem, { local, host, progress });
  };
  const groups = groupsOf(targets);
  for (const group of order === 'longest first' ? longestFirst(groups, templates) : groups)
    await each(reportGroup(group, { session, opened, judge, begin }), shared);
  return result;
}

/** What a group of reports is made with. */
interface GroupTools {
  readonly session: Session;
  readonly opened: OpenProject;
  judge(found: readonly Diagnostic[]): readonly Diagnostic[];
  begin(target: Target): Promise<BegunReport>;
}

function reportGroup(targets: readonly Target[], { session, opened, judge, begin }: GroupTools): ReportGroup {
  return {
    targets,
    async begin(take = () => {}) {
      const begun: BegunReport[] = [];
      const release = session.idle.hold();
      try {
        // One after the other: a text takes the whole processor.
        for (const target of targets) {
          const each = await begin(target);
          take(each);
          begun.push(each);
        }
      } finally {
        release();
      }
      return begun;
    },
    differences: (made) => judge(languageDifferences(made)),
    forget() {
      for (const target of targets)
        for (const language of new Set([target.language, writtenForm(target.language)]))
          session.memory.forget(reportOf(opened.root, target, language));
    },
  };
}

/** A report of an item that is not published: there is nothing to write. */
function unpublishedReport(
  target: Target,
  problem: Diagnostic,
  { local, host, progress }: OpenLanguage & { readonly progress: Progress },
): BegunReport {
  for (const state of ['begin', 'end'] as const)
    progress({ step: 'compose', target: targetName(target), state });
  const { data, editions } = local;
  const made = { target, report: undefined, data, editions, diagnostics: [problem], host };
  const check = () => Promise.resolve(made);
  return { target, stands: Promise.resolve({ ...made, check }), check };
}

/** The data in a language, and a host with what they rest on among its answers. */
interface OpenLanguage {
  readonly local: InLanguage;
  readonly host: RecordingHost;
}

/** The data in each language of a compile, read when a report is first made in it. */
class Languages {
  readonly #session: Session;
  readonly #opened: OpenProject;
  readonly #shared: SharedTexts;
  readonly #machine: Host;
  readonly #known = new Map<string, OpenLanguage>();

  constructor(session: Session, opened: OpenProject, shared: SharedTexts) {
    this.#session = session;
    this.#opened = opened;
    this.#shared = shared;
    this.#machine = cachingHost(opened.files);
  }

  /** For a report: it rests on the texts of its language, whichever was the first for which they were read. */
  async open(tag: string): Promise<OpenLanguage> {
    const { local, host } = await this.#read(tag);
    return { local, host: withAnswers(recordHost(this.#machine), host) };
  }

  dataIn: DataIn = async (tag, host) => {
    const read = await this.#read(tag);
    return { data: read.local.data, host: withAnswers(host, read.host) };
  };

  /** What is said of the texts of languages, each once. */
  async problems(tags: readonly string[]): Promise<readonly (readonly Diagnostic[])[]> {
    const found: (readonly Diagnostic[])[] = [];
    for (const tag of new Set(tags)) found.push((await this.#read(tag)).local.diagnostics);
    return found;
  }

  async #read(tag: string): Promise<OpenLanguage> {
    const known = this.#known.get(tag);
    if (known !== undefined) return known;
    const host = recordHost(this.#machine);
    const of = { memory: this.#session.memory, root: placeOf(this.#opened), host };
    const read = { local: await inLanguage(tag, this.#shared, this.#opened.project, of), host };
    this.#known.set(tag, read);
    return read;
  }
}

/** A host that was asked what another was asked as well. */
const withAnswers = (host: RecordingHost, asked: RecordingHost): RecordingHost => ({
  ...host,
  answers: () => sortAnswers([...asked.answers(), ...host.answers()]),
});

/** Targets of one report, or item, stand beside each other. */
function groupsOf(targets: readonly Target[]): Target[][] {
  const groups: Target[][] = [];
  let last: string | undefined;
  for (const target of targets) {
    const id = reportName(targetName(target));
    if (id === last) groups.at(-1)?.push(target);
    else groups.push([target]);
    last = id;
  }
  return groups;
}

/** The longest template has most to draw and to print, which others do while the rest is written. */
function longestFirst(groups: Target[][], templates: ReadonlyMap<string, string>): Target[][] {
  const lengthOf = ([target]: readonly Target[]): number =>
    target === undefined ? 0 : (templates.get(target.report.template)?.length ?? 0);
  return groups.toSorted((one, other) => lengthOf(other) - lengthOf(one));
}

/** Data are prepared for one audience, and what is made of them is made for that audience alone. */
function keepApart({ project, targets }: OpenProject): void {
  const strange = targets.find(({ report }) => report.audience !== project.audience);
  if (strange !== undefined) throw new Error(`\`${strange.report.id}\` is for another audience`);
}

/** Every count is for confidential reports alone, by whatever fault it came this far. */
function refuseDisclosed(data: PublishedData): void {
  const strange = Object.values(data).find(({ disclosed }) => disclosed);
  if (strange !== undefined) throw new Error(`every count of \`${strange.name}\` in a public report`);
}

/** All that a project says but for its items: each report knows its own, and there may be thousands. */
const settingsOf = (project: Project): string =>
  sha256(JSON.stringify({ ...project, reports: project.reports.map(({ matrix: _, ...report }) => report) }));
