import { type Spoken, spokenOf } from '../content/numbers/spoken.js';
import { checkTextsByLanguage } from '../data/translations/in-package.js';
import { type Diagnostic, hasErrors } from '../diagnostics.js';
import { cachingHost } from '../host/caching-host.js';
import { createHost } from '../host/node-host.js';
import { type RecordingHost, recordHost, sortAnswers } from '../host/recording.js';
import { writtenForm } from '../language/serbian-latin.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { About } from '../model/project/about.js';
import type { Project, Target } from '../model/project/project.js';
import { reportName, targetName } from '../model/project/target-name.js';
import { sha256 } from '../sha256.js';
import { type BegunReport, beginReport } from './begin-report.js';
import { languageDifferences } from './checks/language-differences.js';
import { unpublishedItems } from './checks/unpublished-items.js';
import { comparedData, withoutComparison } from './compared-data.js';
import { type CompileOptions, judged, weighed } from './compile-options.js';
import { type InLanguage, inLanguage } from './in-language.js';
import type { DataIn } from './index-pages.js';
import type { MadeReport, SharedData } from './made-report.js';
import { placeOf, reportOf } from './memo/memory-places.js';
import type { OpenProject } from './open-project.js';
import { prepareData, prepareDisclosed } from './prepare-data.js';
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
  const { project, targets, root } = opened;
  keepApart(opened);
  const { progress = () => {} } = options;
  const judge = judged(options);
  const stops = (found: readonly Diagnostic[]): boolean => hasErrors(weighed(options)(found));
  const templates = await templatesOf(opened);
  // Started first, since it takes longest.
  const workerPool = await beginWorkerPool(session, opened, { ...options, templates });
  workerPool.getReady();
  const shown = targets.map(targetName);
  progress({ step: 'data', state: 'begin', targets: shown });
  const { spoken, diagnostics: aboutData, ...shared } = await compareData(session, opened, { judge, stops });
  progress({ step: 'data', state: 'end' });
  if (project.audience === undefined) refuseDisclosed(shared.data);
  const steady = cachingHost(createHost(root, project.limits));
  const languages = new Map<string, { readonly local: InLanguage; readonly asked: RecordingHost }>();
  const localOf = async (tag: string) => {
    const known = languages.get(tag);
    if (known !== undefined) return known;
    const asked = recordHost(steady);
    const of = { memory: session.memory, root: placeOf(opened), host: asked };
    const local = await inLanguage(tag, { ...shared, spoken }, project, of);
    const made = { local, asked };
    languages.set(tag, made);
    return made;
  };
  const dataIn: DataIn = async (tag, host) => {
    const { local, asked } = await localOf(tag);
    return { data: local.data, host: withAnswers(host, asked) };
  };
  const sayOfTexts = async (tags: readonly string[]): Promise<readonly Diagnostic[]> => {
    const said: (readonly Diagnostic[])[] = [];
    for (const tag of new Set(tags)) said.push(judge((await localOf(tag)).local.diagnostics));
    return said.flat();
  };
  if (stops(aboutData)) return { ...shared, aboutData, sayOfTexts, dataIn };
  const unpublished = unpublishedItems(targets, shared.data);
  const settings = settingsOf(opened.project);
  const begin = async (target: Target): Promise<BegunReport> => {
    const { local, asked } = await localOf(target.language);
    // Every report of a language rests on its texts, whichever was the first for which they were read.
    const host = withAnswers(recordHost(steady), asked);
    const { editions } = shared;
    const gone = unpublished.get(target);
    if (gone !== undefined) {
      const { data, editions } = local;
      for (const state of ['begin', 'end'] as const)
        progress({ step: 'compose', target: targetName(target), state });
      const done = Promise.resolve({ target, report: undefined, data, editions, diagnostics: [gone], host });
      const check = () => done;
      return { target, stands: done.then((made) => ({ ...made, check })), check };
    }
    return await beginReport({ session, opened, settings, options, target, local, editions, judge }, host);
  };
  const groups = groupsOf(targets);
  for (const group of order === 'longest first' ? longestFirst(groups, templates) : groups) {
    const reports: ReportGroup = {
      targets: group,
      async begin(take = () => {}) {
        const begun: BegunReport[] = [];
        const release = session.idle.hold();
        try {
          // One after the other: a text takes the whole processor.
          for (const target of group) {
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
        for (const target of group)
          for (const language of new Set([target.language, writtenForm(target.language)]))
            session.memory.forget(reportOf(root, target, language));
      },
    };
    await each(reports, shared);
  }
  return { ...shared, aboutData, sayOfTexts, dataIn };
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

interface ComparedData extends SharedData {
  readonly about: About;
  readonly spoken: Spoken;
  readonly diagnostics: readonly Diagnostic[];
}

interface Judging {
  /** As it is told. */
  judge(found: readonly Diagnostic[]): readonly Diagnostic[];
  /** True where no report can be made. */
  stops(found: readonly Diagnostic[]): boolean;
}

/** The data of this edition beside the one before. */
async function compareData(
  { memory, protection }: Session,
  { project, host, ...opened }: OpenProject,
  { judge, stops }: Judging,
): Promise<ComparedData> {
  const { data: path, dataPosition: position, edition, limits, previous, precision, audience } = project;
  const place = placeOf({ project, ...opened });
  const input = { path, position, edition };
  const prepared = await memory.recall(
    { work: 'data', of: place, key: JSON.stringify([input, limits]) },
    host,
    (files) => (audience === 'confidential' ? prepareDisclosed : prepareData)(input, files, { protection }),
  );
  protection.rest();
  // What is wrong with the data would look like revisions.
  const { data, editions, diagnostics } = stops(prepared.diagnostics)
    ? withoutComparison(prepared.value)
    : await memory.recall(
        {
          work: 'editions',
          of: place,
          key: JSON.stringify([memory.nameOf(prepared), edition, previous, precision]),
        },
        host,
        (files) => comparedData(project, prepared.value, files),
      );
  // What is equal to what was there before is the same, so that what was made from it stands.
  const shared = memory.share(`data ${place}`, data);
  const spoken = memory.share(`spoken ${place}`, memory.follow(`spoken ${place}`, shared, spokenOf));
  return {
    about: memory.share(`about ${place}`, prepared.about),
    data: shared,
    editions: memory.share(`editions ${place}`, editions),
    spoken,
    diagnostics: judge([
      ...prepared.diagnostics,
      ...checkTextsByLanguage(prepared.about.byLanguage ?? [], project.languages),
      ...diagnostics,
    ]),
  };
}
