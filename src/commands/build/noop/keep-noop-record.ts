import { join } from 'node:path';
import { readPrevious } from '../../../host/files/read-previous.js';
import { type Answer, sortAnswers } from '../../../host/recording.js';
import { isIndexPath, manifestFile, outputFolders, recordFile } from '../../../outputs/paths.js';
import { type OpenedProject, openCache } from '../../../session/open-project.js';
import { sourcesApart } from '../../../session/output-folder.js';
import { sha256 } from '../../../sha256.js';
import { circumstancesOf, sealedBy } from '../circumstances.js';
import { recordedTargets } from '../fresh.js';
import { isUnder } from '../proof.js';
import { parseRecord } from '../record.js';
import { withFresh } from '../with-fresh.js';
import { type Call, type Manner, type NoopRecord, noopRecordKind, noopRecordName } from './noop-record.js';

interface Asked {
  readonly draft: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Keeps what the next build by the same command line says if it finds everything as the record has it. So nothing is asked of the files here: that they
 * are so is for `findNoopRecord` to find. Of a project with confidential reports nothing is kept, by its public ones either.
 */
export async function keepNoopRecord(call: Call & Manner, found: OpenedProject, asked: Asked): Promise<void> {
  const { opened, project: whole } = found;
  if (opened === undefined || whole?.confidential !== undefined) return;
  const { root, project, targets } = opened;
  const cache = openCache(opened, asked.env);
  const now = await circumstancesOf(asked.draft, asked.env);
  if (cache === undefined || now === undefined) return;
  const output = join(root, project.output);
  const bytes = await readPrevious(output, recordFile);
  const record = parseRecord(bytes, now.key);
  const fresh = record && recordedTargets(record, targets);
  if (bytes === undefined || record === undefined || fresh === undefined) return;
  const proofs = [
    ...new Set(fresh.flatMap(({ recorded }) => recorded.map(({ proof }) => record.proofs[proof]))),
  ];
  if (!proofs.every((proof) => proof !== undefined && isUnder(proof, now))) return;
  const answers = eachOnce([
    ...found.answers().map(sealedBy(now.key)),
    ...proofs.flatMap((proof) => proof?.answers ?? []),
  ]);
  if (answers === undefined) return;
  const indexes = record.outputs.filter(({ path }) => isIndexPath(path));
  const nothing = { outputs: [], output: project.output, upToDate: true, diagnostics: [] };
  const said = withFresh(nothing, fresh, targets);
  const noopRecord: NoopRecord = {
    root,
    manner: { json: call.json, quiet: call.quiet },
    ...(proofs.some((proof) => proof?.browsers !== undefined) && { browsers: now.browsers }),
    answers,
    written: [
      { path: recordFile, sha256: sha256(bytes) },
      { path: manifestFile, sha256: record.manifest },
      ...[...fresh.flatMap(({ recorded }) => recorded), ...indexes].map(({ path, sha256 }) => ({
        path,
        sha256,
      })),
    ],
    folders: outputFolders(project),
    sources: sourcesApart(project),
    result: { ...said, limits: project.limits, diagnostics: [...found.diagnostics, ...said.diagnostics] },
  };
  cache.keep(noopRecordKind, noopRecordName(call, asked.env), noopRecord);
  await cache.settle();
}

/** The answers in their order; undefined where a question has two, so that one of them no longer holds. */
function eachOnce(answers: readonly Answer[]): readonly Answer[] | undefined {
  const once = sortAnswers(answers);
  const known = new Map(once.map((each) => [nameOf(each), each.answer]));
  return answers.every((each) => known.get(nameOf(each)) === each.answer) ? once : undefined;
}

const nameOf = ({ place, asked, path }: Answer): string => `${place} ${path} ${asked}`;
