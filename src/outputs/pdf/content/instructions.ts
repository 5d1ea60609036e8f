import { type Operations, readOperations } from './content-lexer.js';

/**
 * What a page or form draws, and what follows from that alone. All is found out when it is asked for, and once: pages with the same
 * instructions share them, in a print and in those that follow it.
 */
export class Instructions {
  private readonly made = new Map<string, { readonly key: string; readonly made: unknown }>();
  private readonly found = new Map<(instructions: Instructions) => unknown, unknown>();
  private unpacked: Buffer | undefined;
  private read: Operations | undefined;

  constructor(private readonly unpack: () => Buffer) {}

  get bytes(): Buffer {
    this.unpacked ??= this.unpack();
    return this.unpacked;
  }

  get operations(): Operations {
    this.read ??= readOperations(this.bytes);
    return this.read;
  }

  /** What a function finds in the instructions, which must follow from them alone. */
  once<Found>(find: (instructions: Instructions) => Found): Found {
    // What stands under a function is what it found.
    if (this.found.has(find)) return this.found.get(find) as Found;
    const found = find(this);
    this.found.set(find, found);
    return found;
  }

  /**
   * What was made last of the instructions and of something else, all of which is told by the key; undefined where that was another. Of
   * each kind one is remembered, which nobody may change.
   */
  last<Made>(kind: string, key: string): Made | undefined {
    const before = this.made.get(kind);
    // What stands under a kind is what it makes.
    return before?.key === key ? (before.made as Made) : undefined;
  }

  remember(kind: string, key: string, made: unknown): void {
    this.made.set(kind, { key, made });
  }

  /** Lets go what takes much memory and can be found out again. */
  rest(): void {
    this.unpacked = undefined;
    this.read = undefined;
  }
}
