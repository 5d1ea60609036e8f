import { basename, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { replaceText } from '../../host/publication/replace-text.js';
import { writtenForm } from '../../language/serbian-latin.js';
import { groupBy } from '../../model/group-by.js';
import type { Report, Target } from '../../model/project/project.js';
import { languageProperty, reportProperty } from '../../outputs/docx/names.js';
import type { ReadDocument } from '../../outputs/docx/read/read-document.js';
import { problem } from '../../problems/problem.js';
import { type OpenProject, openProject, partsOf } from '../../session/open-project.js';
import { readWordFile } from '../../session/read-word-file.js';
import { openSession, type Session } from '../../session/session.js';
import { type Applied, applyEdits } from './apply.js';
import { reconcile } from './conflicts.js';
import { compareFile } from './edits.js';
import { identityOf, isOfAnother, type Published, publishedReport } from './published.js';
import { tellComments, tellConflict, tellEdit } from './tell.js';
import { withLineEndsOf } from './template-text.js';

export interface ReviewOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** The folder where the user is, and the files as typed. */
  readonly cwd: string;
  readonly files: readonly string[];
  /** Of files that do not say themselves of which report they are. */
  readonly report: string | undefined;
  readonly language: string | undefined;
  /** Changes are written into the template. */
  readonly apply: boolean;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
}

export interface ReviewResult {
  /** What colleagues said and did, at its lines of the templates. */
  readonly diagnostics: readonly Diagnostic[];
  /** Changes that were written into a template, and those that are left. */
  readonly applied: number;
  readonly left: number;
  readonly written: readonly string[];
}

/** A file that came back, and the report that it is of. */
interface Returned {
  readonly document: ReadDocument;
  /** As typed. */
  readonly file: string;
  /** What messages call it; no other file is called so. */
  readonly name: string;
  readonly report: string;
  readonly language: string | undefined;
}

/** Says what colleagues changed in Word files, and writes it into templates where that is asked for. Rejects with an `EnvironmentProblem`. */
export async function review(options: ReviewOptions): Promise<ReviewResult> {
  const read = await Promise.all(
    namedFiles(options).map(({ file, name }) => readReturned(file, name, options)),
  );
  const unread = read.flatMap((each) => ('severity' in each ? [each] : []));
  const returned = read.flatMap((each) => ('severity' in each ? [] : [each]));
  const unknown = await unknownTarget(options);
  if (unknown.length > 0) return { diagnostics: [...unread, ...unknown], applied: 0, left: 0, written: [] };
  const session = openSession(options.env);
  try {
    const results: ReviewResult[] = [];
    for (const files of groupBy(returned, ({ report, language }) => `${report} ${language}`).values())
      results.push(await reviewReport(files, options, session));
    return {
      diagnostics: [...unread, ...results.flatMap(({ diagnostics }) => diagnostics)],
      applied: results.reduce((sum, { applied }) => sum + applied, 0),
      left: results.reduce((sum, { left }) => sum + left, 0),
      written: results.flatMap(({ written }) => written),
    };
  } finally {
    await session.rest();
  }
}

/** That a project has no report of the name, or in the language, that was typed. */
async function unknownTarget({ root, report, language }: ReviewOptions): Promise<readonly Diagnostic[]> {
  if (report === undefined && language === undefined) return [];
  const selection = {
    only: report === undefined ? [] : [report],
    languages: language === undefined ? [] : [language],
    formats: [],
  };
  const { diagnostics } = await openProject(root, selection);
  return diagnostics.filter(({ code }) => code === 'project/unknown-target');
}

/** Files, each once, under their names. Files of one name go by their paths: `ana/report.docx` and `besa/report.docx`. */
function namedFiles({ cwd, files }: ReviewOptions): { readonly file: string; readonly name: string }[] {
  const apart = new Map(files.map((file) => [resolve(cwd, file), file]));
  const namesakes = groupBy(apart.values(), (file) => basename(file));
  return [...namesakes].flatMap(([name, each]) =>
    each.map((file) => ({ file, name: each.length === 1 ? name : file })),
  );
}

async function readReturned(
  file: string,
  name: string,
  { root, cwd, ...asked }: ReviewOptions,
): Promise<Returned | Diagnostic> {
  const document = await readWordFile(resolve(cwd, file), file, root);
  if ('severity' in document) return document;
  const { [reportProperty]: report = asked.report, [languageProperty]: language = asked.language } =
    document.properties;
  return report === undefined
    ? problem('word/file.foreign', { file, line: 1, column: 1 })
    : { document, file, name, report, language };
}

/** A report of another project has the same name: its words would be told as what colleagues wrote. */
function foreignFile({ document, file, report }: Returned, { about }: Published): Diagnostic {
  const { title = '' } = identityOf(document.properties);
  return problem(
    'word/file.project',
    { file, line: 1, column: 1 },
    { title, report, own: about.title ?? '' },
  );
}

/** The files of one report. */
async function reviewReport(
  files: readonly Returned[],
  { root, apply }: ReviewOptions,
  session: Session,
): Promise<ReviewResult> {
  const nothing = { applied: 0, left: 0, written: [] };
  const asked = await openReport(files, root);
  if (!('opened' in asked)) return { diagnostics: asked, ...nothing };
  const { opened, reports } = asked;
  const [target] = opened.targets;
  if (target === undefined) return { diagnostics: [], ...nothing };
  const published = await publishedReport(session, opened, target);
  if (!('passages' in published)) return { diagnostics: published, ...nothing };
  // What an error left out of the report would be told as something that colleagues added.
  if (published.diagnostics.length > 0) return { diagnostics: published.diagnostics, ...nothing };
  const foreign = files.filter(({ document }) =>
    isOfAnother(identityOf(document.properties), published.about),
  );
  if (foreign.length > 0)
    return { diagnostics: foreign.map((each) => foreignFile(each, published)), ...nothing };
  const path = target.report.template;
  const written = await opened.files.project.readText(path, opened.host.limits.textBytes);
  const template = written.replace(/\r\n?/g, '\n');
  const compared = files.map((each) => ({
    ...each,
    ...compareFile(published, each.document, each.name),
  }));
  const { agreed, conflicts } = reconcile(compared.flatMap(({ edits }) => edits));
  const report = { published, template, isShared: isShared(target, reports) };
  const remake = async (text: string): Promise<Published | undefined> => {
    const made = await publishedReport(session, opened, target, {
      texts: new Map([[path, text]]),
      isChecked: true,
    });
    return 'passages' in made ? made : undefined;
  };
  const result: Applied = apply
    ? await applyEdits(agreed, report, remake)
    : { template, applied: [], refused: new Map() };
  if (result.template !== template) await replaceText(root, path, withLineEndsOf(written, result.template));
  return {
    diagnostics: [
      ...compared.flatMap((each) => tellComments(each, report)),
      ...conflicts.map((each) => tellConflict(each, report)),
      ...agreed.map((edit) => tellEdit(edit, report, result)),
    ],
    applied: result.applied.length,
    left: agreed.length - result.applied.length + conflicts.length,
    written: result.template === template ? [] : [path],
  };
}

const isShared = ({ report, item, language }: Target, reports: readonly Report[]): boolean =>
  item !== undefined ||
  writtenForm(language) !== language ||
  reports.some(({ id, template, templates = {} }) =>
    [template, ...Object.values(templates)].some((path) => id !== report.id && path === report.template),
  );

/** The report of files, with all reports of the project: a public and a confidential one may be made of one template. */
async function openReport(
  files: readonly Returned[],
  root: string,
): Promise<{ readonly opened: OpenProject; readonly reports: readonly Report[] } | readonly Diagnostic[]> {
  const [{ report, language } = { report: '', language: undefined }] = files;
  const selection = { only: [report], languages: language === undefined ? [] : [language], formats: [] };
  const found = await openProject(root, selection);
  const [opened] = partsOf(found);
  if (opened !== undefined) return { opened, reports: (found.project ?? opened.project).reports };
  const isUnknown = ({ code }: Diagnostic): boolean => code === 'project/unknown-target';
  if (!found.diagnostics.some(isUnknown) || hasErrors(found.diagnostics.filter((each) => !isUnknown(each))))
    return found.diagnostics;
  return files.map(({ file }) =>
    problem('word/file.report', { file, line: 1, column: 1 }, { report, language: language ?? '' }),
  );
}
