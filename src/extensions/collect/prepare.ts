import { join } from 'node:path';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { writeToNewFolder } from '../../host/publication/new-folder.js';
import { problem } from '../../problems/problem.js';
import { epochOf } from '../../project/variables.js';
import { openProject } from '../../session/open-project.js';
import { languageOf } from '../../session/write-report.js';
import { askedIn, type Collecting, formFiles } from './collect.js';

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
