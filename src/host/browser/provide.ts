import { EnvironmentProblem } from '../host.js';
import type { Candidate } from './candidate.js';
import { browserCandidates } from './candidates.js';

/** What is asked of the machine; tests give their own. */
interface Machine {
  readonly candidates: readonly Candidate[];
  install(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<unknown>;
}

/** Loads what downloads only where something is downloaded. */
const install: Machine['install'] = async (env, say) =>
  (await import('./install.js')).installBrowser(env, say);

/**
 * Downloads a browser into the cache of this user where the machine has none, and says so. `npm start` asks on the
 * systems for which no package brings one along. A download that fails is said and nothing more: HTML needs no browser,
 * and the build says what needs one.
 */
export async function provideBrowser(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  machine: Machine = { candidates: browserCandidates(env), install },
): Promise<void> {
  for (const candidate of machine.candidates) if (await isThere(candidate)) return;
  say('No browser that prints was found; one is downloaded into the cache of this user, once.');
  try {
    await machine.install(env, say);
  } catch (cause) {
    if (!(cause instanceof EnvironmentProblem)) throw cause;
    const { message, hint } = cause.diagnostic;
    say(`It could not be had: ${message}`);
    if (hint !== undefined) say(`  hint: ${hint}`);
  }
}

/** One that a variable names is the only one; that it is not there is said by the build. */
async function isThere(candidate: Candidate): Promise<boolean> {
  if (candidate.kind === 'named') return true;
  return (await candidate.locate(false).catch(() => undefined)) !== undefined;
}
