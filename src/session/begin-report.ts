import { setImmediate } from 'node:timers/promises';
import type { Diagnostic } from '../diagnostics.js';
import type { RecordingHost } from '../host/recording.js';
import { writtenForm } from '../language/serbian-latin.js';
import { someFormat } from '../model/dataset/formats.js';
import type { Target } from '../model/project/project.js';
import { targetName } from '../model/project/target-name.js';
import { ofItem } from './checks/of-item.js';
import type { MadeReport, StandingReport } from './made-report.js';
import { markAsHandled, once, signal } from './promises.js';
import {
  checksTask,
  compiledTask,
  houseTask,
  languageTask,
  type ReportInput,
  readingTask,
  textTask,
} from './report-tasks.js';

/** A text whose tree is written, and its charts asked for. */
export interface BegunReport {
  readonly target: Target;
  /** The report once its tree stands: its charts are drawn and its numbers set, while checks may still find faults. */
  readonly stands: Promise<StandingReport>;
  /** The report with all its faults. It is checked at the first call, and once. */
  check(): Promise<MadeReport>;
}

/**
 * Writes the text of a target and has its charts drawn. It resolves once other processes have the charts; the rest goes on by itself.
 *
 * | state            | what happens then                                                              |
 * | ---              | ---                                                                            |
 * | written          | its text is a tree; this takes the process whole                               |
 * | charts asked for | other processes draw them; here `beginReport` resolves                         |
 * | next text begins | by whoever called, while charts are drawn                                      |
 * | standing         | charts are drawn and the tree is finished: `stands`                            |
 * | checked          | words were read while charts were drawn, the finished tree after: `check`      |
 *
 * Four things hold whatever is changed here:
 *
 * - It does not resolve before its charts are asked for: the next text would keep other processes waiting for their work.
 * - `stands` waits for charts alone, so that pages are made before anything is checked.
 * - `check` begins when it is first called, in idle turns, and may be called before the report stands.
 * - What fails in `stands` or `check` meets whoever waits for it, however late that is.
 *
 * @param judge Returns faults as they are told: in a draft those that leave a report readable are warnings.
 */
export async function beginReport(
  input: ReportInput,
  judge: (found: readonly Diagnostic[]) => readonly Diagnostic[],
  host: RecordingHost,
): Promise<BegunReport> {
  const { session, options, target, local } = input;
  const { memory, idle } = session;
  const { progress = () => {}, wantsPages = false } = options;
  const step = { step: 'compose', target: targetName(target) } as const;
  progress({ ...step, state: 'begin' });

  // Written.
  const { root } = input.opened;
  const printedIn = await memory.ask(languageTask, { tag: target.language, local, root }, host);
  const house = await memory.ask(houseTask, input, host);
  const inTag = { tag: writtenForm(target.language), local: local.written, root };
  const text = { ...input, writtenIn: await memory.ask(languageTask, inTag, host) };
  const written = await memory.ask(textTask, text, host);

  // Charts asked for. Nothing is awaited between here and the last lines: they see to it that a failure is met.
  const chartsAsked = signal();
  const allFrames = session.drawsForPages(wantsPages) && someFormat('needsScreenDrawings', target.formats);
  const compiling = memory.ask(
    compiledTask,
    { ...input, written, printedIn, house, allFrames, asked: chartsAsked.give },
    host,
  );

  const made = (report: MadeReport['report'], ...found: (readonly Diagnostic[])[]): MadeReport => ({
    ...{ target, data: local.data, editions: local.editions, host, report },
    diagnostics: ofItem(target, judge([...house.diagnostics, ...found.flat()])),
  });
  const stand = async (): Promise<StandingReport> => {
    const { value, diagnostics } = await compiling;
    progress({ ...step, state: 'end' });
    return { ...made(value, written.content.diagnostics, diagnostics), check };
  };
  const check = once(async () => {
    // Words are read while charts are drawn.
    await idle.turn();
    const ofText = await memory.ask(readingTask, { ...text, written }, host);
    const compiled = await compiling;
    await idle.turn();
    // By now the host has been asked for every file of the text.
    const ofReport = await memory.ask(checksTask, { ...input, compiled, reads: readFrom(host) }, host);
    return made(compiled.value, ofText, compiled.diagnostics, ofReport);
  });

  const stands = markAsHandled(stand());
  await handedOver(chartsAsked.given, stands);
  return { target, stands, check };
}

/** Waits until the charts that are asked for have left this process. A report that is remembered asks for none, and stands. */
async function handedOver(chartsAsked: Promise<void>, stands: Promise<StandingReport>): Promise<void> {
  // Where it fails, whoever waits for `stands` is told.
  await Promise.race([chartsAsked, stands]).catch(() => {});
  // In the next turn of the event loop they have been sent.
  await setImmediate();
}

/** The files of the project that were read. */
const readFrom = (host: RecordingHost): readonly string[] =>
  host.answers().flatMap(({ place, asked, path }) => (place === 'project' && asked === 'read' ? [path] : []));
