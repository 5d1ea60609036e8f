import { createInflate } from 'node:zlib';
import { PictureFault } from './picture.js';

/** What the header of a PNG says of its pixels. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly colourType: number;
  readonly isInterlaced: boolean;
}

/** Samples of a pixel and the bits that one may have, by colour type. Source: PNG specification (third edition), table 12. */
const colourTypes: Readonly<
  Record<number, { readonly samples: number; readonly depths: readonly number[] }>
> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** Reads the thirteen bytes of a header. Throws a `PictureFault` where they describe no pixels that a PNG can have. */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [bitDepth = 0, colourType = 0, compression = 0, filter = 0, interlace = 0] = bytes.subarray(8, 13);
  const isKnown = colourTypes[colourType]?.depths.includes(bitDepth) === true;
  if (!isKnown || compression !== 0 || filter !== 0 || interlace > 1)
    throw new PictureFault(`no PNG has the colour type ${colourType} with ${bitDepth} bits`);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  return { width, height, bitDepth, colourType, isInterlaced: interlace === 1 };
}

/** Rows of one length: the picture, or one of the seven of an interlaced one. */
interface Pass {
  /** With the byte that names its filter. */
  readonly rowBytes: number;
  readonly rows: number;
}

/** Where the seven passes of an interlaced picture begin, and their steps. Source: PNG specification, 8.1. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

function passesOf({ width, height, bitDepth, colourType, isInterlaced }: PngHeader): readonly Pass[] {
  const bits = bitDepth * (colourTypes[colourType]?.samples ?? 0);
  const all = isInterlaced ? adam7 : ([[0, 0, 1, 1]] as const);
  return all.flatMap(([left, top, across, down]) => {
    const [columns, rows] = [Math.ceil((width - left) / across), Math.ceil((height - top) / down)];
    return columns > 0 && rows > 0 ? [{ rowBytes: 1 + Math.ceil((columns * bits) / 8), rows }] : [];
  });
}

/**
 * Unpacks the pixels of a PNG, piece by piece, and keeps none. Throws a `PictureFault` where they are damaged, are not
 * as many as the header says, or a row has a filter that there is not: browsers show such a picture in part.
 */
export async function checkPngPixels(header: PngHeader, data: readonly Uint8Array[]): Promise<void> {
  const passes = passesOf(header);
  const rowStarts = new RowStarts(passes);
  const inflate = createInflate();
  inflate.on('error', () => undefined);
  for (const piece of data) inflate.write(piece);
  inflate.end();
  try {
    for await (const chunk of inflate) {
      const piece = chunk as Uint8Array;
      if (!rowStarts.areFilters(piece)) throw new PictureFault('a row of its pixels has an unknown filter');
    }
  } catch (error) {
    if (error instanceof PictureFault) throw error;
    throw new PictureFault('its pixels cannot be unpacked');
  }
  if (!rowStarts.isDone) throw new PictureFault('its pixels end before the picture does');
}

/** Follows unpacked bytes from row to row. What comes behind the last row is nobody's. */
class RowStarts {
  private next = 0;
  private offset = 0;
  private pass = 0;
  private row = 0;

  constructor(private readonly passes: readonly Pass[]) {}

  /** True once the last row has come whole. */
  get isDone(): boolean {
    return this.pass === this.passes.length && this.offset >= this.next;
  }

  /** Takes the next bytes; false where a row among them begins with no filter. */
  areFilters(bytes: Uint8Array): boolean {
    const end = this.offset + bytes.length;
    for (let pass = this.passes[this.pass]; pass !== undefined && this.next < end; ) {
      if ((bytes[this.next - this.offset] ?? 0) > 4) return false;
      this.next += pass.rowBytes;
      this.row += 1;
      if (this.row < pass.rows) continue;
      [this.row, this.pass] = [0, this.pass + 1];
      pass = this.passes[this.pass];
    }
    this.offset = end;
    return true;
  }
}
