/** How much memory a process takes with all that it started, and how long processors worked for them. Linux tells; elsewhere nothing is known. */
import { readdirSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Watched
 * @property {number} processorMs
 * @property {number} peakMegabytes The most at one time, each page counted once however many processes share it; 0 where memory was not looked at.
 * @property {number} ownMegabytes The most that the processes other than browsers took at one time, counted in the same way.
 * @property {number} residentMegabytes The most at one time, pages counted in each process that has them, as most tools tell.
 * @property {readonly {ms: number, megabytes: number}[]} course
 */

/** Looks again and again, from its beginning to `end`, never with more than a fiftieth of a processor. */
export class ProcessWatch {
  /** @type {{ms: number, megabytes: number}[]} */
  #course = [];
  #peak = 0;
  #resident = 0;
  #own = 0;
  #begin = performance.now();
  /** Milliseconds by process, those that ended too. @type {Map<number, number>} */
  #processor = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {number} root A process. @param {{memory: boolean}} options Memory is not looked at without need, which takes time. */
  constructor(root, { memory }) {
    const look = () => {
      const begin = performance.now();
      const before = process.cpuUsage();
      const family = familyOf(root);
      for (const { pid, processorMs } of family) this.#processor.set(pid, processorMs);
      if (memory) this.#lookAtMemory(family, begin);
      const { user, system } = process.cpuUsage(before);
      this.#timer = setTimeout(look, Math.max(20, (user + system) / 20));
    };
    look();
  }

  /** @param {readonly {pid: number, name: string}[]} family @param {number} begin */
  #lookAtMemory(family, begin) {
    const { shared, resident, own } = memoryOf(family);
    this.#own = Math.max(this.#own, own);
    this.#peak = Math.max(this.#peak, shared);
    this.#resident = Math.max(this.#resident, resident);
    this.#course.push({ ms: begin - this.#begin, megabytes: shared });
  }

  /** @returns {Watched} */
  end() {
    clearTimeout(this.#timer);
    const processorMs = [...this.#processor.values()].reduce((sum, each) => sum + each, 0);
    return { processorMs, peakMegabytes: Math.round(this.#peak), ownMegabytes: Math.round(this.#own), residentMegabytes: Math.round(this.#resident), course: this.#course };
  }
}

/** Megabytes of processes together. @param {readonly {pid: number, name: string}[]} family */
function memoryOf(family) {
  const sum = { shared: 0, resident: 0, own: 0 };
  for (const { pid, name } of family) {
    const text = textOf(`/proc/${pid}/smaps_rollup`);
    const shared = Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
    sum.shared += shared;
    if (!/^chrom|^headless_shell/u.test(name)) sum.own += shared;
    sum.resident += Number(/^Rss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
  }
  return sum;
}

/** A process and all that it started, directly or not. @param {number} root @returns {{pid: number, name: string, processorMs: number}[]} */
function familyOf(root) {
  /** @type {Map<number, {pid: number, name: string, processorMs: number}[]>} */
  const children = new Map();
  const all = [{ pid: root, name: '', processorMs: 0 }];
  for (const name of entriesOf('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // The name of a program stands in brackets and may hold anything. Times are in hundredths of a second.
    const parts = textOf(`/proc/${name}/stat`).split(') ');
    const [, parent = '0', , , , , , , , , , user = '0', system = '0'] = parts.at(-1)?.split(' ') ?? [];
    const program = parts[0]?.split('(')[1] ?? '';
    const process = { pid: Number(name), name: program, processorMs: (Number(user) + Number(system)) * 10 };
    if (process.pid === root) all[0] = process;
    children.set(Number(parent), [...(children.get(Number(parent)) ?? []), process]);
  }
  for (const { pid } of all) all.push(...(children.get(pid) ?? []));
  return all;
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
