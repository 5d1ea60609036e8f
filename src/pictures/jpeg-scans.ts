import { greatest } from '../model/chart/extremes.js';
import { damaged, type HuffmanTable, JpegBits, tooShort } from './jpeg-bits.js';
import { PictureFault } from './picture.js';

/** What a scan says of the coefficients that it codes. */
interface Band {
  /** The first and the last coefficient. */
  readonly from: number;
  readonly to: number;
  /** How many bits below were left out before, and are after this scan; of a coefficient that comes first, `before` is 0. */
  readonly before: number;
  readonly after: number;
}

/** Which coefficients of each block are other than zero, 64 bits a block: the bits that refine them hang on that. */
type Known = Uint8Array;

/** Passes over one block of a picture that is coded in one go. Source: ITU-T T.81, F.2.2. */
function passBlock(bits: JpegBits, dc: HuffmanTable, ac: HuffmanTable): void {
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
function passFirst(bits: JpegBits, dc: HuffmanTable): void {
  const size = bits.symbol(dc);
  if (size > 16) throw damaged();
  bits.take(size);
}

/** Passes over the other coefficients of blocks, band by band. Source: ITU-T T.81, G.1.2. */
class BandReader {
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

/** How the pixels of a picture are cut into blocks. */
export interface JpegFrame {
  readonly width: number;
  readonly height: number;
  /** The bits of each coefficient may come in several scans. */
  readonly isProgressive: boolean;
  readonly components: readonly JpegComponent[];
}

/** A colour, with how many of its blocks a unit has across and down. */
interface JpegComponent {
  readonly id: number;
  readonly across: number;
  readonly down: number;
}

/** One pass over the picture: what is coded, with which tables, and where its data begin. */
export interface JpegScan {
  readonly parts: readonly { readonly id: number; readonly dc?: HuffmanTable; readonly ac?: HuffmanTable }[];
  readonly band: Band;
  /** Units between two restarts; 0 for none. */
  readonly interval: number;
  readonly at: number;
}

/** As browsers have it: programs write ten or so, and each may cost a walk over the whole picture. */
const mostScans = 100;

/**
 * Passes over the coded pixels of a JPEG, and keeps none. Throws a `PictureFault` where a block is missing or cannot be
 * unpacked, or where no scan brings the last bits of a colour: browsers show such a picture in part.
 *
 * Source: ITU-T T.81, annexes A, F and G.
 */
export function checkJpegScans(bytes: Uint8Array, frame: JpegFrame, scans: readonly JpegScan[]): void {
  if (scans.length > mostScans)
    throw new PictureFault(`it has ${scans.length} scans, and the limit is ${mostScans}`);
  const colours = frame.components.map((each) => new Colour(each, frame));
  for (const scan of scans) {
    const parts = scan.parts.map((part) => {
      const colour = colours.find(({ component }) => component.id === part.id);
      if (colour === undefined) throw damaged();
      colour.take(scan.band, frame.isProgressive);
      return { ...part, colour };
    });
    passScan(bytes, frame, scan, parts);
  }
  if (!colours.every(({ isWhole }) => isWhole)) throw tooShort();
}

/** A colour of a picture with what is known of it so far. */
class Colour {
  /** Blocks of all units in a row, and those that hold pixels, across and down. */
  readonly stride: number;
  readonly blocks: readonly [number, number];
  readonly known: Known;
  /** The lowest bit of each coefficient that came; undefined before the first. */
  readonly #bits: (number | undefined)[] = new Array(64).fill(undefined);

  constructor(
    readonly component: JpegComponent,
    { width, height, components, isProgressive }: JpegFrame,
  ) {
    const { across, down } = component;
    const most = mostOf(components);
    const units = unitsOf({ width, height }, most);
    this.stride = units[0] * across;
    this.blocks = [
      Math.ceil(Math.ceil((width * across) / most[0]) / 8),
      Math.ceil(Math.ceil((height * down) / most[1]) / 8),
    ];
    this.known = new Uint8Array(isProgressive ? this.stride * units[1] * down * 8 : 0);
  }

  get isWhole(): boolean {
    return this.#bits.every((lowest) => lowest === 0);
  }

  /** Notes what a scan brings of it. */
  take({ from, to, before, after }: Band, isProgressive: boolean): void {
    if (!isProgressive) this.#bits.fill(0);
    else
      for (let at = from; at <= to; at++) {
        const lowest = this.#bits[at];
        if (before === 0 ? lowest !== undefined : lowest !== before || after !== before - 1) throw damaged();
        this.#bits[at] = after;
      }
  }
}

const mostOf = (components: readonly JpegComponent[]): [number, number] => [
  greatest(components.map(({ across }) => across)),
  greatest(components.map(({ down }) => down)),
];

const unitsOf = (
  { width, height }: { readonly width: number; readonly height: number },
  [across, down]: readonly [number, number],
): [number, number] => [Math.ceil(width / (8 * across)), Math.ceil(height / (8 * down))];

type Part = JpegScan['parts'][number] & { readonly colour: Colour };

function passScan(bytes: Uint8Array, frame: JpegFrame, scan: JpegScan, parts: readonly Part[]): void {
  const bits = new JpegBits(bytes, scan.at);
  const readers = parts.map((part) => blockReader(bits, part, scan.band, frame.isProgressive));
  const [only] = parts;
  // A scan of one colour has its blocks row by row, and none that hold no pixel.
  const isAlone = parts.length === 1 && only !== undefined;
  const [columns, rows] = isAlone ? only.colour.blocks : unitsOf(frame, mostOf(frame.components));
  for (let unit = 0; unit < columns * rows; unit++) {
    if (scan.interval > 0 && unit > 0 && unit % scan.interval === 0) {
      bits.restart();
      for (const { restart } of readers) restart();
    }
    const [column, row] = [unit % columns, Math.floor(unit / columns)];
    readers.forEach(({ pass }, index) => {
      const colour = parts[index]?.colour;
      if (colour === undefined) return;
      const { across, down } = isAlone ? { across: 1, down: 1 } : colour.component;
      for (let y = row * down; y < (row + 1) * down; y++)
        for (let x = column * across; x < (column + 1) * across; x++) pass(y * colour.stride + x);
    });
  }
}

interface BlockReader {
  pass(block: number): void;
  restart(): void;
}

function blockReader(
  bits: JpegBits,
  { dc, ac, colour }: Part,
  band: Band,
  isProgressive: boolean,
): BlockReader {
  const restart = (): void => {};
  if (!isProgressive) {
    if (dc === undefined || ac === undefined) throw damaged();
    return { pass: () => passBlock(bits, dc, ac), restart };
  }
  if (band.from === 0) {
    if (band.before > 0) return { pass: () => void bits.take(1), restart };
    if (dc === undefined) throw damaged();
    return { pass: () => passFirst(bits, dc), restart };
  }
  if (ac === undefined) throw damaged();
  const reader = new BandReader(bits, ac, band, colour.known);
  return { pass: (block) => reader.pass(block), restart: () => reader.restart() };
}
