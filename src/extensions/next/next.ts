import { z } from 'zod';
import { loadTemplate } from '../../content/template/load.js';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { ifReadable } from '../../host/host.js';
import { writeFiles } from '../../host/publication/write-files.js';
import { translationOf } from '../../language/language-tag.js';
import type { Target } from '../../model/project/project.js';
import { parseSnapshot } from '../../model/snapshot/snapshot.js';
import { targetPaths } from '../../outputs/paths.js';
import { problem } from '../../problems/problem.js';
import { standardLimits } from '../../resource-limits.js';
import { compile } from '../../session/compile.js';
import { type OpenProject, openProject } from '../../session/open-project.js';
import { prepareData } from '../../session/prepare-data.js';
import { openSession } from '../../session/session.js';
import { parseJson } from '../../yaml/json.js';
import { findKept } from './kept.js';
import { changed, unifiedDiff } from './line-changes.js';
import { changesOfFrontMatter, changesOfPackage, changesOfSettings } from './settings.js';
import { type LineChange, type typedYears, yearsOfTemplate } from './years.js';

export interface NextOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly report: string | undefined;
  readonly write: boolean;
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

/** Where the files stand as they were before the move; `null` once that was undone. */
const undoFile = '.tallybook/next.json';
const textsByFile = z.record(z.string(), z.string());
const undoGrammar = z.strictObject({ before: textsByFile, after: textsByFile });
type Undo = z.infer<typeof undoGrammar>;

/** A file that is moved, as it is and with its changes. */
interface MovedFile {
  readonly file: string;
  readonly text: string;
  readonly changes: readonly LineChange[];
}

/**
 * Moves a project to the next edition, or says what would move. Where it has moved already, it says which years and claims
 * are still those of the edition before. Rejects with an `EnvironmentProblem`.
 */
export async function next(options: NextOptions): Promise<NextResult> {
  const { root, report } = options;
  const selection = { only: report === undefined ? [] : [report], languages: [], formats: [] };
  const { opened, diagnostics } = await openProject(root, selection);
  const [target] = opened?.targets ?? [];
  if (opened === undefined || target === undefined) return { diagnostics, diff: '', written: [] };
  if (await hasMoved(opened, target)) return stillOld(opened, options);
  const { project, files } = opened;
  const kept = await findKept(target, project, files.project);
  if ('severity' in kept) return { diagnostics: [kept], diff: '', written: [] };
  const templates = await movedTemplates(opened, project.edition);
  const [settings = '', described = ''] = await Promise.all(
    ['tallybook.yaml', project.data].map((file) => ifReadable(files.project.readText(file))),
  );
  if (!/^edition:/m.test(settings)) {
    const position = { file: 'tallybook.yaml', line: 1, column: 1 };
    const fault = problem('next/settings', position, { edition: project.edition });
    return { diagnostics: [fault], diff: '', written: [] };
  }
  const moved = [
    {
      file: 'tallybook.yaml',
      text: settings,
      changes: changesOfSettings(settings, project.edition, kept.file),
    },
    { file: project.data, text: described, changes: changesOfPackage(described, project.edition) },
    ...templates.files,
  ].filter(({ changes }) => changes.length > 0);
  const result = {
    diagnostics: templates.typed,
    diff: moved.map(({ file, text, changes }) => unifiedDiff(file, text, changes)).join(''),
    edition: project.edition,
  };
  if (!options.write) return { ...result, written: [] };
  const after = Object.fromEntries(moved.map(({ file, text, changes }) => [file, changed(text, changes)]));
  const undo: Undo = { before: Object.fromEntries(moved.map(({ file, text }) => [file, text])), after };
  await writeFiles(root, { [undoFile]: JSON.stringify(undo), [kept.file]: kept.text, ...after });
  return { ...result, written: [kept.file, ...Object.keys(after)] };
}

/** True where the project is of the edition after the one that it names as `previous`, and has built nothing of it yet. */
async function hasMoved({ project, files }: OpenProject, target: Target): Promise<boolean> {
  const { previous, edition, output } = project;
  const editionIn = async (file: string): Promise<number | undefined> => {
    const text = await ifReadable(files.project.readText(file));
    return text === undefined ? undefined : parseSnapshot(text).value?.edition;
  };
  if (previous === undefined || (await editionIn(previous.file)) !== edition - 1) return false;
  return (await editionIn(`${output}/${targetPaths(target).published}`)) !== edition;
}

/** The years and claims of a project that has moved which are those of the edition before. */
async function stillOld(opened: OpenProject, { env }: NextOptions): Promise<NextResult> {
  const edition = opened.project.edition - 1;
  const { typed } = await movedTemplates(opened, edition);
  const session = openSession(env);
  try {
    const { aboutData, made } = await compile(session, opened, { tolerant: true });
    const said = [...aboutData, ...made.flatMap(({ diagnostics }) => diagnostics)];
    const claims = said.filter(({ code, severity }) => code.startsWith('claim/') || severity === 'error');
    return { diagnostics: [...typed, ...claims], diff: '', edition, written: [] };
  } finally {
    await session.rest();
  }
}

/** The templates of all languages, with what they draw in: what moves in them, and the years that a person has to look at. */
async function movedTemplates(
  { project, files }: OpenProject,
  edition: number,
): Promise<{ readonly files: readonly MovedFile[]; readonly typed: readonly Diagnostic[] }> {
  const { data: path, dataPosition: position } = project;
  const prepared = await prepareData({ path, position, edition }, files);
  const found = new Map<string, MovedFile>();
  const typed: Diagnostic[] = [];
  for (const report of project.reports)
    for (const [language, template] of Object.entries({ '': report.template, ...report.templates })) {
      const { loaded } = await loadTemplate(template, files, translationOf(language, project.languages));
      if (loaded === undefined) continue;
      const { partials, charts } = loaded;
      for (const each of [loaded.template, ...partials.values(), ...charts.values()]) {
        if (each === undefined || found.has(each.file)) continue;
        const text = await ifReadable(files.project.readText(each.file));
        if (text === undefined) continue;
        const years = yearsOfTemplate(each, text, prepared.value ?? {}, edition);
        const titles = changesOfFrontMatter(text, edition);
        const changes = [...titles, ...years.changes];
        found.set(each.file, { file: each.file, text, changes });
        const left = years.typed.filter(({ line }) => titles.every((title) => title.line !== line));
        for (const year of left) typed.push(tell(each.file, text, year));
      }
    }
  return { files: [...found.values()], typed };
}

function tell(
  file: string,
  text: string,
  { line, column, year, written }: ReturnType<typeof typedYears>[number],
): Diagnostic {
  const words = (text.split('\n')[line - 1] ?? '').trim();
  const shown = words.length > 80 ? `${words.slice(0, 77)}...` : words;
  return problem('next/year', { file, line, column }, { text: shown, year, written });
}

/** Takes back what the move changed, where nobody has changed it since. */
export async function undoNext(root: string): Promise<Pick<NextResult, 'diagnostics' | 'written'>> {
  const { opened, diagnostics } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined || hasErrors(diagnostics)) return { diagnostics, written: [] };
  const { project: files } = opened.files;
  const json = parseJson((await ifReadable(files.readText(undoFile))) ?? '', standardLimits.yamlDepth);
  const undo = 'value' in json ? undoGrammar.safeParse(json.value).data : undefined;
  if (undo === undefined) {
    const position = { file: undoFile, line: 1, column: 1 };
    return { diagnostics: [problem('next/undo.nothing', position)], written: [] };
  }
  for (const [file, text] of Object.entries(undo.after))
    if ((await ifReadable(files.readText(file))) !== text)
      return {
        diagnostics: [problem('next/undo.changed', { file, line: 1, column: 1 }, { file })],
        written: [],
      };
  await writeFiles(root, { ...undo.before, [undoFile]: 'null' });
  return { diagnostics: [], written: Object.keys(undo.before) };
}
