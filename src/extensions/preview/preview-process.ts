import type { Diagnostic } from '../../diagnostics.js';
import { keptByProcess } from '../../host/processes/kept-by-process.js';
import type { Answer } from '../../host/recording.js';
import { formatsWith, formatTraits } from '../../model/dataset/formats.js';
import { targetPaths } from '../../outputs/paths.js';
import { type Compiled, compile } from '../../session/compile.js';
import { finishedReport } from '../../session/finished-report.js';
import { makeReportOutputs } from '../../session/make-report-outputs.js';
import { openSession } from '../../session/session.js';
import { openTargets, type ShownTarget, type Wanted } from './shown-targets.js';

/** What the process beside a preview is asked for. */
export interface CheckAsked {
  readonly wanted: Wanted;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folders of the targets that are looked at. */
  readonly looked: readonly string[];
  /** Folders of those of which a PDF is wanted. */
  readonly printed: readonly string[];
}

/** What it tells. */
export type CheckTold =
  | {
      readonly kind: 'checked';
      readonly diagnostics: readonly Diagnostic[];
      readonly answers: readonly Answer[];
    }
  | {
      readonly kind: 'printed';
      readonly folder: string;
      readonly bytes: Uint8Array;
      readonly mediaType: string;
      readonly pages: Readonly<Record<string, number>>;
    };

/**
 * Compiles everything with every check, in a session that lasts as long as the process, and prints what is wanted on paper. Of a
 * report that is made for many items those that are looked at.
 */
export async function checkAll(asked: CheckAsked, tell: (told: CheckTold) => Promise<void>): Promise<void> {
  const session = keptByProcess('preview', () => openSession({ ...asked.env }));
  const { found, targets } = await openTargets(asked.wanted);
  const all = targets.filter(
    ({ target, folder }) => target.item === undefined || asked.looked.includes(folder),
  );
  const said: (readonly Diagnostic[])[] = [found.diagnostics];
  const answers: (readonly Answer[])[] = [found.answers()];
  const compiled: { readonly part: readonly ShownTarget[]; readonly result: Compiled }[] = [];
  for (const part of byAudience(all)) {
    const [first] = part;
    if (first === undefined) continue;
    const opened = { ...first.opened, targets: part.map(({ target }) => target) };
    const wantsPages = asked.printed.length > 0;
    const result = await compile(session, opened, { tolerant: true, reportsAll: true, wantsPages });
    said.push(
      result.aboutData,
      result.made.flatMap(({ diagnostics }) => diagnostics),
    );
    answers.push(
      opened.host.answers(),
      result.made.flatMap(({ host }) => host.answers()),
    );
    compiled.push({ part, result });
  }
  await tell({ kind: 'checked', diagnostics: said.flat(), answers: answers.flat() });
  for (const { part, result } of compiled) await printWanted(part, result, asked, tell);
}

/** Ends what the session has started. */
export async function rest(): Promise<void> {
  await keptByProcess('preview', () => openSession({})).rest();
}

const byAudience = (targets: readonly ShownTarget[]): readonly (readonly ShownTarget[])[] => [
  targets.filter(({ opened }) => opened.project.audience === undefined),
  targets.filter(({ opened }) => opened.project.audience !== undefined),
];

async function printWanted(
  part: readonly ShownTarget[],
  { data, made }: Compiled,
  { env, printed }: CheckAsked,
  tell: (told: CheckTold) => Promise<void>,
): Promise<void> {
  const session = keptByProcess('preview', () => openSession({ ...env }));
  for (const each of made) {
    const { target, report, host } = each;
    const { folder } = targetPaths(target);
    const shown = part.find((one) => one.folder === folder);
    if (report === undefined || shown === undefined || !printed.includes(folder)) continue;
    const [paper] = formatsWith('hasPages', target.formats);
    if (paper === undefined) continue;
    const finished = finishedReport(report, { ...each, source: data }, session);
    const { project } = shown.opened;
    const { files, pages = {} } = await makeReportOutputs(
      finished,
      { session, project, progress: () => {} },
      host,
    );
    const bytes = files.find(({ format }) => format === paper)?.bytes;
    if (bytes === undefined) continue;
    const { mediaType } = formatTraits[paper];
    await tell({ kind: 'printed', folder, bytes, mediaType, pages });
  }
}
