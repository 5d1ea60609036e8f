import { faultOf } from '../../problems/problem.js';
import { EnvironmentProblem } from '../host.js';
import { environmentProblem } from '../problems.js';
import { endOf, shortageOf } from './browser-end.js';
import type { Candidate, Program } from './candidate.js';
import { browserCandidates } from './candidates.js';
import { type LaunchSettings, type RunningBrowser, startBrowser } from './launch.js';

export interface FindSettings extends LaunchSettings {
  /** What to try instead of what `browserCandidates` finds; tests use it. */
  readonly candidates?: readonly Candidate[];
}

/** A browser that was not taken, and why. */
export interface TriedBrowser {
  readonly name: string;
  readonly reason: string;
}

/** The first browser that starts. */
export interface FoundBrowser {
  readonly candidate: Candidate;
  readonly program: Program;
  readonly running: RunningBrowser;
  /** What came before it in the order and was not there or did not start. */
  readonly tried: readonly TriedBrowser[];
}

/**
 * Starts the first browser that works. Rejects with an `EnvironmentProblem`: `host/browser-override` when the one
 * named by a variable does not work, `host/browser-missing` when none does; but where the machine lacks disk, memory or
 * open files, the problem that says so.
 */
export async function findBrowser(settings: FindSettings): Promise<FoundBrowser> {
  const tried: TriedBrowser[] = [];
  const causes: unknown[] = [];
  for (const candidate of settings.candidates ?? browserCandidates(settings.env)) {
    try {
      const found = await startCandidate(candidate, settings);
      if (found !== undefined) return { candidate, ...found, tried };
      tried.push({ name: candidate.name, reason: 'not there' });
    } catch (cause) {
      if (cause instanceof EnvironmentProblem) throw cause;
      if (candidate.kind === 'named')
        throw shortageOf(cause, settings.env) ?? overrideProblem(candidate, cause);
      tried.push({ name: candidate.name, reason: endOf(cause) });
      causes.push(cause);
    }
  }
  throw (
    causes.map((cause) => shortageOf(cause, settings.env)).find((shortage) => shortage !== undefined) ??
    missingProblem(tried)
  );
}

async function startCandidate(
  candidate: Candidate,
  settings: LaunchSettings,
): Promise<{ program: Program; running: RunningBrowser } | undefined> {
  const program = await candidate.locate(false);
  if (program === undefined) return undefined;
  try {
    return { program, running: await startBrowser(program, settings) };
  } catch (error) {
    if (!candidate.repairable || error instanceof EnvironmentProblem) throw error;
    const repaired = await candidate.locate(true);
    if (repaired === undefined) throw error;
    return { program: repaired, running: await startBrowser(repaired, settings) };
  }
}

function overrideProblem(candidate: Candidate, cause: unknown): EnvironmentProblem {
  return environmentProblem(faultOf('host/browser-override', { name: candidate.name, end: endOf(cause) }), {
    cause,
  });
}

function missingProblem(tried: readonly TriedBrowser[]): EnvironmentProblem {
  const list = tried.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  return environmentProblem(
    faultOf('host/browser-missing', { list: list || 'none is known for this machine' }),
  );
}

/**
 * Which browser prints here, so that two machines with the same text print the same: its version, wherever it lies. The packed one
 * is known by its package; any other is started and asked. `none` where none starts.
 */
export async function portableBrowser(settings: LaunchSettings): Promise<string> {
  const [first] = browserCandidates(settings.env);
  if (first?.kind === 'packed') return first.name;
  try {
    const { running } = await findBrowser(settings);
    await running.stop();
    return `Chromium ${running.version}`;
  } catch {
    return 'none';
  }
}
