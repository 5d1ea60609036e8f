import { createHash } from 'node:crypto';
import { PDFContext, PDFRawStream } from '@cantoo/pdf-lib';
import { Instructions } from './content/instructions.js';
import { isPlainFlate, unpacked } from './content/unpacked.js';

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
