import { createHash } from 'node:crypto';
import {
  PDFCatalog,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFHeader,
  PDFHexString,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFPageLeaf,
  PDFPageTree,
  PDFRawStream,
  type PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import { zlibSync } from 'fflate';
import { PdfObjectCache } from './content/instructions.js';

/** How many objects are packed together. */
const together = 50;

/** What helps to write a PDF soon. */
interface Writing {
  /** Objects that were packed before, by their text. */
  readonly known?: PdfObjectCache['objects'];
  /** When the contents of all streams are there. Meanwhile the other objects are packed. */
  readonly ready?: Promise<void>;
}

/**
 * The bytes of a PDF, most of its objects packed: those that pdf-lib's `save` with `useObjectStreams` gives. That measures each object
 * twice before it writes it, byte by byte; here each is put into text once.
 *
 * Packed in JavaScript, so that the bytes are those of every machine and Node.
 *
 * Source: ISO 32000-1, 7.5.7 (object streams), 7.5.8 (cross-reference streams).
 */
export async function writePdf(
  { context }: PDFDocument,
  { known = new PdfObjectCache().objects, ready }: Writing = {},
): Promise<Uint8Array> {
  const packed = context.enumerateIndirectObjects().filter(([ref, object]) => isPacked(ref, object));
  const packs: Packed[] = [];
  for (let at = 0; at < packed.length; at += together)
    packs.push(packObjects(packed.slice(at, at + together), known));
  await ready;
  return assemble(context, packs);
}

/** The file of objects that are packed, and of all others. */
function assemble(context: PDFContext, packs: readonly Packed[]): Uint8Array {
  const file = new FileWriter();
  const { header, trailerInfo } = context;
  const [major, minor] = header.getVersionString().split('.').map(Number);
  const isOld = major === undefined || major < 1 || (major === 1 && (minor ?? 0) < 5);
  file.text(`${isOld ? PDFHeader.forVersion(1, 7) : header}\n\n`);

  const table = new CrossReferences();
  const first = context.largestObjectNumber + 1;
  let count = 0;
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (isLeftOut(object)) continue;
    if (isPacked(ref, object)) {
      table.addPacked(ref, first + Math.floor(count / together), count % together);
      count++;
      continue;
    }
    table.add(ref.objectNumber, file.size, ref.generationNumber);
    if (object instanceof PDFRawStream) {
      object.dict.set(PDFName.Length, PDFNumber.of(object.contents.length));
      file.stream(`${ref.objectNumber} ${ref.generationNumber}`, `${object.dict}`, object.contents);
    } else file.object(`${ref.objectNumber} ${ref.generationNumber}`, object);
  }
  for (const [index, { dict, contents }] of packs.entries()) {
    table.add(first + index, file.size, 0);
    file.stream(`${first + index} 0`, dict, contents);
  }
  const last = first + packs.length;
  table.add(last, file.size, 0);
  const { Root, Info, ID } = trailerInfo;
  const entries = [`/Size ${last + 1}`, `/Root ${Root}`, Info && `/Info ${Info}`, ID && `/ID ${ID}`];
  const place = file.size;
  const { index, widths, contents } = table.written();
  const about = [
    '/Filter /FlateDecode',
    '/Type /XRef',
    `/Length ${contents.length}`,
    `/W ${widths}`,
    `/Index ${index}`,
  ];
  file.stream(`${last} 0`, dictOf([...entries, ...about]), contents);
  file.text(`startxref\n${place}\n%%EOF`);
  return file.whole();
}

/** What a file that was read has of its own form, and what is written anew. */
function isLeftOut(object: PDFObject): boolean {
  if (!(object instanceof PDFRawStream)) return false;
  const type = object.dict.lookup(PDFName.Type);
  return type === PDFName.of('XRef') || type === PDFName.of('ObjStm');
}

/** A reader must find streams and pages by themselves. */
function isPacked(ref: PDFRef, object: PDFObject): boolean {
  return !(
    object instanceof PDFStream ||
    object instanceof PDFInvalidObject ||
    object instanceof PDFCatalog ||
    object instanceof PDFPageTree ||
    object instanceof PDFPageLeaf ||
    ref.generationNumber !== 0 ||
    (object instanceof PDFDict && object.lookup(PDFName.Type) === PDFName.of('Sig'))
  );
}

interface Packed {
  readonly dict: string;
  readonly contents: Uint8Array;
}

function packObjects(
  objects: readonly [ref: PDFRef, object: PDFObject][],
  known: PdfObjectCache['objects'],
): Packed {
  let [places, text] = ['', ''];
  for (const [{ objectNumber }, object] of objects) {
    places += `${objectNumber} ${text.length} `;
    text += `${object}\n`;
  }
  const whole = places + text;
  let contents = known.get(whole);
  if (contents === undefined) {
    contents = zlibSync(Buffer.from(whole, 'latin1'));
    known.set(whole, contents, whole.length);
  }
  const about = [`/N ${objects.length}`, `/First ${places.length}`, `/Length ${contents.length}`];
  return { dict: dictOf(['/Filter /FlateDecode', '/Type /ObjStm', ...about]), contents };
}

const dictOf = (entries: readonly (string | undefined)[]): string =>
  `<<\n${entries.filter((entry) => entry !== undefined).join('\n')}\n>>`;

/** The parts of a file one after the other. */
class FileWriter {
  size = 0;
  private readonly parts: Uint8Array[] = [];

  text(text: string): void {
    this.bytes(Buffer.from(text, 'latin1'));
  }

  object(number: string, object: PDFObject): void {
    this.text(`${number} obj\n${object}\nendobj\n\n`);
  }

  stream(number: string, dict: string, contents: Uint8Array): void {
    this.text(`${number} obj\n${dict}\nstream\n`);
    this.bytes(contents);
    this.text('\nendstream\nendobj\n\n');
  }

  whole(): Uint8Array {
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  private bytes(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.size += bytes.length;
  }
}

/** Where each object stands. Objects are added in the order of their numbers. */
class CrossReferences {
  /** For each object its number, its kind, and two fields that depend on that. Nought is the head of what was deleted. */
  private readonly entries: (readonly [number: number, kind: 0 | 1 | 2, first: number, second: number])[] = [
    [0, 0, 0, 65535],
  ];

  add(number: number, offset: number, generation: number): void {
    this.entries.push([number, 1, offset, generation]);
  }

  addPacked({ objectNumber }: PDFRef, stream: number, index: number): void {
    this.entries.push([objectNumber, 2, stream, index]);
  }

  written(): { readonly index: string; readonly widths: string; readonly contents: Uint8Array } {
    const ranges: [first: number, count: number][] = [];
    let before = -2;
    for (const [number] of this.entries) {
      const range = ranges.at(-1);
      if (range === undefined || number - before > 1) ranges.push([number, 1]);
      else range[1]++;
      before = number;
    }
    const fields = this.entries.map(([, ...rest]) => rest);
    const widths = [0, 1, 2].map((place) =>
      bytesIn(fields.reduce((most, field) => Math.max(most, field[place] ?? 0), 0)),
    );
    const bytes = Buffer.alloc(fields.length * widths.reduce((sum, width) => sum + width, 0));
    let at = 0;
    for (const field of fields)
      for (const [place, width] of widths.entries()) at = bytes.writeUIntBE(field[place] ?? 0, at, width);
    return {
      index: `[ ${ranges.flat().join(' ')} ]`,
      widths: `[ ${widths.join(' ')} ]`,
      contents: zlibSync(bytes),
    };
  }
}

const bytesIn = (value: number): number => {
  let bytes = 1;
  for (let most = 256; value >= most; most *= 256) bytes++;
  return bytes;
};

const placeholder = '0123456789ABCDEF0123456789ABCDEF';

/**
 * The bytes of the file, its id made from its own content: the same report has the same id, another has another.
 *
 * Source: ISO 32000-1, 14.4 (file identifiers).
 */
export async function saveWithContentId(pdf: PDFDocument, writing: Writing = {}): Promise<Uint8Array> {
  const id = PDFHexString.of(placeholder);
  pdf.context.trailerInfo.ID = pdf.context.obj([id, id]);
  const whole = await writePdf(pdf, writing);
  const bytes = Buffer.from(whole.buffer);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, placeholder.length).toUpperCase();
  // The trailer comes last, so the last two are ours even if a page shows the same characters.
  for (let turn = 0; turn < 2; turn++) {
    const at = bytes.lastIndexOf(placeholder, undefined, 'latin1');
    if (at < 0) throw new Error('The file id is not where it was written.');
    bytes.write(digest, at, 'latin1');
  }
  return whole;
}
