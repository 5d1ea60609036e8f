import { setImmediate } from 'node:timers/promises';
import type { Diagnostic } from '../diagnostics.js';
import type { RecordingHost } from '../host/recording.js';
import { writtenForm } from '../language/serbian-latin.js';
import { someFormat } from '../model/dataset/formats.js';
import type { Target } from '../model/project/project.js';
import { targetName } from '../model/project/target-name.js';
import { ofItem } from './checks/of-item.js';
import type { MadeReport, StandingReport } from './made-report.js';
import {
  checksTask,
  drawnTask,
  houseTask,
  languageTask,
  type ReportInput,
  readingTask,
  textTask,
} from './report-tasks.js';
import { markAsHandled } from './workers/mark-as-handled.js';

/** A text whose tree is written, and its charts asked for. */
export interface BegunReport {
  readonly target: Target;
  /** The report once its tree stands: its charts are drawn and its numbers set, and what is only said of it may be unknown yet. */
  readonly stands: Promise<StandingReport>;
  /** All that is said of it, which is found out when it is asked for, and once. */
  check(): Promise<MadeReport>;
}

/**
 * Writes the text of a target and has its charts drawn: asks for the tasks of a report, in the order in which others can work meanwhile.
 *
 * | state            | when                                                                           |
 * | ---              | ---                                                                            |
 * | written          | its text is a tree; this takes the process whole                               |
 * | charts asked for | other processes draw them; here `beginReport` resolves                         |
 * | next text begins | by whoever called, while charts are drawn                                      |
 * | standing         | charts are drawn and the tree is finished: `stands`                            |
 * | checked          | words were read while charts were drawn, the finished tree after: `check`      |
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
  const printedIn = await memory.ask(languageTask, target.language, host);
  const house = await memory.ask(houseTask, input, host);
  const text = { ...input, writtenIn: await memory.ask(languageTask, writtenForm(target.language), host) };
  const written = await memory.ask(textTask, text, host);
  // Given by whoever draws, once other processes have been sent all charts.
  const chartsAsked = signal();
  const allFrames = session.drawsForPages(wantsPages) && someFormat('needsScreenDrawings', target.formats);
  const drawing = memory.ask(
    drawnTask,
    { ...input, written, printedIn, house, allFrames, asked: chartsAsked.give },
    host,
  );
  const made = (report: MadeReport['report'], ...found: (readonly Diagnostic[])[]): MadeReport => ({
    ...{ target, data: local.data, editions: local.editions, host, report },
    diagnostics: ofItem(target, judge([...house.diagnostics, ...found.flat()])),
  });
  const check = once(async () => {
    // While charts are drawn.
    await idle.turn();
    const ofText = await memory.ask(readingTask, { ...text, written }, host);
    const drawn = await drawing;
    await idle.turn();
    const ofReport = await memory.ask(checksTask, { ...input, drawn, reads: readFrom(host) }, host);
    return made(drawn.value, ofText, drawn.diagnostics, ofReport);
  });
  const stand = async (): Promise<StandingReport> => {
    const { value, diagnostics } = await drawing;
    progress({ ...step, state: 'end' });
    return { ...made(value, written.content.diagnostics, diagnostics), check };
  };
  const stands = markAsHandled(stand());
  await handedOver(chartsAsked.given, stands);
  return { target, stands, check };
}

/** Waits until charts that are asked for have left this process. A report whose charts were all drawn before asks for none, and stands. */
async function handedOver(chartsAsked: Promise<void>, stands: Promise<StandingReport>): Promise<void> {
  await Promise.race([chartsAsked, stands]).catch(() => {});
  await setImmediate();
}

/** Makes a value at the first call, whose failure is met by whoever waits for it. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= markAsHandled(make());
    return made;
  };
}

/** Something that is waited for, and told. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

/** The files of the project that were read. */
const readFrom = (host: RecordingHost): readonly string[] =>
  host.answers().flatMap(({ place, asked, path }) => (place === 'project' && asked === 'read' ? [path] : []));
