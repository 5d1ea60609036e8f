import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import { listAt } from '../../../model/group-by.js';
import type { Operations } from './content-lexer.js';
import { Instructions, PdfObjectCache, unpacked } from './instructions.js';

/** The drawing instructions of a page, or of a form (a drawing within a page) that holds tagged content. */
export class ContentStream {
  constructor(
    readonly ref: PDFRef,
    readonly stream: PDFRawStream,
    /** The page that shows it. */
    readonly page: PDFRef,
    readonly isForm: boolean,
    /** The forms in it that hold tagged content, which mark their content themselves, by their names. */
    readonly taggedForms: ReadonlyMap<string, PDFRef>,
    readonly instructions: Instructions,
  ) {}

  /** The object that the structure tree knows it by: the form itself, or the page. */
  get owner(): PDFRef {
    return this.isForm ? this.ref : this.page;
  }

  get bytes(): Buffer {
    return this.instructions.bytes;
  }

  get operations(): Operations {
    return this.instructions.operations;
  }

  /** The marked content by its id (MCID): true where it shows text or a picture, false where only lines and areas. */
  get marks(): ReadonlyMap<number, boolean> {
    return this.instructions.once(readMarks);
  }
}

/**
 * The content streams of every page in page order, each tagged form once after the page that shows it first.
 * A page whose content is split into several streams is joined into one.
 */
export function readContentStreams(pdf: PDFDocument, memory = new PdfObjectCache()): ContentStream[] {
  const found: ContentStream[] = [];
  /** True for those that hold tagged content. */
  const seen = new Map<PDFRef, boolean>();
  for (const page of pdf.getPages()) {
    const ref = joinedContents(pdf, page.node.get(PDFName.of('Contents')));
    if (ref === undefined) continue;
    page.node.set(PDFName.of('Contents'), ref);
    visit(ref, page.node.Resources(), page.ref, false);
  }
  return found;

  /** Reads one stream and the forms in it; true where any of them holds tagged content. */
  function visit(ref: PDFRef, resources: PDFDict | undefined, page: PDFRef, isForm: boolean): boolean {
    const known = seen.get(ref);
    if (known !== undefined) return known;
    seen.set(ref, false);
    const stream = rawStream(pdf, ref);
    const place = found.length;
    const taggedForms = new Map<string, PDFRef>();
    for (const [name, form, formResources] of formsOf(pdf, resources)) {
      if (visit(form, formResources, page, true)) taggedForms.set(name, form);
    }
    const isAlone = !isForm && taggedForms.size === 0;
    const instructions = isAlone ? memory.instructionsOf(stream) : new Instructions(() => unpacked(stream));
    const content = new ContentStream(ref, stream, page, isForm, taggedForms, instructions);
    if (isForm && content.marks.size === 0 && taggedForms.size === 0) return false;
    found.splice(place, 0, content);
    seen.set(ref, true);
    return true;
  }
}

/** The number of a page, from 1; for many of them, {@link pageNumbersOf}. */
export const pageNumberOf = (pdf: PDFDocument, page: PDFRef | undefined): number => pageNumbersOf(pdf)(page);

/** Tells the number of each page, from 1; 0 of what is none. */
export function pageNumbersOf(pdf: PDFDocument): (page: PDFRef | undefined) => number {
  const numbers = new Map<PDFRef | undefined, number>(
    pdf.getPages().map(({ ref }, index) => [ref, index + 1]),
  );
  return (page) => numbers.get(page) ?? 0;
}

/** Puts changed instructions in place of those of the stream, packed by Flate. */
function replaceContent(pdf: PDFDocument, { ref, stream }: ContentStream, packed: Uint8Array): void {
  const dict = stream.dict;
  dict.delete(PDFName.of('DecodeParms'));
  dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'));
  dict.set(PDFName.of('Length'), PDFNumber.of(packed.length));
  pdf.context.assign(ref, PDFRawStream.of(dict, packed));
}

/** The MCID that a `BDC` operation opens, or undefined. */
export function markOf(bytes: Buffer, start: number, end: number): number | undefined {
  const id = /\/MCID\s+(\d+)/.exec(bytes.toString('latin1', start, end))?.[1];
  return id === undefined ? undefined : Number(id);
}

/** Beside `Tj`, which shows nearly all text. */
const showing = new Set(['TJ', "'", '"', 'Do', 'BI', 'sh']);

/** The marked content by its id, and whether it shows text or a picture. */
export function readMarks({ bytes, operations }: Instructions): ReadonlyMap<number, boolean> {
  const marks = new Map<number, boolean>();
  const open: (number | undefined)[] = [];
  let before = -1;
  const show = (): void => {
    for (const id of open) if (id !== undefined) marks.set(id, true);
  };
  for (const index of operations.others) {
    if (open.length > 0 && operations.showsBetween(before + 1, index)) show();
    before = index;
    const name = operations.nameAt(index);
    if (name === 'BMC') open.push(undefined);
    else if (name === 'BDC') {
      const id = markOf(bytes, operations.startAt(index), operations.endAt(index));
      open.push(id);
      if (id !== undefined) marks.set(id, marks.get(id) ?? false);
    } else if (name === 'EMC') open.pop();
    else if (showing.has(name)) show();
  }
  if (operations.showsBetween(before + 1, operations.length)) show();
  return marks;
}

function* formsOf(
  pdf: PDFDocument,
  resources: PDFDict | undefined,
): Generator<[name: string, form: PDFRef, resources: PDFDict | undefined]> {
  const objects = resources?.lookupMaybe(PDFName.of('XObject'), PDFDict);
  for (const [name, value] of objects?.entries() ?? []) {
    const stream = pdf.context.lookup(value);
    if (!(value instanceof PDFRef && stream instanceof PDFRawStream)) continue;
    if (stream.dict.lookup(PDFName.of('Subtype')) !== PDFName.of('Form')) continue;
    yield [name.decodeText(), value, stream.dict.lookupMaybe(PDFName.of('Resources'), PDFDict)];
  }
}

function joinedContents(pdf: PDFDocument, contents: PDFObject | undefined): PDFRef | undefined {
  const parts = pdf.context.lookup(contents);
  if (!(parts instanceof PDFArray)) return contents instanceof PDFRef ? contents : undefined;
  const only = parts.get(0);
  if (parts.size() === 1 && only instanceof PDFRef) return only;
  const bytes = parts.asArray().map((part) => unpacked(rawStream(pdf, part)));
  return pdf.context.register(
    pdf.context.flateStream(Buffer.concat(bytes.flatMap((part) => [part, Buffer.from('\n')]))),
  );
}

function rawStream(pdf: PDFDocument, object: PDFObject): PDFRawStream {
  const stream = pdf.context.lookup(object);
  if (stream instanceof PDFRawStream) return stream;
  throw new Error('The content of a page is not a stream.');
}

/** Bytes to put in place of those from `start` up to `end`. */
export interface ContentEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What is to change in the instructions of pages. Each step of the pass adds to it, and all is written at once, so that
 * the offsets that any of them found in a stream stay true.
 */
export class ContentEdits {
  private readonly edits = new Map<ContentStream, ContentEdit[]>();

  add(stream: ContentStream, edits: readonly ContentEdit[]): void {
    const known = listAt(this.edits, stream);
    for (const edit of edits) known.push(edit);
  }

  /**
   * Packs in other threads of the process, some pages at a time, whose bytes are let go. What is asked of the streams meanwhile is as it
   * was.
   */
  async write(pdf: PDFDocument): Promise<void> {
    const waiting = [...this.edits].filter(([, edits]) => edits.length > 0).values();
    const writeNext = async (): Promise<void> => {
      for (const [stream, edits] of waiting) {
        replaceContent(pdf, stream, await packedWith(stream.instructions, edits));
        stream.instructions.rest();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, writeNext));
  }
}

const atOnce = 64;

/** The instructions with their edits. That a page was edited in the same way before is the rule in a session. */
async function packedWith(instructions: Instructions, edits: readonly ContentEdit[]): Promise<Uint8Array> {
  const key = edits.map(({ start, end, text }) => `${start} ${end} ${text}`).join('\0');
  const before = instructions.last<Uint8Array>('edited', key);
  if (before !== undefined) return before;
  const packed = await pack(applyEdits(instructions.bytes, edits));
  instructions.remember('edited', key, packed);
  return packed;
}

const pack = promisify<Buffer, Buffer>(deflate);

/** The bytes with every edit made; those at one place stay in their order. */
export function applyEdits(bytes: Buffer, edits: readonly ContentEdit[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(bytes.subarray(at, start), Buffer.from(text, 'latin1'));
    at = end;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}
