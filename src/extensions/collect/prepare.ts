import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { writeToNewFolder } from '../../host/publication/new-folder.js';
import { problem } from '../../problems/problem.js';
import { epochOf } from '../../project/variables.js';
import { formFiles } from './collect.js';
import { openCollecting } from './open-collecting.js';

export interface PrepareOptions {
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
