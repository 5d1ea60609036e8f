import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { readPrevious } from '../../host/files/read-previous.js';
import type { Host } from '../../host/host.js';
import type { Project, Target } from '../../model/project/project.js';
import { builtPaths, isIndexPath, recordFile } from '../../outputs/paths.js';
import type { Circumstances } from './circumstances.js';
import { isWhole } from './noop/noop-record.js';
import { proving } from './proof.js';
import { type BuildRecord, parseRecord, type RecordedOutput } from './record.js';

/** A target whose outputs are what building it again would make. */
export interface FreshTarget {
  readonly target: Target;
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly pages?: number }[];
  /** What the build that made it said of the project. */
  readonly warnings: readonly Diagnostic[];
}

interface FreshInput {
  readonly root: string;
  readonly project: Project;
  readonly targets: readonly Target[];
  readonly now: Circumstances | undefined;
  /** The files as they are. */
  readonly host: Host;
}

/**
 * The targets that need not be built: their outputs are there byte for byte, the manifest is the one that names them,
 * and everything that they were made from is unchanged. When in doubt, a target is built.
 */
export async function findFresh({ root, project, targets, now, host }: FreshInput): Promise<FreshTarget[]> {
  const output = join(root, project.output);
  const record = parseRecord(await readPrevious(output, recordFile), now?.key);
  if (now === undefined || record === undefined) return [];
  if (!(await isWhole(output, { path: 'manifest.json', sha256: record.manifest }))) return [];

  const isProven = proving(now, host);
  const verdicts = new Map<string, Promise<boolean>>();
  const holds = (key: string): Promise<boolean> => {
    const proof = record.proofs[key];
    const verdict = verdicts.get(key) ?? (proof ? isProven(proof) : Promise.resolve(false));
    verdicts.set(key, verdict);
    return verdict;
  };
  const fresh: FreshTarget[] = [];
  const byPath = outputsByPath(record);
  for (const target of targets) {
    const outputs = recordedOutputs(byPath, target);
    if (outputs === undefined) continue;
    // All are of one build: a page that was built before its PDF belongs to an earlier `published.json`.
    let isFresh = new Set(outputs.map(({ proof }) => proof)).size === 1;
    for (const each of outputs) isFresh &&= (await holds(each.proof)) && (await isWhole(output, each));
    if (isFresh) fresh.push({ target, ...describe(outputs, record) });
  }
  return fresh;
}

/** True where the pages that lead to reports stand as they were written: they belong to no target. */
export async function areIndexesWhole({ root, project, now }: FreshInput): Promise<boolean> {
  if (project.reports.every(({ matrix }) => matrix === undefined)) return true;
  const output = join(root, project.output);
  const record = parseRecord(await readPrevious(output, recordFile), now?.key);
  const indexes = record?.outputs.filter(({ path }) => isIndexPath(path)) ?? [];
  return (await Promise.all(indexes.map((each) => isWhole(output, each)))).every((is) => is);
}

/** The targets as a record has them, with the keys of their proofs, whatever has become of them; undefined where one is not in it. */
export function recordedTargets(
  record: BuildRecord,
  targets: readonly Target[],
): readonly (FreshTarget & { readonly recorded: readonly RecordedOutput[] })[] | undefined {
  const byPath = outputsByPath(record);
  const found = targets.flatMap((target) => {
    const recorded = recordedOutputs(byPath, target);
    return recorded === undefined ? [] : [{ target, recorded, ...describe(recorded, record) }];
  });
  return found.length === targets.length ? found : undefined;
}

const outputsByPath = ({ outputs }: BuildRecord): ReadonlyMap<string, RecordedOutput> =>
  new Map(outputs.map((output) => [output.path, output]));

/** What the record says of every file that building the target would write, or undefined where one is not in it. */
function recordedOutputs(
  byPath: ReadonlyMap<string, RecordedOutput>,
  target: Target,
): RecordedOutput[] | undefined {
  const wanted = builtPaths(target);
  const found = wanted.flatMap((path) => byPath.get(path) ?? []);
  return found.length === wanted.length ? found : undefined;
}

function describe(
  outputs: readonly RecordedOutput[],
  { proofs }: BuildRecord,
): Pick<FreshTarget, 'outputs' | 'warnings'> {
  const keys = new Set(outputs.map(({ proof }) => proof));
  return {
    outputs: outputs.map(({ path, bytes, pages }) => ({
      path,
      bytes,
      ...(pages === undefined ? {} : { pages }),
    })),
    warnings: [...keys].flatMap((key) => proofs[key]?.warnings ?? []),
  };
}
