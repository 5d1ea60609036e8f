import type { Diagnostic } from './diagnostics.js';
import { parseSnapshot, type Snapshot } from './editions/snapshot.js';
import { FileProblem, type Files } from './host/host.js';
import { createHost } from './host/node-host.js';
import { parseCatalogue } from './language/catalogue.js';
import { createLanguage } from './language/create.js';
import type { Language } from './language/language.js';
import type { ManifestOutput } from './outputs/manifest/manifest.js';
import { checkFiles } from './verify/check-files.js';
import { checkLedger } from './verify/check-ledger.js';
import { checkNumbers } from './verify/check-numbers.js';
import { checkPage } from './verify/check-page.js';
import { problemAt } from './verify/problem.js';

export interface VerifyResult {
  /** Positions are relative to the output folder. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files that the manifest names. */
  readonly files: number;
  /** Numbers that were published, and how many of them were calculated again from their cells. */
  readonly numbers: number;
  readonly recalculated: number;
}

/**
 * Verifies an output folder from its files alone: the hashes of the manifest, every number and word of the pages
 * against the snapshots, and every number of a snapshot against its cells.
 */
export async function verify(options: { readonly root: string }): Promise<VerifyResult> {
  const host = createHost(options.root);
  return verifyFiles(host.project, host.tool);
}

/** The same for any files: `output` are those of the output folder, `tool` those of Tallybook. */
export async function verifyFiles(output: Files, tool: Files): Promise<VerifyResult> {
  const { manifest, files, problems } = await checkFiles(output);
  const result = { diagnostics: [...problems], files: files.size, numbers: 0, recalculated: 0 };
  for (const folder of foldersOf(manifest?.outputs ?? [])) {
    const verified = await verifyTarget(folder, manifest?.outputs ?? [], files, tool);
    result.diagnostics.push(...verified.diagnostics);
    result.numbers += verified.numbers;
    result.recalculated += verified.recalculated;
  }
  return result;
}

type Verified = Omit<VerifyResult, 'files'>;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

const foldersOf = (outputs: readonly ManifestOutput[]): readonly string[] => [
  ...new Set(outputs.map(({ path }) => folderOf(path))),
];

async function verifyTarget(
  folder: string,
  outputs: readonly ManifestOutput[],
  files: ReadonlyMap<string, Uint8Array>,
  tool: Files,
): Promise<Verified> {
  const text = (path: string): string => new TextDecoder().decode(files.get(path));
  const file = `${folder}/published.json`;
  if (!files.has(file)) {
    const message = `Unexpected \`${folder}\` without \`published.json\`, expected what its numbers answer to`;
    // One that the manifest names has been reported.
    const isNamed = outputs.some(({ path }) => path === file);
    return { ...nothing, diagnostics: isNamed ? [] : [problemAt('verify/missing-file', file, message)] };
  }
  const { snapshot, fault } = parseSnapshot(text(file));
  if (snapshot === undefined) {
    const message = `Unexpected ${fault}, expected a snapshot as Tallybook writes it`;
    return { ...nothing, diagnostics: [problemAt('verify/form', file, message)] };
  }
  const language = await languageOf(snapshot, tool);
  if (language === undefined) {
    const message = `Unexpected language \`${snapshot.language}\`, expected one in which Tallybook has its words`;
    return { ...nothing, diagnostics: [problemAt('verify/form', file, message)] };
  }
  const numbers = checkNumbers(snapshot, file, language);
  const others = outputs
    .filter(({ path }) => folderOf(path) === folder && files.has(path))
    .flatMap(({ path, format }) => {
      if (format === 'html') return checkPage({ html: text(path), file: path, snapshot });
      return path.endsWith('/numbers.json') ? checkLedger(text(path), path, snapshot) : [];
    });
  return {
    diagnostics: [...numbers.problems, ...others],
    numbers: snapshot.numbers.length,
    recalculated: numbers.recalculated,
  };
}

const nothing: Verified = { diagnostics: [], numbers: 0, recalculated: 0 };

async function languageOf({ language }: Snapshot, tool: Files): Promise<Language | undefined> {
  try {
    return createLanguage(language, parseCatalogue(await tool.readText(`messages/${language}.yaml`)));
  } catch (error) {
    // A path or a tag that is none.
    if (error instanceof FileProblem || error instanceof RangeError) return undefined;
    throw error;
  }
}
