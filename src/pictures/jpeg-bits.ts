import { PictureFault } from './picture.js';

/** Codes of a table up to this length are found in one step. */
const shortest = 9;

/** A Huffman table of a JPEG. Source: ITU-T T.81, annexes C and F.2.2.3. */
export class HuffmanTable {
  /** By the next bits: the length of the code above the symbol; 0 where a code is longer, or none. */
  readonly short = new Uint16Array(1 << shortest);
  /** By length: the code behind the last of this length, and what added to a code makes its place in `symbols`. */
  readonly #ends = new Int32Array(18);
  readonly #shifts = new Int32Array(18);

  /** `counts` says how many codes there are of each length from 1 to 16. */
  constructor(
    counts: Uint8Array,
    readonly symbols: Uint8Array,
  ) {
    let code = 0;
    let index = 0;
    for (let length = 1; length <= 16; length++) {
      this.#shifts[length] = index - code;
      const last = index + (counts[length - 1] ?? 0);
      for (; index < last; index++, code++) {
        if (length > shortest) continue;
        const from = code << (shortest - length);
        const entry = (length << 8) | (symbols[index] ?? 0);
        this.short.fill(entry, from, from + (1 << (shortest - length)));
      }
      this.#ends[length] = code;
      code <<= 1;
    }
  }

  /** The symbol of a code of a length, or undefined where no code of this length is that. */
  find(code: number, length: number): number | undefined {
    return code < (this.#ends[length] ?? 0) ? this.symbols[code + (this.#shifts[length] ?? 0)] : undefined;
  }
}

/** Reads the coded data of a scan bit by bit, from restart to restart. */
export class JpegBits {
  #bits = 0;
  #count = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  /** The next bits as a number; at most 16. Throws a `PictureFault` where the data end before. */
  take(count: number): number {
    if (count === 0) return 0;
    if (this.#count < count) this.#fill();
    if (this.#count < count) throw tooShort();
    this.#count -= count;
    return (this.#bits >>> this.#count) & ((1 << count) - 1);
  }

  symbol(table: HuffmanTable): number {
    if (this.#count < 16) this.#fill();
    const missing = Math.max(shortest - this.#count, 0);
    // Behind the last bit stand ones, as behind the last code.
    const next = ((this.#bits << missing) | ((1 << missing) - 1)) >>> (this.#count + missing - shortest);
    const entry = table.short[next & ((1 << shortest) - 1)] ?? 0;
    const length = entry >> 8;
    if (length > 0) {
      if (length > this.#count) throw tooShort();
      this.#count -= length;
      return entry & 0xff;
    }
    return this.#longSymbol(table);
  }

  /** Goes on behind the next restart marker, which must stand here, whatever bits are left. */
  restart(): void {
    this.#count = 0;
    while (this.bytes[this.at] === 0xff && this.bytes[this.at + 1] === 0xff) this.at++;
    const marker = this.bytes[this.at + 1] ?? 0;
    if (this.bytes[this.at] !== 0xff || marker < 0xd0 || marker > 0xd7) throw tooShort();
    this.at += 2;
  }

  #longSymbol(table: HuffmanTable): number {
    let code = this.take(shortest);
    for (let length = shortest + 1; length <= 16; length++) {
      code = (code << 1) | this.take(1);
      const symbol = table.find(code, length);
      if (symbol !== undefined) return symbol;
    }
    throw damaged();
  }

  /** Takes up whole bytes, at most to a marker. Source: ITU-T T.81, F.2.2.5. */
  #fill(): void {
    while (this.#count <= 16) {
      const byte = this.bytes[this.at];
      if (byte === undefined || (byte === 0xff && this.bytes[this.at + 1] !== 0x00)) return;
      this.at += byte === 0xff ? 2 : 1;
      this.#bits = ((this.#bits & 0xffff) << 8) | byte;
      this.#count += 8;
    }
  }
}

/** Browsers show what there is, and grey below it. */
export const tooShort = (): PictureFault => new PictureFault('its pixels end before the picture does');

export const damaged = (): PictureFault => new PictureFault('its pixels cannot be unpacked');
