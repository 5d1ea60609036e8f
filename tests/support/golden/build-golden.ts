import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../../src/commands/build/build.js';
import { verify } from '../../../src/commands/verify/verify.js';
import { type Diagnostic, formatDiagnostic, sortDiagnostics } from '../../../src/diagnostics.js';
import type { Session } from '../../../src/session/session.js';
import { falseEquations } from '../../equations/shown.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { inspectPdf } from '../../outputs/pdf/inspect.js';
import { copyProject } from '../project-copy.js';
import { ledgerLines } from './ledger-lines.js';
import { pageLines } from './page-lines.js';
import { paperLines } from './paper-lines.js';
import { readNumbers, tracesOf, untraced } from './untraced.js';

/** What a reader of one report finds: what stands in `expected/` of a golden project, by the name of the file. */
export type GoldenFiles = Readonly<
  Record<'diagnostics.txt' | 'page.txt' | 'paper.txt' | 'ledger.txt', string>
>;

export interface Golden {
  readonly files: GoldenFiles;
  /** The content and the document, as `--debug` keeps them. */
  readonly trees: readonly unknown[];
  /** What `verify` says of the outputs, where they stand. */
  verified(): Promise<string>;
  /** What `trace` does not know of them, and what is wrong with an equation that they or `trace` show. */
  untrue(): Promise<readonly string[]>;
  /** Removes the copy. */
  remove(): void;
}

/**
 * Builds a copy of a project of one report, as HTML and PDF, and returns what a reader of each output would find. A
 * project that has faults is built as a draft when it is called so. The session traces its numbers too, and draws nothing
 * twice.
 */
export async function buildGolden(project: string, draft: boolean, session: Session): Promise<Golden> {
  let remove = (): void => {};
  const root = temporaryFolder((over) => {
    remove = over;
  });
  try {
    copyProject(project, root);
    const { diagnostics, outputs, output } = await build({
      root,
      only: [],
      languages: [],
      formats: [],
      draft,
      env: process.env,
      debug: true,
      progress: () => {},
      session,
    });
    const page = outputs.find(({ path }) => path.endsWith('.html'))?.path;
    if (page === undefined) throw new Error(`${project} was not built:\n${diagnosticLines(diagnostics)}`);
    const read = (path: string): Buffer => readFileSync(join(root, output, path));
    const folder = page.slice(0, page.lastIndexOf('/'));
    const tree = (name: string): unknown => JSON.parse(read(`.debug/${folder}/${name}.json`).toString());
    return {
      files: {
        'diagnostics.txt': diagnosticLines(diagnostics),
        'page.txt': pageLines(read(page).toString()),
        'paper.txt': paperLines(await inspectPdf(read(page.replace(/html$/, 'pdf')))),
        'ledger.txt': ledgerLines(read(`${folder}/numbers.json`).toString()),
      },
      trees: [tree('content'), tree('document')],
      verified: async () => diagnosticLines((await verify({ root: join(root, output) })).diagnostics),
      untrue: async () => {
        const numbers = readNumbers(read(`${folder}/numbers.json`));
        const traced = await tracesOf(root, numbers, session);
        return [...untraced(numbers, traced), ...falseEquations(read(page).toString(), traced)];
      },
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** What the build said, without what it said of this machine. */
function diagnosticLines(diagnostics: readonly Diagnostic[]): string {
  return sortDiagnostics(diagnostics.filter(({ code }) => !code.startsWith('host/')))
    .map((diagnostic) => `${formatDiagnostic(diagnostic)}\n`)
    .join('');
}
