/** Starting programs and reading off time, processor time and memory. */
import { spawn } from 'node:child_process';
import { ProcessWatch } from './process-watch.mjs';

/**
 * @typedef {object} Run
 * @property {number} ms Wall time from the start of the process to its end.
 * @property {string} out What it wrote to the standard output.
 * @property {import('./process-watch.mjs').Watched} watched The process and all it started.
 */

/**
 * Runs Node with these arguments to its end. Fails when it does. `memory` looks at that too.
 * @param {readonly string[]} args @param {{memory?: boolean, cwd?: string, input?: string, env?: NodeJS.ProcessEnv}} [options] @returns {Promise<Run>}
 */
export function runNode(args, options = {}) {
  return runProgram(process.execPath, args, options);
}

/**
 * The same of any program.
 * @param {string} program @param {readonly string[]} args @param {{memory?: boolean, cwd?: string, input?: string, env?: NodeJS.ProcessEnv}} [options] @returns {Promise<Run>}
 */
export function runProgram(program, args, { memory = false, cwd, input, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(program, [...args], { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], cwd, env });
    child.stdin?.end(input);
    let out = '';
    let err = '';
    child.stdout?.on('data', (text) => {
      out += text;
    });
    child.stderr?.on('data', (text) => {
      err += text;
    });
    const watch = new ProcessWatch(child.pid ?? 0, { memory });
    child.on('error', reject);
    child.on('close', (code) => {
      const ms = performance.now() - begin;
      const watched = watch.end();
      if (code === 0) resolve({ ms, out, watched });
      else reject(new Error(`${program} ${args.join(' ').slice(0, 300)} ended with ${code}: ${err.slice(-2000)}`));
    });
  });
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
