import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { EnvironmentProblem } from '../host.js';
import { reasonOf, writeProblem } from '../problems.js';
import { errorCode } from '../system-error.js';
import { systemProblem } from '../system-problem.js';
import { BrowserEnd } from './browser-process.js';
import { cacheFolder } from './cache.js';

/** Why a browser did not start or ended, with the line that it wrote itself, if it did: the first that says why, or the first. */
export function endOf(error: unknown, why = /(?:)/): string {
  const lines = error instanceof BrowserEnd ? error.said.split('\n') : [];
  const said = (lines.find((line) => why.test(line)) ?? lines[0])?.trim();
  return said ? `${reasonOf(error)}: ${said}` : reasonOf(error);
}

/** What a browser says when the machine is at fault, which has no code of its own then. */
const complaints: readonly (readonly [RegExp, string])[] = [
  [/free space in temporary|No space left on device/i, 'ENOSPC'],
  [/Too many open files|Failed to open \/dev\/null/i, 'EMFILE'],
  [/Cannot allocate memory|Resource temporarily unavailable/i, 'ENOMEM'],
];

/** The problem of the machine that kept a browser from starting or working, if it was one: another would fare no better. */
export function shortageOf(cause: unknown, env: NodeJS.ProcessEnv): EnvironmentProblem | undefined {
  const said = cause instanceof BrowserEnd ? cause.said : '';
  const known = cause instanceof BrowserEnd && cause.cause !== undefined ? cause.cause : cause;
  const [why, complaint] = complaints.find(([pattern]) => pattern.test(said)) ?? [];
  const code = complaint ?? errorCode(known) ?? (cause instanceof BrowserEnd ? silentShortage() : undefined);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const folder = said === '' ? cacheFolder(env) : tmpdir();
    return writeProblem(folder, Object.assign(new Error('no room'), { code }));
  }
  if (code === undefined || !['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN'].includes(code)) return undefined;
  return systemProblem(Object.assign(new Error(endOf(cause, why)), { code }));
}

/** Fewer open files than these are not enough for a browser, which may die of them without a word. */
const fewestFiles = 128;

/** The code of what the system gives too little of to a browser that ended and did not say why. Linux tells. */
function silentShortage(): string | undefined {
  try {
    const [, most] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return Number(most ?? fewestFiles) < fewestFiles ? 'EMFILE' : undefined;
  } catch (error) {
    return errorCode(error) === 'EMFILE' ? 'EMFILE' : undefined;
  }
}
