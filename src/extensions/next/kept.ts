import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics.js';
import { type Files, ifReadable } from '../../host/host.js';
import type { Project, Target } from '../../model/project/project.js';
import { parseSnapshot, type Snapshot } from '../../model/snapshot/snapshot.js';
import { parseManifest } from '../../outputs/manifest/manifest.js';
import { targetPaths } from '../../outputs/paths.js';
import { problem } from '../../problems/problem.js';
import { standardLimits } from '../../resource-limits.js';
import { sha256 } from '../../sha256.js';
import { parseJson } from '../../yaml/json.js';

/** What an edition published, to be kept. */
export interface Kept {
  /** Where it is to be kept. */
  readonly file: string;
  readonly text: string;
}

/** Where the snapshot of an edition is kept. */
const keptFile = (edition: number): string => `data/editions/${edition}.json`;

/** Finds what a report published in the edition of its project, or says why it cannot be kept. */
export async function findKept(
  { report, language }: Target,
  { edition, output }: Project,
  files: Files,
): Promise<Kept | Diagnostic> {
  const path = targetPaths({ report, language }).published;
  const source = `${output}/${path}`;
  const text = await ifReadable(files.readText(source));
  if (text === undefined) return problem('next/kept.missing', at(source), { file: source, edition });
  const parsed = parseSnapshot(text);
  if (parsed.value === undefined)
    return problem('next/kept.unreadable', at(source), { file: source, fault: parsed.fault, edition });
  const wrong = wrongWith(parsed.value, edition, source);
  if (wrong !== undefined) return wrong;
  const manifest = parseManifest(await ifReadable(files.read(`${output}/manifest.json`)));
  const recorded = manifest?.outputs.find((each) => each.path === path)?.sha256;
  if (recorded !== sha256(text)) return problem('next/kept.changed', at(source), { file: source, edition });
  const file = keptFile(edition);
  const there = await ifReadable(files.readText(file));
  if (there !== undefined && there !== text) return problem('next/kept.other', at(file), { file, edition });
  return { file, text };
}

function wrongWith(found: Snapshot, edition: number, file: string): Diagnostic | undefined {
  if (found.edition !== edition)
    return problem('next/kept.edition', at(file), { file, found: found.edition, edition });
  return found.draft ? problem('next/kept.draft', at(file), { file }) : undefined;
}

const at = (file: string) => ({ file, line: 1, column: 1 });

/** Where the files stand as they were before the move; `null` once that was undone. */
export const undoFile = '.tallybook/next.json';

const textsByFile = z.record(z.string(), z.string());

/** What a move changed, and every text that it looked at as it was afterwards. */
const moveGrammar = z.strictObject({
  before: textsByFile,
  after: textsByFile,
  texts: textsByFile.default({}),
});

export type Move = z.infer<typeof moveGrammar>;

/** The last move, if it is known on this machine and was not undone. */
export async function lastMove(files: Files): Promise<Move | undefined> {
  const json = parseJson((await ifReadable(files.readText(undoFile))) ?? '', standardLimits.yamlDepth);
  return 'value' in json ? moveGrammar.safeParse(json.value).data : undefined;
}
