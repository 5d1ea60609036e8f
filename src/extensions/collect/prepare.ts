import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { writeToNewFolder } from '../../host/publication/new-folder.js';
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
  const problem: Diagnostic = {
    severity: 'error',
    code: 'project/not-empty',
    message: `Unexpected files in \`${options.shown}\`, expected a new or empty folder`,
    position: { file: '.', line: 1, column: 1 },
    hint: 'nothing was changed; name another folder, so that no workbook that came back is replaced',
  };
  return { diagnostics: [problem], files: [] };
}
