import { type Diagnostic, hasErrors } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { createHost } from '../host/node-host.js';
import { type Answer, recordHost } from '../host/recording.js';
import type { About } from '../model/about.js';
import type { PublishedData } from '../model/dataset.js';
import type { Editions } from '../model/editions.js';
import type { Project, Target } from '../model/project.js';
import { unreadableCharacters } from './check-characters.js';
import type { PageMaps } from './page-maps.js';
import { type PrintedTarget, printTarget } from './print-target.js';
import type { Progress } from './progress.js';
import type { Workshop } from './workshop.js';
import { type Draft, illustrate, writeText } from './write-report.js';

interface MakeTargetsInput {
  readonly root: string;
  readonly project: Project;
  readonly targets: readonly Target[];
  readonly data: PublishedData;
  readonly about: About;
  readonly editions: Editions;
  readonly draft: boolean;
  readonly words?: boolean;
  readonly check: boolean;
  readonly progress: Progress;
  readonly workshop: Workshop;
  readonly known: PageMaps;
  /** What is a warning in a draft. */
  readonly judge: (found: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** The files of a target, what it was made from beyond what the whole project shares, and what was said of it. */
export interface MadeTarget extends PrintedTarget {
  readonly answers: readonly Answer[];
}

export interface MadeTargets {
  readonly drafts: readonly Draft[];
  /** In the order of the targets, whichever was ready first. */
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when there are errors, or nothing was to be printed. */
  readonly printed: readonly MadeTarget[] | undefined;
}

interface Illustrated {
  readonly draft: Draft | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes every target. Their texts are written one after the other; meanwhile the charts of those before are drawn in
 * their thread, and the browser prints what is complete. Once a target has errors no other begins to be printed, and
 * nobody waits for what the browser still does.
 */
export async function makeTargets(input: MakeTargetsInput): Promise<MadeTargets> {
  const { targets, check, judge } = input;
  const illustrating: Promise<Illustrated>[] = [];
  const printing: Promise<MadeTarget | undefined>[] = [];
  let isFaulty = false;
  for (const target of targets) {
    const host = recordHost(createHost(input.root, input.project.limits));
    const illustrated = await beginTarget(target, input, host);
    const printed = illustrated.done.then(async ({ draft, diagnostics }) => {
      isFaulty ||= draft === undefined || hasErrors(diagnostics);
      if (isFaulty || check || draft === undefined) return undefined;
      const made = await printTarget(draft, input, host);
      const answers = [...host.answers(), ...draft.answers];
      return { ...made, diagnostics: [...diagnostics, ...judge(made.diagnostics)], answers };
    });
    illustrating.push(illustrated.done);
    printing.push(heardLater(printed));
  }
  const all = await Promise.all(illustrating);
  const drafts = all.flatMap(({ draft }) => (draft === undefined ? [] : [draft]));
  if (isFaulty || check) {
    return { drafts, diagnostics: all.flatMap(({ diagnostics }) => diagnostics), printed: undefined };
  }
  const printed = (await Promise.all(printing)).filter((target) => target !== undefined);
  const diagnostics = printed.flatMap((target) => target.diagnostics);
  return { drafts, diagnostics, printed: hasErrors(diagnostics) ? undefined : printed };
}

/** Writes the text of a target; `done` is settled when its charts are drawn too and its document stands. */
async function beginTarget(
  target: Target,
  { project, data, about, editions, draft, words, progress, workshop, judge }: MakeTargetsInput,
  host: Host,
): Promise<{ readonly done: Promise<Illustrated> }> {
  const step = { step: 'compose', target: { report: target.report.id, language: target.language } } as const;
  progress({ ...step, state: 'begin' });
  const written = await writeText(
    { project, target, data, about, editions, draft, ...(words && { words }) },
    host,
  );
  const done = illustrate(written, workshop.draw, project.limits).then(
    async ({ value, diagnostics, reads }) => {
      const made = value && { draft: value, project, data, reads };
      const unreadable = made === undefined ? [] : await unreadableCharacters(made, host);
      progress({ ...step, state: 'end' });
      return { draft: value, diagnostics: judge([...diagnostics, ...unreadable]) };
    },
  );
  return { done: heardLater(done) };
}

/** A failure is met by whoever waits for the result in the end, also when that is after it happened. */
function heardLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
