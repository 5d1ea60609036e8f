import { basename, dirname } from 'node:path';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { folderFiles } from '../../host/files.js';
import { FileProblem } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { writeFiles } from '../../host/write-files.js';
import { exported, imported, readReturned } from './exchange.js';
import { type LanguageState, translationState } from './state.js';

export interface TranslateOptions {
  /** The project folder, absolute. */
  readonly root: string;
}

/** What came of a list of texts. */
export interface Exchange {
  readonly diagnostics: readonly Diagnostic[];
  /** The list, as CSV. */
  readonly text?: string;
  /** Files that were written, and how many translations were taken over. */
  readonly written?: readonly string[];
  readonly taken?: number;
}

/** How far the translations of a project are. */
export async function status({ root }: TranslateOptions): Promise<{
  readonly languages: readonly LanguageState[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const { languages, diagnostics } = await translationState(root);
  return { languages, diagnostics };
}

/** What a translator has to look at, or all texts, as CSV. */
export async function exportTexts(
  { root }: TranslateOptions,
  language: string,
  all: boolean,
): Promise<Exchange> {
  const { languages, diagnostics } = await translationState(root, language);
  const [state] = languages;
  return state === undefined || isBroken(diagnostics)
    ? { diagnostics }
    : { diagnostics, text: exported(state, all) };
}

/** A file of texts that cannot be read would lose what stands in it. */
const isBroken = (found: readonly Diagnostic[]): boolean =>
  found.some(({ severity, code }) => severity === 'error' && code.startsWith('translation/'));

async function readList(path: string, shown: string, most: number): Promise<string | Diagnostic> {
  try {
    return await folderFiles(dirname(path)).readText(basename(path), most);
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    const found =
      problem.reason === 'missing' ? 'missing file' : `file (${problem.reason.replaceAll('-', ' ')})`;
    return {
      severity: 'error',
      code: 'translation/returned',
      message: `Unexpected ${found} \`${shown}\`, expected a list of texts in UTF-8`,
      position: { file: shown, line: 1, column: 1 },
      hint: '`tallybook translate export` writes the form that is read here',
    };
  }
}

/** Takes over what came back: texts of the data package, and templates. Rejects with an `EnvironmentProblem`. */
export async function importTexts(
  { root }: TranslateOptions,
  language: string,
  { path, shown: file }: { readonly path: string; readonly shown: string },
): Promise<Exchange> {
  const { languages, project, diagnostics } = await translationState(root, language);
  const [state] = languages;
  if (state === undefined || project === undefined || isBroken(diagnostics)) return { diagnostics };
  const text = await readList(path, file, project.limits.textBytes);
  if (typeof text !== 'string') return { diagnostics: [text] };
  const returned = readReturned(text, file);
  if (hasErrors(returned.diagnostics)) return { diagnostics: returned.diagnostics };
  const { project: files } = createHost(root, project.limits);
  const paths = [
    state.data.file,
    ...[...state.templates, ...state.pieces].flatMap((each) => [each.source, each.file]),
  ];
  const current: Record<string, string> = {};
  for (const path of paths) {
    if (await files.exists(path)) current[path] = await files.readText(path, project.limits.textBytes);
  }
  const made = imported(state, returned.rows, current, file);
  await writeFiles(root, made.files);
  return { diagnostics: made.diagnostics, written: Object.keys(made.files), taken: made.taken };
}
