import { type Operations, readOperations } from './content-lexer.js';
import type { PaintedText, Painting } from './painted-text.js';

/** What a page paints, for the fonts and the sheet that it was painted with. */
interface RememberedPainting extends Pick<Painting, 'boxes'> {
  /** All that it depends on beside the instructions. */
  readonly key: string;
  readonly texts: readonly PaintedText[];
}

/** The instructions as they were written with some edits. */
interface RememberedEdits {
  readonly key: string;
  readonly packed: Uint8Array;
}

/**
 * What a page or form draws, and what follows from that alone. All is found out when it is asked for, and once: pages with the same
 * instructions share them, in a print and in those that follow it.
 */
export class Instructions {
  painting: RememberedPainting | undefined;
  edited: RememberedEdits | undefined;
  private readonly found = new Map<(instructions: Instructions) => unknown, unknown>();
  private read: Operations | undefined;

  /** @param unpacked The bytes, where they are known already. */
  constructor(
    private readonly unpack: () => Buffer,
    private unpacked?: Buffer,
  ) {}

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

  /** Lets go what takes much memory and can be found out again. */
  rest(): void {
    this.unpacked = undefined;
    this.read = undefined;
  }
}
