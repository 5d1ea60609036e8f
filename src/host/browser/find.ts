import { tmpdir } from 'node:os';
import { errorCode } from '../files.js';
import { EnvironmentProblem } from '../host.js';
import { environmentProblem, reasonOf, writeProblem } from '../problems.js';
import { StartFailure } from './browser-process.js';
import { cacheFolder } from './cache.js';
import { browserCandidates, type Candidate, type Program } from './candidates.js';
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
 * named by a variable does not work, `host/browser-missing` when none does, `host/disk-full` when none does and the
 * packed one found no room.
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
      if (candidate.kind === 'named') throw overrideProblem(candidate, cause);
      tried.push({ name: candidate.name, reason: startFailure(cause) });
      causes.push(cause);
    }
  }
  // A browser that cannot write its own files ends without an error code, but says why.
  if (causes.some((cause) => cause instanceof StartFailure && /free space in temporary/i.test(cause.said))) {
    throw writeProblem(tmpdir(), Object.assign(new Error('no room'), { code: 'ENOSPC' }));
  }
  const full = causes.find((cause) => errorCode(cause) === 'ENOSPC' || errorCode(cause) === 'EDQUOT');
  throw full === undefined ? missingProblem(tried) : writeProblem(cacheFolder(settings.env), full);
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

/** Why a start failed, with the first line that the browser itself wrote, if it did. */
function startFailure(error: unknown): string {
  const said = error instanceof StartFailure ? error.said.split('\n', 1)[0]?.trim() : undefined;
  return said ? `${reasonOf(error)}: ${said}` : reasonOf(error);
}

function overrideProblem(candidate: Candidate, cause: unknown): EnvironmentProblem {
  return environmentProblem(
    'host/browser-override',
    `Unexpected browser \`${candidate.name}\` (${startFailure(cause)}), expected a Chromium, Chrome or Edge that starts`,
    { hint: 'correct the variable, or unset it to let tallybook look for a browser', cause },
  );
}

function missingProblem(tried: readonly TriedBrowser[]): EnvironmentProblem {
  const list = tried.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  return environmentProblem(
    'host/browser-missing',
    `Unexpected lack of a browser that can print (${list || 'none is known for this machine'}), expected Chromium, Chrome or Edge`,
    {
      hint: 'install Chrome, Chromium or Edge, name one in `TALLYBOOK_BROWSER`, or let `tallybook doctor --install-browser` download one; on Linux x64 `npm ci --include=optional` brings one along',
    },
  );
}
