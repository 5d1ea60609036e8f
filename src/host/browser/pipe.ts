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
export class BrowserPipe implements ConnectionTransport {
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
