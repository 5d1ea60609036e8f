import { loadTemplate } from '../../content/template/load.js';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { ifReadable } from '../../host/host.js';
import { writeFiles } from '../../host/publication/write-files.js';
import { translationOf } from '../../language/language-tag.js';
import { loadLexicon } from '../../language/lexicon/lexicon.js';
import type { Report, Target } from '../../model/project/project.js';
import { parseSnapshot } from '../../model/snapshot/snapshot.js';
import { problem } from '../../problems/problem.js';
import { compile } from '../../session/compile.js';
import { type OpenProject, openProject } from '../../session/open-project.js';
import { prepareData } from '../../session/prepare-data.js';
import { openSession } from '../../session/session.js';
import { findKept, lastMove, type Move, undoFile } from './kept.js';
import { changed, unifiedDiff } from './line-changes.js';
import { type OldWords, oldWordsOfYaml, tellOld } from './old-words.js';
import { changesOfFrontMatter, changesOfPackage, changesOfSettings } from './settings.js';
import { type LineChange, yearsOfTemplate } from './years.js';

export interface NextOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly report: string | undefined;
  readonly write: boolean;
  /** The edition to go to; undefined for the one begun, or the next where none was. */
  readonly edition: number | undefined;
  /** Whether each sentence is listed that nobody has changed and no data move. */
  readonly unchanged?: boolean;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
}

export interface NextResult {
  /** Why nothing can be done; else the years and claims for a person to look at. */
  readonly diagnostics: readonly Diagnostic[];
  /** What is, or would be, changed, as a unified diff; empty where the project has moved already. */
  readonly diff: string;
  /** The edition that ends. */
  readonly edition?: number;
  /** What was written, by its paths. */
  readonly written: readonly string[];
}

/**
 * Moves a project to the next edition, or says what would move. Where an edition has begun, and no other is asked for, it says which
 * years and claims are still those of the edition before. Rejects with an `EnvironmentProblem`.
 */
export async function next(options: NextOptions): Promise<NextResult> {
  const { root, report } = options;
  const selection = { only: report === undefined ? [] : [report], languages: [], formats: [] };
  const { opened, diagnostics } = await openProject(root, selection);
  const [target] = opened?.targets ?? [];
  if (opened === undefined || target === undefined) return { diagnostics, diff: '', written: [] };
  const { edition } = opened.project;
  const before = await editionBefore(opened);
  const asked = options.edition ?? (before === undefined ? edition + 1 : edition);
  if (before !== undefined && asked === edition) return stillOld(opened, before, options);
  return asked === edition + 1
    ? begin(opened, target, options)
    : refused(problem('next/edition', atSettings, { asked, edition, following: edition + 1 }));
}

const projectFile = 'tallybook.yaml';
const atSettings = { file: projectFile, line: 1, column: 1 };
const refused = (fault: Diagnostic): NextResult => ({ diagnostics: [fault], diff: '', written: [] });

/** Begins the edition after that of the project, or says what would be changed. */
async function begin(opened: OpenProject, target: Target, { root, write }: NextOptions): Promise<NextResult> {
  const { project, files } = opened;
  const { edition } = project;
  const kept = await findKept(target, project, files.project);
  if ('severity' in kept) return refused(kept);
  const texts = await textsOf(opened, edition, false);
  const settings = texts.find(({ file }) => file === projectFile)?.text ?? '';
  if (!/^edition:/m.test(settings)) return refused(problem('next/settings', atSettings, { edition }));
  const all = texts.map((each) =>
    each.file === projectFile
      ? { ...each, changes: changesOfSettings(each.text, edition, kept.file) }
      : each.file === project.data
        ? { ...each, changes: changesOfPackage(each.text, edition) }
        : each,
  );
  const moved = all.filter(({ changes }) => changes.length > 0);
  const result = {
    diagnostics: all.flatMap(({ file, changes, typed }) =>
      typed
        .filter(({ line, column }) => !changes.some((each) => covers(each, line, column)))
        .map((old) => tellOld(file, edition, old)),
    ),
    diff: moved.map(({ file, text, changes }) => unifiedDiff(file, text, changes)).join(''),
    edition,
  };
  if (!write) return { ...result, written: [] };
  const after = Object.fromEntries(moved.map(({ file, text, changes }) => [file, changed(text, changes)]));
  const move: Move = {
    before: Object.fromEntries(moved.map(({ file, text }) => [file, text])),
    after,
    texts: Object.fromEntries(all.map(({ file, text, changes }) => [file, changed(text, changes)])),
  };
  await writeFiles(root, { [undoFile]: JSON.stringify(move), [kept.file]: kept.text, ...after });
  return { ...result, written: [kept.file, ...Object.keys(after)] };
}

const covers = ({ line, from, to }: LineChange, at: number, column: number): boolean =>
  line === at && from < column && column <= to;

/** The edition that the project names as `previous`, where it is an earlier one: then its own edition has begun. */
async function editionBefore({ project, files }: OpenProject): Promise<number | undefined> {
  const { previous, edition } = project;
  if (previous === undefined) return undefined;
  const text = await ifReadable(files.project.readText(previous.file));
  const before = text === undefined ? undefined : parseSnapshot(text).value?.edition;
  return before !== undefined && before < edition ? before : undefined;
}

/** The years, words and claims of an edition begun that are those of the edition before. */
async function stillOld(
  opened: OpenProject,
  before: number,
  { env, unchanged }: NextOptions,
): Promise<NextResult> {
  const { files, project } = opened;
  const [texts, move] = await Promise.all([textsOf(opened, before, true), lastMove(files.project)]);
  const leftOf = (part: 'typed' | 'unmoved'): Diagnostic[] =>
    texts.flatMap(({ file, [part]: found }) =>
      found.filter((old) => isLeft(old, before, move?.texts[file])).map((old) => tellOld(file, before, old)),
    );
  const unmoved = leftOf('unmoved');
  const session = openSession(env);
  try {
    const { aboutData, made } = await compile(session, opened, { tolerant: true });
    const said = [...aboutData, ...made.flatMap(({ diagnostics }) => diagnostics)];
    const waiting = said.filter((each) => waitsFor(project.edition, each));
    const claims = said.filter(
      (each) =>
        (each.code.startsWith('claim/') || each.code === 'data/cut' || each.severity === 'error') &&
        !waiting.includes(each),
    );
    const [first] = waiting;
    const forData =
      first === undefined
        ? []
        : [problem('next/waiting', first.position, { count: waiting.length, edition: project.edition })];
    const unasked = hasErrors(aboutData)
      ? [problem('next/claims', { ...atSettings, file: project.data })]
      : [];
    const [other] = unmoved;
    const toRead =
      other === undefined || unchanged
        ? unmoved
        : [problem('next/unchanged.count', other.position, { count: unmoved.length, edition: before })];
    const diagnostics = [...leftOf('typed'), ...forData, ...claims, ...unasked, ...toRead];
    return { diagnostics, diff: '', edition: project.edition - 1, written: [] };
  } finally {
    await session.rest();
  }
}

/** True of a call whose period is one of the edition begun, of which the data have none yet. */
const waitsFor = (edition: number, { code, message }: Diagnostic): boolean =>
  code.endsWith('/unknown-category') && message.includes(` \`${edition}`);

/** A year up to the edition before is left until it is gone; what lay ahead and other words only in sentences that nobody changed since. */
const isLeft = ({ words, sentence }: OldWords, before: number, text: string | undefined): boolean =>
  Number(words) <= before || text === undefined || text.includes(sentence);

/** A text of the project that reports are made of, with what moves in it and what a person has to look at. */
interface FoundText {
  readonly file: string;
  readonly text: string;
  readonly changes: readonly LineChange[];
  readonly typed: readonly OldWords[];
  readonly unmoved: readonly OldWords[];
}

/** The texts of a project: what is said of it and its data, and the templates of all languages with what they draw in. */
async function textsOf(opened: OpenProject, edition: number, begun: boolean): Promise<readonly FoundText[]> {
  const { project, files } = opened;
  const { data: path, dataPosition: position } = project;
  const { value: data = {} } = await prepareData({ path, position, edition }, files);
  const found = new Map<string, FoundText>();
  const add = async (
    file: string,
    look: (text: string) => Omit<FoundText, 'file' | 'text'>,
  ): Promise<void> => {
    const text = found.has(file) ? undefined : await ifReadable(files.project.readText(file));
    if (text !== undefined) found.set(file, { file, text, ...look(text) });
  };
  const soughtIn = async (tag = 'en') => {
    return { edition, lexicon: await loadLexicon(tag, files.tool, files.project), begun };
  };
  const first = await soughtIn(project.languages[0]);
  for (const file of [projectFile, path])
    await add(file, (text) => ({
      changes: [],
      unmoved: [],
      typed: oldWordsOfYaml(text, file, first),
    }));
  for (const [language, template] of templatesOf(project.reports)) {
    const { loaded } = await loadTemplate(template, files, translationOf(language, project.languages));
    if (loaded === undefined) continue;
    const sought = language === '' ? first : await soughtIn(language);
    for (const each of [loaded.template, ...loaded.partials.values(), ...loaded.charts.values()])
      if (each !== undefined)
        await add(each.file, (text) => {
          const years = yearsOfTemplate(each, text, data, sought);
          const changes = [...(begun ? [] : changesOfFrontMatter(text, edition)), ...years.changes];
          return { ...years, changes };
        });
  }
  return [...found.values()];
}

/** Each template with its language; that of the first language has none. */
const templatesOf = (reports: readonly Report[]): (readonly [language: string, template: string])[] =>
  reports.flatMap(({ template, templates }) => Object.entries({ '': template, ...templates }));

/** Takes back what the move changed, where nobody has changed it since. */
export async function undoNext(root: string): Promise<Pick<NextResult, 'diagnostics' | 'written'>> {
  const { opened, diagnostics } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined || hasErrors(diagnostics)) return { diagnostics, written: [] };
  const { project: files } = opened.files;
  const move = await lastMove(files);
  if (move === undefined) return refused(problem('next/undo.nothing', { ...atSettings, file: undoFile }));
  for (const [file, text] of Object.entries(move.after))
    if ((await ifReadable(files.readText(file))) !== text)
      return refused(problem('next/undo.changed', { ...atSettings, file }, { file }));
  await writeFiles(root, { ...move.before, [undoFile]: 'null' });
  return { diagnostics: [], written: Object.keys(move.before) };
}
