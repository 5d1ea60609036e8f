import { join } from 'node:path';
import type { ResourceContract } from '../../data/contract.js';
import { readPackage } from '../../data/package/read-package.js';
import { type Diagnostic, hasErrors, type Position } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { writeToNewFolder } from '../../host/publication/new-folder.js';
import { sourcesWith } from '../../inputs/sources.js';
import type { ReadWorkbook } from '../../inputs/workbook/format.js';
import type { Language } from '../../language/language.js';
import { inYearsOf } from '../../model/project/edition.js';
import type { Project } from '../../model/project/project.js';
import { problem } from '../../problems/problem.js';
import { epochOf } from '../../project/variables.js';
import { openProject } from '../../session/open-project.js';
import { prepareData } from '../../session/prepare-data.js';
import { languageOf } from '../../session/write-report.js';
import { parseYaml } from '../../yaml/positions.js';
import { dataGrammar, extensions } from '../extensions.js';
import type { ReturnForm } from '../return-form.js';
import { formWorkbook } from './form-workbook.js';

/** A project of which data are collected. */
interface Collecting {
  readonly project: Project;
  readonly host: Host;
  readonly language: Language;
  /** Reads the sheets of workbooks; tests do it in their own process. */
  readonly read?: ReadWorkbook;
}

interface Asked {
  readonly forms: readonly ReturnForm[];
  /** How the files of data are read. */
  readonly resources: readonly ResourceContract[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is asked of each institution. Without a plan, or with errors in the data, nothing is, and it is said why. */
export async function askedIn({ project, host, language, read }: Collecting): Promise<Asked> {
  const { data: path, dataPosition: position, edition } = project;
  const prepared = await prepareData({ path, position, edition }, host, read && { read });
  const errors = prepared.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { forms: [], resources: [], diagnostics: errors };
  // The package itself stands in no workbook.
  const sources = sourcesWith(() => Promise.reject(new Error('no workbook is read')));
  const { value: contract } = await readPackage({ path, position, edition }, host, {
    grammar: dataGrammar,
    sources,
  });
  const parsed = parseYaml(await host.project.readText(path), path, { limits: host.limits, composes: true });
  const forms = extensions.flatMap((each) =>
    each.returnForms === undefined
      ? []
      : each.returnForms(inYearsOf(parsed.value, edition), prepared.value, { edition, language }),
  );
  const at: Position = { file: path, line: 1, column: 1 };
  const none: Diagnostic = problem('collect/nothing', at);
  return {
    forms,
    resources: contract.resources,
    diagnostics: forms.length === 0 ? [none] : [],
  };
}

/** The workbooks that institutions are sent, by their names. */
export async function formFiles(
  forms: readonly ReturnForm[],
  {
    language,
    due,
    epochSeconds,
  }: { readonly language: Language; readonly due?: string | undefined; readonly epochSeconds: number },
): Promise<Readonly<Record<string, Uint8Array>>> {
  const made: Record<string, Uint8Array> = {};
  for (const form of forms)
    made[`${fileName(form.institution)}.xlsx`] = await formWorkbook(form, { language, due, epochSeconds });
  return made;
}

/** A code as the name of a file: whatever stands in it. */
export const fileName = (code: string): string => encodeURIComponent(code);

/** A project of which data are collected, with what is asked of whom; or why there is none. */
type OpenedCollecting =
  | (Collecting & Pick<Awaited<ReturnType<typeof askedIn>>, 'forms' | 'resources'>)
  | { readonly diagnostics: readonly Diagnostic[] };

/** Opens a project for collecting in a language, the first of the project where none is named. */
export async function openCollecting(root: string, tag: string | undefined): Promise<OpenedCollecting> {
  const languages = tag === undefined ? [] : [tag];
  const { opened, diagnostics } = await openProject(root, { only: [], languages, formats: [] });
  if (opened === undefined || hasErrors(diagnostics)) return { diagnostics };
  const { project, host } = opened;
  const language = await languageOf(tag ?? project.languages[0] ?? 'en', host);
  const { forms, resources, diagnostics: found } = await askedIn({ project, host, language });
  return hasErrors(found) ? { diagnostics: found } : { project, host, language, forms, resources };
}

interface PrepareOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** Where the workbooks go: absolute, and as messages name it. */
  readonly folder: string;
  readonly shown: string;
  /** `2016-01-31`. */
  readonly due: string | undefined;
  readonly language: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Writes a workbook for each institution into a new folder, and names them. Rejects with an `EnvironmentProblem`. */
export async function prepareCollecting(options: PrepareOptions): Promise<{
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly string[];
}> {
  const opened = await openCollecting(options.root, options.language);
  if ('diagnostics' in opened) return { diagnostics: opened.diagnostics, files: [] };
  const { forms, language, project } = opened;
  const epochSeconds = epochOf(project, options.env);
  const files = await formFiles(forms, { language, due: options.due, epochSeconds });
  if (await writeToNewFolder(files, options.folder, options.shown))
    return { diagnostics: [], files: Object.keys(files).map((name) => join(options.shown, name)) };
  const found: Diagnostic = problem(
    'project/not-empty.files',
    { file: '.', line: 1, column: 1 },
    { shown: options.shown },
  );
  return { diagnostics: [found], files: [] };
}
