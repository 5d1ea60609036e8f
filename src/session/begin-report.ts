import { setImmediate } from 'node:timers/promises';
import type { KeepLint } from '../content/compose-input.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { RecordingHost } from '../host/recording.js';
import { writtenForm } from '../language/serbian-latin.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { someFormat } from '../model/dataset/formats.js';
import type { Target } from '../model/project/project.js';
import { targetName } from '../model/project/target-name.js';
import type { Editions } from '../model/snapshot/editions.js';
import { loadHouse } from '../publisher/load-house.js';
import { unreadableCharacters } from './checks/check-characters.js';
import { ofItem } from './checks/of-item.js';
import type { CompileOptions } from './compile-options.js';
import type { InLanguage } from './in-language.js';
import type { MadeReport, StandingReport } from './made-report.js';
import { placeOf, reportOf } from './memo/memory-places.js';
import type { OpenProject } from './open-project.js';
import type { Session } from './session.js';
import { markAsHandled } from './workers/mark-as-handled.js';
import { checkReport, illustrate, inLetters, languageOf, type Written, writeText } from './write-report.js';

/** What a target is made from. */
interface ReportInput {
  readonly editions: Editions;
  readonly session: Session;
  readonly opened: OpenProject;
  /** What the project says, for keys. */
  readonly settings: string;
  readonly options: CompileOptions;
  readonly target: Target;
  readonly local: InLanguage;
  readonly judge: (found: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** A text whose tree is written, and its charts asked for. */
export interface BegunReport {
  readonly target: Target;
  /** Settled when its charts are drawn too and its tree is finished. */
  readonly stands: Promise<StandingReport>;
  /** All that is said of it, which is found out when it is asked for, and once. */
  check(): Promise<MadeReport>;
}

/** Writes the text of a target and has its charts drawn. */
export async function beginReport(input: ReportInput, host: RecordingHost): Promise<BegunReport> {
  const { session, opened, options, target, local, judge } = input;
  const { memory } = session;
  const { project, root } = opened;
  const { limits } = project;
  const { progress = () => {}, wantsPages = false } = options;
  const { data, editions } = local;
  const allFrames = session.drawsForPages(wantsPages) && someFormat('needsScreenDrawings', target.formats);
  const of = reportOf(root, target);
  const step = { step: 'compose', target: targetName(target) } as const;
  progress({ ...step, state: 'begin' });
  const language = await recallLanguage(target.language, session, host);
  const isPrinted = someFormat('needsLetters', target.formats);
  const house = await memory.recall(
    {
      work: 'house',
      // One for all items.
      of: `${root} ${target.report.id} ${target.language}`,
      key: JSON.stringify([target.report.theme, isPrinted]),
    },
    host,
    (files) => loadHouse(target.report.theme, files, isPrinted),
  );
  const { written, read } = await recallText(input, host);
  const asked = signal();
  const formats = target.formats.join(' ');
  const key = `${memory.nameOf(written)} ${memory.nameOf(house)} ${formats} ${allFrames} ${(project.keptInCyrillic ?? []).join('\n')}`;
  const drawn = memory.recall({ work: 'report', of, key, parts: { data } }, host, async (_, parts) => {
    const { draw } = session.workerPool({ wantsPdf: options.wantsPdf === true, limits });
    return await illustrate(
      { ...inLetters(written, language, project), target, ...parts, house: house.value, allFrames },
      (work) => draw(work, options.cache, asked.give),
    );
  });
  const check = async (files: Host, parts: { readonly data: PublishedData }) => {
    const { value: report } = await drawn;
    if (report === undefined) return [];
    const made = { report, project, data: parts.data, reads: readFrom(host) };
    return [...checkReport(report, parts.data, limits), ...(await unreadableCharacters(made, files))];
  };
  const base = { target, data, editions, host };
  const finish = async (): Promise<MadeReport> => {
    // While charts are drawn.
    await session.idle.turn();
    const ofText = await read();
    const { value: report, diagnostics } = await drawn;
    await session.idle.turn();
    // It asks which files were read for the text.
    const ofReport = await memory.recall(
      { work: 'checks', of, key: `${key} ${memory.nameOf(await drawn)}`, parts: { data } },
      host,
      check,
    );
    const all = [...house.diagnostics, ...ofText, ...diagnostics, ...ofReport];
    return { ...base, report, diagnostics: ofItem(target, judge(all)) };
  };
  const stand = async () => {
    const { value: report, diagnostics } = await drawn;
    progress({ ...step, state: 'end' });
    const found = [...house.diagnostics, ...written.content.diagnostics, ...diagnostics];
    return { ...base, report, diagnostics: ofItem(target, judge(found)) };
  };
  const stands = markAsHandled(stand());
  let done: Promise<MadeReport> | undefined;
  const checked = (): Promise<MadeReport> => {
    done ??= markAsHandled(finish());
    return done;
  };
  // What is asked for leaves this process before the next text is written, which takes it all. What was drawn before is asked for nowhere.
  await Promise.race([asked.given, stands]).catch(() => {});
  await setImmediate();
  const standing = markAsHandled(stands.then((report) => ({ ...report, check: checked })));
  return { target, stands: standing, check: checked };
}

/** Something that is waited for, and told. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

const recallLanguage = (tag: string, { memory }: Session, host: Host) =>
  memory.recall({ work: 'language', of: tag, key: '' }, host, (files) => languageOf(tag, files));

/** The text of a target as a tree, and what reads its words. */
async function recallText(
  { session, opened, settings, options, target, local, editions }: ReportInput,
  host: RecordingHost,
): Promise<{ readonly written: Written; readonly read: () => Promise<readonly Diagnostic[]> }> {
  const { written: source } = local;
  const { about, spoken, data } = source;
  const { memory, rows, subjects } = session;
  const { project, root } = opened;
  const { draft = false, words = false } = options;
  // Serbian is written in Cyrillic, whichever letters it is printed in.
  const form = writtenForm(target.language);
  const language = await recallLanguage(form, session, host);
  const names = [about, spoken, language].map((value) => memory.nameOf(value));
  const made = JSON.stringify([names, settings]);
  const key = JSON.stringify([made, target.report.id, target.item, draft, words]);
  const of = reportOf(root, target, form);
  const keepLint =
    (files: Host, parts: { readonly data: PublishedData }): KeepLint =>
    (kind, texts, make) =>
      memory.recall(
        {
          // What the data say is the same in every report.
          ...(kind === 'data'
            ? { work: 'data words', of: `${placeOf(opened)} ${form}`, key: `${made} ${texts}` }
            : { work: 'words', of, key: `${key} ${texts}` }),
          parts: { data: parts.data },
        },
        files,
        (asked, looked) => make(asked, looked.data),
      );
  // A text that looked at some datasets is not written again when others change, nor for the other letters of its language.
  const written = await memory.recall(
    { work: 'text', of, key, parts: { data, editions } },
    host,
    (files, parts) => {
      const kept = keepLint(files, parts);
      const input = { project, target, rows, subjects, about, spoken, language, draft, words, ...parts };
      return writeText({ ...input, keepLint: kept }, files);
    },
  );
  const inTurns =
    (keep: KeepLint): KeepLint =>
    async (...asked) => {
      const found = await keep(...asked);
      await session.idle.turn();
      return found;
    };
  const read = () =>
    memory.recall(
      { work: 'reading', of, key: memory.nameOf(written), parts: { data } },
      host,
      (files, parts) =>
        written.content.read({ host: files, data: parts.data, keepLint: inTurns(keepLint(files, parts)) }),
    );
  return { written, read };
}

/** The files of the project that were read. */
const readFrom = (host: RecordingHost): readonly string[] =>
  host.answers().flatMap(({ place, asked, path }) => (place === 'project' && asked === 'read' ? [path] : []));
