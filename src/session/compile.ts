import type { KeepLint } from '../content/compose.js';
import { type Spoken, spokenOf } from '../content/numbers/spoken.js';
import { checkTextsByLanguage } from '../data/translations/in-package.js';
import { type Diagnostic, forDraft, hasErrors } from '../diagnostics.js';
import { templateSyntax } from '../features/features.js';
import type { Host } from '../host/host.js';
import { createHost } from '../host/node-host.js';
import { type RecordingHost, recordHost, sortAnswers } from '../host/recording.js';
import type { ResultCache } from '../host/result-cache.js';
import { steadyHost } from '../host/steady-host.js';
import { writtenForm } from '../language/serbian-latin.js';
import type { About } from '../model/about.js';
import type { PublishedData } from '../model/dataset.js';
import type { Editions } from '../model/editions.js';
import type { Project, Target } from '../model/project.js';
import { reportName, targetName } from '../model/target-name.js';
import { sha256 } from '../outputs/canonical.js';
import { loadHouse } from '../publisher/load-house.js';
import { unreadableCharacters } from './check-characters.js';
import { compareWithPrevious, withoutComparison } from './compare-editions.js';
import { heardLater } from './heard-later.js';
import { type InLanguage, inLanguage } from './in-language.js';
import type { DataIn } from './index-pages.js';
import { ofItem } from './of-item.js';
import type { OpenProject } from './open-project.js';
import { parityProblems } from './parity.js';
import { prepareData, prepareDisclosed } from './prepare-data.js';
import type { Progress } from './progress.js';
import type { Session } from './session.js';
import { unpublishedItems } from './unpublished-items.js';
import { type CompiledReport, illustrate, inLetters, languageOf, writeText } from './write-report.js';

export interface CompileOptions {
  /** Faults that leave a report readable are warnings. */
  readonly tolerant: boolean;
  /** What is said keeps its weight all the same: errors that a draft may show are told as the errors that they are. */
  readonly outspoken?: boolean;
  /** For whoever waits to see a page: what is only said of reports, and printed in none, is left to another compile. */
  readonly hurried?: boolean;
  /** Every page says that it is a draft. */
  readonly draft?: boolean;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** The browser will be needed, so that it starts meanwhile. */
  readonly wantsPdf?: boolean;
  /** Pages will be made, so that charts are drawn for windows of every width. */
  readonly wantsPages?: boolean;
  readonly progress?: Progress;
  /** What other processes have made of this project for the same audience. */
  readonly cache?: ResultCache | undefined;
  /** Takes each report as soon as it stands, while others are still written. */
  readonly take?: (made: MadeReport, shared: SharedData) => void;
}

/** What all reports of a project rest on, in whatever language. */
export interface SharedData {
  /** With the texts of the data package. */
  readonly data: PublishedData;
  /** What the data package says of itself. */
  readonly about: About;
  readonly editions: Editions;
}

/** What came of a target. */
export interface MadeReport {
  readonly target: Target;
  /** Undefined where its template cannot be read as one, or its item is not published. */
  readonly report: CompiledReport | undefined;
  /** The data with the texts of its language. */
  readonly data: PublishedData;
  /** The cells as it publishes them, with the texts of its language. */
  readonly editions: Editions;
  readonly diagnostics: readonly Diagnostic[];
  /** Everything that it asks of the files goes through here, so that it is known what the report depends on. */
  readonly host: RecordingHost;
}

/** Reports as trees, before any output is made of them. */
export interface Compiled extends SharedData {
  /** What was said of data and editions, which all reports share. With an error among them there are no reports. */
  readonly aboutData: readonly Diagnostic[];
  /** In the order of the targets, whichever was ready first. */
  readonly made: readonly MadeReport[];
  readonly dataIn: DataIn;
}

/**
 * Compiles a project, which every command that looks at reports reads:
 *
 *     data files     --prepare--> published data --compare--> beside the edition before
 *     each target:   template --write--> tree --illustrate--> charts drawn, numbered, resolved
 *
 * Data with errors end it. Every target is tried, so that one run reports every problem of the templates. What a session
 * made before from the same inputs is not made again. The session is left open.
 */
export async function compile(
  session: Session,
  opened: OpenProject,
  options: CompileOptions,
): Promise<Compiled> {
  const { take = () => {} } = options;
  const made: Promise<MadeReport>[] = [];
  const { sayOfTexts, ...shared } = await compileGroups(session, opened, options, async (group, shared) => {
    for (const each of await group.begin()) {
      made.push(
        heardLater(
          each.then((report) => {
            take(report, shared);
            return report;
          }),
        ),
      );
    }
  });
  const all = await Promise.all(made);
  const aboutTexts = await sayOfTexts(all.map(({ target }) => target.language));
  const aboutData = [...shared.aboutData, ...aboutTexts, ...judged(options)(differences(all))];
  return { ...shared, aboutData, made: all };
}

/** The languages of a report, or of one item of its matrix: what is compared, and in memory together. */
export interface ReportGroup {
  readonly targets: readonly Target[];
  /** Writes the texts of its targets; each is settled when its charts are drawn too and its tree stands. */
  begin(): Promise<readonly Promise<MadeReport>[]>;
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
 * Compiles a project group by group, in the order of the targets: `each` is called with one when it has returned for the one
 * before, so that it can hold the compile back. Nothing is kept here of a group that was handed over.
 */
export async function compileGroups(
  session: Session,
  opened: OpenProject,
  options: CompileOptions,
  each: (group: ReportGroup, shared: SharedData) => Promise<void>,
): Promise<SharedCompile> {
  const { project, targets, root } = opened;
  keepApart(opened);
  const { progress = () => {} } = options;
  const judge = judged(options);
  const stops = (found: readonly Diagnostic[]): boolean => hasErrors(weighed(options)(found));
  // Started first, since it takes longest.
  session.workshop({
    wantsPdf: options.wantsPdf === true,
    // What draws need not be ready where most is drawn already.
    draws: (options.cache?.isEmpty ?? true) && (await mayDraw(opened)),
    limits: project.limits,
  });
  const shown = targets.map(targetName);
  progress({ step: 'data', state: 'begin', targets: shown });
  const { spoken, diagnostics: aboutData, ...shared } = await compareData(session, opened, { judge, stops });
  progress({ step: 'data', state: 'end' });
  if (project.audience === undefined) refuseDisclosed(shared.data);
  const steady = steadyHost(createHost(root, project.limits));
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
  const begin = async (target: Target): Promise<{ readonly done: Promise<MadeReport> }> => {
    const { local, asked } = await localOf(target.language);
    // Every report of a language rests on its texts, whichever was the first for which they were read.
    const host = withAnswers(recordHost(steady), asked);
    const { editions } = shared;
    const gone = unpublished.get(target);
    if (gone !== undefined) {
      const { data, editions } = local;
      for (const state of ['begin', 'end'] as const)
        progress({ step: 'compose', target: targetName(target), state });
      return {
        done: Promise.resolve({ target, report: undefined, data, editions, diagnostics: [gone], host }),
      };
    }
    return await beginReport({ session, opened, settings, options, target, local, editions, judge }, host);
  };
  for (const group of groupsOf(targets)) {
    const reports: ReportGroup = {
      targets: group,
      async begin() {
        const begun: Promise<MadeReport>[] = [];
        // One after the other: a text takes the whole processor.
        for (const target of group) begun.push((await begin(target)).done);
        return begun;
      },
      differences: (made) => judge(differences(made)),
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

/** Faults that leave a report readable are warnings, where that was asked for. */
const judged = (options: CompileOptions): ((found: readonly Diagnostic[]) => readonly Diagnostic[]) =>
  options.outspoken === true ? (found) => found : weighed(options);

/** What stops a compile, and what does not. */
const weighed =
  ({ tolerant }: CompileOptions) =>
  (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    tolerant ? forDraft(found) : found;

/** What memory keeps of a report is kept under. */
const reportOf = (root: string, target: Target, language = target.language): string =>
  `${root} ${reportName(targetName(target))} ${language}`;

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

/** What memory keeps of a project is kept for each audience. */
const placeOf = ({ root, project }: Pick<OpenProject, 'root' | 'project'>): string =>
  project.audience === undefined ? root : `${root} (${project.audience})`;

/** All that a project says but for its items: each report knows its own, and there may be thousands. */
const settingsOf = (project: Project): string =>
  sha256(JSON.stringify({ ...project, reports: project.reports.map(({ matrix: _, ...report }) => report) }));

/** Where reports of one source differ in more than their language. Serbian in Latin letters is what it is in Cyrillic. */
function differences(made: readonly MadeReport[]): readonly Diagnostic[] {
  const [first] = made.map(({ target }) => target.language);
  const compared = made.flatMap(({ target, report }) =>
    report === undefined
      ? []
      : [
          {
            target,
            id: reportName(targetName(target)),
            language: target.language,
            template: target.report.template,
            content: report.content,
          },
        ],
  );
  const sources = new Map(
    compared.flatMap((each) => (each.language === first ? [[each.id, each] as const] : [])),
  );
  const languages = new Set(compared.map(({ language }) => language));
  return compared.flatMap((other) => {
    const source = sources.get(other.id);
    const isOwn = source === undefined || writtenForm(source.language) === writtenForm(other.language);
    const isLatin = writtenForm(other.language) !== other.language;
    const hasCyrillic = isLatin && languages.has(writtenForm(other.language));
    return isOwn || hasCyrillic ? [] : ofItem(other.target, parityProblems(source, other));
  });
}

/** True where a chart may stand in a template, so that what draws it is ready in time; a wrong guess costs time alone. */
async function mayDraw({ files, targets }: OpenProject): Promise<boolean> {
  const { project, limits } = files;
  const paths = [...new Set(targets.map(({ report }) => report.template))];
  const read = paths.map((path) => project.readText(path, limits.textBytes).catch(() => ''));
  return (await Promise.all(read)).some((text) => templateSyntax.drawing.test(text));
}

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
  { memory }: Session,
  { project, host, ...opened }: OpenProject,
  { judge, stops }: Judging,
): Promise<ComparedData> {
  const { data: path, dataPosition: position, edition, limits, previous, precision, audience } = project;
  const place = placeOf({ project, ...opened });
  const input = { path, position, edition };
  const prepared = await memory.recall(
    { work: 'data', of: place, key: JSON.stringify([input, limits]) },
    host,
    (files) => (audience === 'confidential' ? prepareDisclosed : prepareData)(input, files),
  );
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
        (files) => compareWithPrevious(project, prepared.value, files),
      );
  // What is equal to what was there before is the same, so that what was made from it stands.
  const shared = memory.share(`data ${place}`, data);
  const spoken = memory.share(`spoken ${place}`, spokenOf(shared));
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

interface ReportInput {
  readonly editions: Editions;
  readonly session: Session;
  readonly opened: OpenProject;
  /** What the project says, for keys. */
  readonly settings: string;
  readonly options: CompileOptions;
  readonly target: Target;
  readonly local: InLanguage;
  readonly judge: (found: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** Writes the text of a target; `done` is settled when its charts are drawn too and its tree stands. */
async function beginReport(
  input: ReportInput,
  host: RecordingHost,
): Promise<{ readonly done: Promise<MadeReport> }> {
  const { session, opened, settings, options, target, local, editions, judge } = input;
  const { written: source, data } = local;
  const { about, spoken } = source;
  const { memory, rows, subjects } = session;
  const { project, root } = opened;
  const { limits } = project;
  const { progress = () => {}, draft = false, words = false, wantsPages = false, hurried = false } = options;
  const allFrames = session.drawsForPages(wantsPages) && target.formats.includes('html');
  const of = reportOf(root, target);
  const step = { step: 'compose', target: targetName(target) } as const;
  progress({ ...step, state: 'begin' });
  const language = await memory.recall({ work: 'language', of: target.language, key: '' }, host, (files) =>
    languageOf(target.language, files),
  );
  // Serbian is written in Cyrillic, whichever letters it is printed in.
  const form = writtenForm(target.language);
  const writing =
    form === target.language
      ? language
      : await memory.recall({ work: 'language', of: form, key: '' }, host, (files) =>
          languageOf(form, files),
        );
  const isPrinted = target.formats.includes('pdf');
  const house = await memory.recall(
    {
      work: 'house',
      // One for all items.
      of: `${root} ${target.report.id} ${target.language}`,
      key: JSON.stringify([target.report.theme, isPrinted]),
    },
    host,
    (files) => loadHouse(target.report.theme, files, isPrinted),
  );
  const names = [about, spoken, writing].map((value) => memory.nameOf(value));
  const made = JSON.stringify([names, settings]);
  const key = JSON.stringify([made, target.report.id, target.item, draft, words, hurried]);
  // A text that looked at some datasets is not written again when others change, nor for the other letters of its language.
  const ofText = reportOf(root, target, form);
  const written = await memory.recall(
    { work: 'text', of: ofText, key, parts: { data: source.data, editions } },
    host,
    (files, parts) => {
      const keepLint: KeepLint = (kind, texts, make) =>
        memory.recall(
          {
            // What the data say is the same in every report.
            ...(kind === 'data'
              ? { work: 'data words', of: `${placeOf(opened)} ${form}`, key: `${made} ${texts}` }
              : { work: 'words', of: ofText, key: `${key} ${texts}` }),
            parts: { data: parts.data },
          },
          files,
          (asked, looked) => make(asked, looked.data),
        );
      const input = {
        project,
        target,
        rows,
        subjects,
        about,
        spoken,
        language: writing,
        draft,
        words,
        hurried,
        keepLint,
        ...parts,
      };
      return writeText(input, files);
    },
  );
  const finish = async (files: Host, parts: { readonly data: PublishedData }) => {
    const { draw } = session.workshop({ wantsPdf: options.wantsPdf === true, limits });
    const { value: report, diagnostics } = await illustrate(
      { ...inLetters(written, language, project), target, ...parts, house: house.value, allFrames, hurried },
      (work) => draw(work, options.cache),
      limits,
    );
    const made = report && { report, project, data: parts.data, reads: readFrom(host) };
    const unreadable = made === undefined || hurried ? [] : await unreadableCharacters(made, files);
    return { report, diagnostics: [...house.diagnostics, ...diagnostics, ...unreadable] };
  };
  const formats = target.formats.join(' ');
  const done = memory
    .recall(
      {
        work: 'report',
        of,
        key: `${memory.nameOf(written)} ${memory.nameOf(house)} ${formats} ${allFrames} ${(project.keptInCyrillic ?? []).join('\n')}`,
        parts: { data },
      },
      host,
      finish,
    )
    .then(({ report, diagnostics }): MadeReport => {
      progress({ ...step, state: 'end' });
      const said = ofItem(target, judge(diagnostics));
      return { target, report, data, editions: local.editions, diagnostics: said, host };
    });
  return { done: heardLater(done) };
}

/** The files of the project that were read. */
const readFrom = (host: RecordingHost): readonly string[] =>
  host.answers().flatMap(({ place, asked, path }) => (place === 'project' && asked === 'read' ? [path] : []));
