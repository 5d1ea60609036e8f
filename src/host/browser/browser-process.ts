import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';

/** More than any answer of a browser: its own limit for one message is 100 MB. */
const mostBytes = 256 * 1024 * 1024;

/**
 * The two pipes that a browser is spoken to through: a message is JSON and ends with a zero byte.
 *
 * A pipe and not a port of the machine: nobody else can reach the browser by it, and it closes when this process is gone,
 * even by SIGKILL, upon which the browser ends too.
 *
 * Not that of puppeteer, which lets what a broken browser says end the process as a fault of the program.
 */
class BrowserPipe implements ConnectionTransport {
  onmessage?: (message: string) => void;
  onclose?: () => void;
  readonly #write: Writable;
  readonly #read: Readable;
  #pieces: Buffer[] = [];
  #size = 0;
  #isClosed = false;

  constructor(write: Writable, read: Readable) {
    this.#write = write;
    this.#read = read;
    read.on('data', (piece: Buffer) => this.#take(piece));
    read.once('close', () => this.#closed());
    // Both close next, which says enough.
    read.on('error', () => {});
    write.on('error', () => {});
  }

  send(message: string): void {
    this.#write.write(`${message}\0`);
  }

  close(): void {
    this.#isClosed = true;
    this.#write.destroy();
    this.#read.destroy();
  }

  #take(piece: Buffer): void {
    let rest = piece;
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      const message = Buffer.concat([...this.#pieces, rest.subarray(0, end)]).toString('utf8');
      rest = rest.subarray(end + 1);
      this.#pieces = [];
      this.#size = 0;
      // One at a time, with room between them, as from a socket: puppeteer answers some before it takes the next.
      setImmediate(() => this.#hand(message));
    }
    if (rest.length === 0) return;
    this.#pieces.push(rest);
    this.#size += rest.length;
    if (this.#size > mostBytes) this.#read.destroy();
  }

  #hand(message: string): void {
    if (this.#isClosed) return;
    // Puppeteer's handler is asynchronous, whatever its type says.
    const handled: unknown = this.onmessage?.(message);
    // What no browser would say: such a one is of no use.
    if (handled instanceof Promise) handled.catch(() => this.#read.destroy());
  }

  #closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#write.destroy();
    this.onclose?.();
  }
}

/** Characters of what a browser says that are kept: enough for its reason to end. */
const keptCharacters = 20_000;
/** Milliseconds that a program which ended is given for its last words to be read. */
const lastWords = 3000;

/** A program that should be a browser and ended, or never began, to be one. */
export class BrowserEnd extends Error {
  override readonly name = 'BrowserEnd';
  constructor(
    reason: string,
    /** What it wrote to its standard error and output. */
    readonly said: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** The process of a browser and the pipe that it is spoken to through. */
export class BrowserProcess {
  readonly pipe: BrowserPipe;
  /** Rejects with a `BrowserEnd` when the program cannot be started, or once it has ended and what it said is read. */
  readonly ended: Promise<never>;
  /** Resolves once the program is over. */
  readonly over: Promise<void>;
  readonly #child: ChildProcess;
  #said = '';
  #isOver = false;

  constructor(executable: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.#child = spawn(executable, [...args], {
      // The leader of its own group, so that all of it can be ended; Windows has no groups.
      detached: process.platform !== 'win32',
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    const [, out, err, write, read] = this.#child.stdio;
    for (const stream of [out, err]) stream?.on('data', (text: Buffer) => this.#hear(text));
    // What was asked for just above.
    this.pipe = new BrowserPipe(write as Writable, read as Readable);
    this.over = new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.once('error', () => resolve());
    });
    // Renderers that hang outlive their browser. At once, since afterwards the id of the group may be another's.
    this.#child.once('exit', () => this.kill());
    this.ended = this.#watch();
    this.ended.catch(() => {});
  }

  /** Ends it and all its processes at once. */
  kill(): void {
    const { pid } = this.#child;
    if (this.#isOver || pid === undefined) return;
    this.#isOver = true;
    try {
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // Nothing of it was left.
    }
  }

  #hear(text: Buffer): void {
    if (this.#said.length < keptCharacters) this.#said += text.toString('utf8');
  }

  #watch(): Promise<never> {
    return new Promise((_, reject) => {
      this.#child.once('error', (cause) => reject(new BrowserEnd(cause.message, '', { cause })));
      this.#child.once('exit', (code, signal) => {
        const end = (): void =>
          reject(new BrowserEnd(`it ended with ${signal ?? `code ${code}`}`, this.#said.trim()));
        // A process of its own that lives on may hold its standard error open.
        // Timers come before reading, where much else was done meanwhile: what is there is read first.
        const timer = setTimeout(() => setImmediate(end), lastWords);
        this.#child.once('close', () => {
          clearTimeout(timer);
          end();
        });
      });
    });
  }
}
