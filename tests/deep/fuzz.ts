/**
 * What every fuzzer does: it damages an input, hands it to a reader, and holds what comes back against one law.
 *
 * The law: whatever the input, a reader answers. It returns, it does not throw, and every problem that it names has
 * a code, a sentence and a place that lies inside a file of the input. Their number and length stay within bounds.
 */
import { isUtf8 } from 'node:buffer';
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect } from 'vitest';
import { type Diagnostic, formatDiagnostic } from '../../src/diagnostics.js';
import { seededRandom } from '../commands/verify/mutations.js';
import { allCodes } from '../support/all-codes.js';
import { seedOf } from './seed.js';

export type Random = () => number;

/** The files of an input: path -> text or bytes. */
export type Input = Readonly<Record<string, string | Uint8Array>>;

/** One damaged input, and the reader that is to answer it. */
export interface Trial {
  readonly input: Input;
  read(): Promise<readonly Diagnostic[]>;
}

/** More problems than any input of a fuzzer can have reason for. */
const mostProblems = 2_000;
const longestMessage = 5_000;

/** So long that only a reader which never answers takes it, however busy the machine is. */
const secondsToAnswer = 180;

/**
 * Tries `seeds` damaged inputs, each made from a seed of its own, the one after that of the one before; fails with
 * the seeds and what each broke. `SEED=n RUNS=1` repeats one alone.
 */
export async function fuzz(
  what: string,
  seeds: number,
  trial: (random: Random) => Trial | Promise<Trial>,
): Promise<void> {
  const runs = Number(process.env.RUNS ?? seeds);
  const seed = seedOf(what);
  const watch = watchdog(`${what}: seed ${seed}`);
  const tally = new Map<string, number>();
  const breaches: string[] = [];
  try {
    for (let run = 0; run < runs; run++) {
      watch.next();
      const { outcome, breach } = await answerOf(await trial(seededRandom(seed + run)));
      if (breach !== undefined) breaches.push(`SEED=${seed + run} RUNS=1: ${breach}`);
      tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
    }
  } finally {
    await watch.end();
  }
  for (const [outcome, count] of [...tally].sort()) process.stdout.write(`  ${count} ${outcome}\n`);
  expect(breaches).toEqual([]);
}

async function answerOf({ input, read }: Trial): Promise<{ outcome: string; breach?: string }> {
  try {
    const diagnostics = await read();
    const breach = breachOf(diagnostics, input);
    const outcome = diagnostics.find(({ severity }) => severity === 'error')?.code ?? 'clean';
    return breach === undefined ? { outcome } : { outcome, breach };
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { outcome: 'thrown', breach: stack.slice(0, 1_200) };
  }
}

/** What of the law a list of problems breaks; undefined when nothing. */
function breachOf(diagnostics: readonly Diagnostic[], input: Input): string | undefined {
  if (diagnostics.length > mostProblems) return `${diagnostics.length} problems`;
  const places = placesOf(input);
  const breaches = diagnostics.map((each) => {
    const fault = faultOf(each, places);
    return fault === undefined ? undefined : `${fault}: ${JSON.stringify(each).slice(0, 600)}`;
  });
  return breaches.find((each) => each !== undefined);
}

interface Place {
  readonly text: string;
  /** The length of each line. */
  readonly lines: readonly number[];
}

function faultOf(diagnostic: Diagnostic, places: ReadonlyMap<string, Place>): string | undefined {
  const { code, position } = diagnostic;
  if (!(code in allCodes) || code === 'host/internal') return 'no problem of the input';
  const words = formatDiagnostic(diagnostic);
  if (words.length > longestMessage) return 'a long message';
  const word = /\[object |\bundefined\b|Cannot read prop|is not a function|Maximum call/.exec(words)?.[0];
  // A file may be in UTF-16.
  const isOfInput = (word: string): boolean =>
    [...places.values()].some(({ text }) => text.replaceAll('\0', '').includes(word));
  if (word !== undefined && !isOfInput(word)) {
    return 'words of the program';
  }
  const place = places.get(position.file);
  if (place === undefined) return 'a place in no file of the input';
  const length = place.lines[position.line - 1] ?? -1;
  const isInside = position.column >= 1 && position.column <= length + 1;
  return isInside ? undefined : 'a place outside of the file';
}

const placesOf = (input: Input): ReadonlyMap<string, Place> =>
  new Map(Object.entries(input).map(([path, content]) => [path, placeOf(path, content)]));

/** CSV ends lines in three ways, everything else in one. In another encoding than UTF-8 a character has a byte at least. */
function placeOf(path: string, content: string | Uint8Array): Place {
  const bytes = Buffer.from(content);
  const text = bytes.toString('utf8');
  if (!isUtf8(bytes) || text.includes('\u0000')) {
    return { text, lines: new Array<number>(bytes.length + 1).fill(bytes.length) };
  }
  const lines = text.split(path.endsWith('.csv') ? /\r\n?|\n/ : /\n/);
  return { text, lines: lines.map((line) => line.length) };
}

/** Ends this process with words when one run does not end: a loop that never ends leaves no other way. */
function watchdog(what: string): { next(): void; end(): Promise<unknown> } {
  const runs = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(
    `const { workerData: { runs, what, seconds } } = require('node:worker_threads');
    for (;;) {
      const run = Atomics.load(runs, 0);
      if (run < 0) break;
      if (Atomics.wait(runs, 0, run, seconds * 1000) !== 'timed-out') continue;
      require('node:fs').writeSync(2, what + ' + ' + (run - 1) + ' has not ended\\n');
      process.kill(process.pid, 'SIGKILL');
    }`,
    { eval: true, workerData: { runs, what, seconds: secondsToAnswer } },
  );
  const ended = new Promise((resolve) => thread.once('exit', resolve));
  thread.once('error', (error) => writeSync(2, `${error.message}\n`));
  const set = (run: number): void => {
    Atomics.store(runs, 0, run);
    Atomics.notify(runs, 0);
  };
  let run = 0;
  return {
    next: () => set(++run),
    end: () => {
      set(-1);
      return ended;
    },
  };
}

/** One of a list. */
export function anyOf<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('Nothing to choose from');
  return found;
}

/** Characters that readers have been known to stumble over. */
export const oddTexts: readonly string[] = [
  '\u0000',
  '\u0001',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u2028',
  '\u202e',
  '\u2066',
  '\ue000',
  '\ufeff',
  '\ufffd',
  '\uffff',
  'e\u0301',
  '١٢٣',
  '𝟙',
  '👩‍👩‍👧',
  '\r',
  '\r\n',
  '\n',
  '\t',
  '\v',
  ' ',
  '"',
  '""',
  "'",
  '`',
  '\\',
  '',
];

/** Words that mean something to JavaScript. */
export const oddWords: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  '[object Object]',
];

/** One to five changes: pieces put in, stretches cut out, doubled, repeated or moved, lines swapped, the end cut off. */
export function mutateText(text: string, pieces: readonly string[], random: Random): string {
  let changed = text;
  for (let left = 1 + Math.floor(random() * 5); left > 0; left--)
    changed = changeOnce(changed, pieces, random);
  return changed;
}

function changeOnce(text: string, pieces: readonly string[], random: Random): string {
  const place = (): number => Math.floor(random() * (text.length + 1));
  const [from, to] = [place(), place()].sort((a, b) => a - b) as [number, number];
  const end = Math.min(to, from + 120);
  const draw = random();
  if (draw < 0.3) return text.slice(0, from) + anyOf(pieces, random) + text.slice(from);
  if (draw < 0.45) return withToken(text, from, anyOf(pieces, random));
  if (draw < 0.55) return text.slice(0, from) + text.slice(end);
  if (draw < 0.62) return text.slice(0, end) + text.slice(from);
  if (draw < 0.69) return text.slice(0, to) + text.slice(from, end) + text.slice(to);
  if (draw < 0.72)
    return (
      text.slice(0, from) + anyOf(pieces, random).repeat(1 + Math.floor(random() * 3_000)) + text.slice(from)
    );
  if (draw < 0.75) return text.slice(0, from);
  return withLines(text, random);
}

/** The word around an offset replaced. */
function withToken(text: string, offset: number, by: string): string {
  const before = /[\p{L}\p{N}._-]*$/u.exec(text.slice(Math.max(0, offset - 80), offset))?.[0] ?? '';
  const after = /^[\p{L}\p{N}._-]*/u.exec(text.slice(offset, offset + 80))?.[0] ?? '';
  return text.slice(0, offset - before.length) + by + text.slice(offset + after.length);
}

function withLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = Math.floor(random() * lines.length);
  const line = lines[at] ?? '';
  const to = Math.floor(random() * lines.length);
  const draw = random();
  if (draw < 0.25) return lines.toSpliced(at, 1).join('\n');
  if (draw < 0.5) return lines.toSpliced(to, 0, line).join('\n');
  if (draw < 0.7)
    return lines
      .with(at, lines[to] ?? '')
      .with(to, line)
      .join('\n');
  if (draw < 0.85) return lines.with(at, ' '.repeat(1 + Math.floor(random() * 4)) + line).join('\n');
  return lines.with(at, line.trimStart()).join('\n');
}

/** One to eight bytes changed, put in or left out, or the end cut off. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = [...bytes];
  for (let left = 1 + Math.floor(random() * 8); left > 0; left--) {
    const at = Math.floor(random() * (changed.length + 1));
    const byte =
      random() < 0.5
        ? anyOf([0, 10, 13, 34, 44, 0x80, 0xc3, 0xef, 0xfe, 0xff], random)
        : Math.floor(random() * 256);
    const draw = random();
    if (draw < 0.45) changed[Math.min(at, changed.length)] = byte;
    else if (draw < 0.7) changed.splice(at, 0, byte);
    else if (draw < 0.95) changed.splice(at, 1 + Math.floor(random() * 3));
    else changed.length = at;
  }
  return Uint8Array.from(changed);
}

/** A value of plain data with one part replaced, left out, named otherwise, doubled, or put inside itself. */
export function mutateTree(
  value: unknown,
  strange: readonly unknown[],
  keys: readonly string[],
  random: Random,
): unknown {
  const again = (part: unknown): unknown => mutateTree(part, strange, keys, random);
  if (Array.isArray(value) && value.length > 0 && random() < 0.9) {
    const at = Math.floor(random() * value.length);
    const draw = random();
    if (draw < 0.06) return value.toSpliced(at, 1);
    if (draw < 0.12) return value.toSpliced(at, 0, value[at]);
    return value.with(at, again(value[at]));
  }
  if (isMapping(value) && Object.keys(value).length > 0 && random() < 0.95) {
    const entries = Object.entries(value);
    const at = Math.floor(random() * entries.length);
    const [key, part] = anyOf(entries.slice(at, at + 1), random);
    const draw = random();
    if (draw < 0.06) return Object.fromEntries(entries.toSpliced(at, 1));
    if (draw < 0.12) return Object.fromEntries([...entries, [anyOf(keys, random), anyOf(strange, random)]]);
    if (draw < 0.16) return Object.fromEntries(entries.with(at, [anyOf(keys, random), part]));
    return Object.fromEntries(entries.with(at, [key, again(part)]));
  }
  if (random() < 0.05) return nested(value, 1 + Math.floor(random() * 150), random);
  return anyOf(strange, random);
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function nested(value: unknown, depth: number, random: Random): unknown {
  let inside = value;
  for (let level = 0; level < depth; level++) inside = random() < 0.5 ? [inside] : { a: inside };
  return inside;
}
