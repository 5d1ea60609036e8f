import { damaged, type HuffmanTable, type JpegBits } from './jpeg-bits.js';

/** What a scan says of the coefficients that it codes. */
export interface Band {
  /** The first and the last coefficient. */
  readonly from: number;
  readonly to: number;
  /** How many bits below were left out before, and are after this scan; of a coefficient that comes first, `before` is 0. */
  readonly before: number;
  readonly after: number;
}

/** Which coefficients of each block are other than zero, 64 bits a block: the bits that refine them hang on that. */
export type Known = Uint8Array;

/** Passes over one block of a picture that is coded in one go. Source: ITU-T T.81, F.2.2. */
export function passBlock(bits: JpegBits, dc: HuffmanTable, ac: HuffmanTable): void {
  passFirst(bits, dc);
  for (let at = 1; at <= 63; ) {
    const symbol = bits.symbol(ac);
    const [run, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && run < 15) return;
    at += run + 1;
    if (at > 64) throw damaged();
    bits.take(size);
  }
}

/** Passes over the first coefficient of a block. Source: ITU-T T.81, F.2.2.1. */
export function passFirst(bits: JpegBits, dc: HuffmanTable): void {
  const size = bits.symbol(dc);
  if (size > 16) throw damaged();
  bits.take(size);
}

/** Passes over the other coefficients of blocks, band by band. Source: ITU-T T.81, G.1.2. */
export class BandReader {
  /** Blocks, beginning with the next, that have nothing more in this band. */
  #ended = 0;

  constructor(
    private readonly bits: JpegBits,
    private readonly ac: HuffmanTable,
    private readonly band: Band,
    private readonly known: Known,
  ) {}

  restart(): void {
    this.#ended = 0;
  }

  pass(block: number): void {
    if (this.band.before === 0) this.#passNew(block);
    else this.#refine(block);
  }

  #passNew(block: number): void {
    if (this.#ended > 0) {
      this.#ended--;
      return;
    }
    for (let at = this.band.from; at <= this.band.to; at++) {
      const symbol = this.bits.symbol(this.ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        this.#ended = (1 << run) + this.bits.take(run) - 1;
        return;
      }
      at += run;
      if (size === 0) continue;
      if (at > this.band.to) throw damaged();
      this.bits.take(size);
      this.#learn(block, at);
    }
  }

  #refine(block: number): void {
    let at = this.band.from;
    while (this.#ended === 0 && at <= this.band.to) {
      const symbol = this.bits.symbol(this.ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size > 1) throw damaged();
      if (size === 0 && run < 15) {
        this.#ended = (1 << run) + this.bits.take(run);
        break;
      }
      this.bits.take(size);
      at = this.#correct(block, at, run);
      if (size === 1) {
        if (at > this.band.to) throw damaged();
        this.#learn(block, at);
      }
      at++;
    }
    if (this.#ended === 0) return;
    this.#correct(block, at, Number.POSITIVE_INFINITY);
    this.#ended--;
  }

  /** Reads a bit for each known coefficient, past `zeros` that are not; returns where the next of these stands. */
  #correct(block: number, from: number, zeros: number): number {
    let left = zeros;
    for (let at = from; at <= this.band.to; at++) {
      const isKnown = ((this.known[block * 8 + (at >> 3)] ?? 0) >> (at & 7)) & 1;
      if (isKnown === 1) this.bits.take(1);
      else if (left-- === 0) return at;
    }
    return this.band.to + 1;
  }

  #learn(block: number, at: number): void {
    const place = block * 8 + (at >> 3);
    this.known[place] = (this.known[place] ?? 0) | (1 << (at & 7));
  }
}
