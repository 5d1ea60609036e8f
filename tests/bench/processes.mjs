/** Starting programs and reading off time and memory. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Run
 * @property {number} ms Wall time from the start of the process to its end.
 * @property {string} out What it wrote to the standard output.
 * @property {number} peakMegabytes Peak of the resident memory of the process and all it started; 0 unless watched.
 */

/**
 * Runs Node with these arguments to its end. Fails when it does. `watch` samples memory, which takes time itself: do
 * not time such a run.
 * @param {readonly string[]} args @param {{watch?: boolean, cwd?: string}} [options] @returns {Promise<Run>}
 */
export function runNode(args, { watch = false, cwd } = {}) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd });
    let out = '';
    let err = '';
    let peak = 0;
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    const timer = watch ? setInterval(() => (peak = Math.max(peak, residentOf(child.pid ?? 0))), 15) : undefined;
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      if (code === 0) resolve({ ms: performance.now() - begin, out, peakMegabytes: Math.round(peak / 1024) });
      else reject(new Error(`${args.join(' ')} ended with ${code}: ${err.slice(-2000)}`));
    });
  });
}

/** Resident kilobytes of a process and its descendants; Linux tells, elsewhere 0. @param {number} root */
function residentOf(root) {
  /** @type {Map<number, {parent: number, kilobytes: number}>} */
  const all = new Map();
  for (const pid of entriesOf('/proc').filter((name) => /^\d+$/.test(name))) {
    const status = textOf(`/proc/${pid}/status`);
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    all.set(Number(pid), { parent, kilobytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) });
  }
  let sum = 0;
  for (const [pid, { kilobytes }] of all) {
    let at = pid;
    while (at !== root && at > 1) at = all.get(at)?.parent ?? 0;
    if (at === root) sum += kilobytes;
  }
  return sum;
}

/** @param {string} folder @returns {string[]} */
function entriesOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @param {string} path A file that may be gone any moment. */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
