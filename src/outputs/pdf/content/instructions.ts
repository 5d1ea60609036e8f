import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { decodePDFRawStream, PDFContext, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
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

/** The bytes of a stream without its filters. A browser packs by Flate, which Node undoes in a tenth of the time. */
export function unpacked(stream: PDFRawStream): Buffer {
  if (isPlainFlate(stream)) {
    try {
      return inflateSync(stream.contents);
    } catch {
      // What is broken or cut off may still be read in part.
    }
  }
  return Buffer.from(decodePDFRawStream(stream).decode());
}

/** True for a stream that is packed by Flate and in no other way. */
const isPlainFlate = ({ dict }: PDFRawStream): boolean =>
  dict.lookup(PDFName.of('Filter')) === PDFName.of('FlateDecode') && !dict.has(PDFName.of('DecodeParms'));

/**
 * What was made before, by all that it was made from. Of what nobody asked for lately nothing is left: once what is kept weighs `most`,
 * a second list is begun, and the one before it is let go when that is full as well.
 */
export class Kept<Value> {
  private lately = new Map<string, readonly [value: Value, weight: number]>();
  private before = new Map<string, readonly [value: Value, weight: number]>();
  private weight = 0;

  constructor(private readonly most: number) {}

  get(key: string): Value | undefined {
    const known = this.lately.get(key);
    if (known !== undefined) return known[0];
    const older = this.before.get(key);
    if (older !== undefined) this.set(key, ...older);
    return older?.[0];
  }

  set(key: string, value: Value, weight: number): void {
    if (this.weight + weight > this.most) {
      this.before = this.lately;
      this.lately = new Map();
      this.weight = 0;
    }
    this.lately.set(key, [value, weight]);
    this.weight += weight;
  }
}

/** In bytes as they are packed: of some 200 pages, which with all that is known of them take four times as much. */
const mostPages = 6_000_000;
/** In characters: of the objects of some reports of 40 pages. */
const mostObjects = 4_000_000;

/**
 * What the finisher of PDFs remembers from one print to the next. Prints of a report are much alike, also those of the next build, and what is
 * the same to the last byte was read, marked and packed before.
 */
export class PdfObjectCache {
  /** Packed objects by their text. */
  readonly objects = new Kept<Uint8Array>(mostObjects);
  private readonly pages = new Kept<Instructions>(mostPages);

  /** The instructions of a page that draws all by itself, without forms in which its content goes on. */
  instructionsOf(stream: PDFRawStream): Instructions {
    const key = createHash('sha256').update(stream.contents).digest('base64');
    const known = this.pages.get(key);
    if (known !== undefined) return known;
    if (!isPlainFlate(stream)) return new Instructions(() => unpacked(stream));
    // A copy, since neither the other bytes of the print are to stay with it nor its objects.
    const made = packedInstructions(new Uint8Array(stream.contents));
    this.pages.set(key, made, stream.contents.length);
    return made;
  }
}

function packedInstructions(packed: Uint8Array): Instructions {
  const dict = PDFContext.create().obj({ Filter: 'FlateDecode' });
  return new Instructions(() => unpacked(PDFRawStream.of(dict, packed)));
}
