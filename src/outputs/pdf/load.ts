import {
  ParseSpeeds,
  PDFArray,
  PDFBool,
  PDFCatalog,
  PDFContext,
  PDFDict,
  PDFDocument,
  PDFHeader,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFPageLeaf,
  PDFPageTree,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

/**
 * The objects of a PDF that Chromium printed, in the order of the file: as pdf-lib reads them, in a fifth of the time, since nothing is
 * mended and nothing looked for. Undefined for a file that is written in any other way, which is then pdf-lib's to read.
 *
 * Source: ISO 32000-1, 7.3 (objects), 7.5 (file structure).
 */
export function readPrint(bytes: Uint8Array): PDFDocument | undefined {
  try {
    return new PrintReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).read();
  } catch (error) {
    if (error instanceof OtherFile) return undefined;
    throw error;
  }
}

/** The file is not as Chromium writes them. */
class OtherFile extends Error {}

/** pdf-lib makes documents of what it parsed itself alone. */
const Document = PDFDocument as unknown as new (
  context: PDFContext,
  ignoreEncryption: boolean,
  updateMetadata: boolean,
) => PDFDocument;

const [isSpace, isDelimiter, isDigit] = [1, 2, 4];
const kinds = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) kinds[byte] = isSpace;
for (const character of '()<>[]{}/%') kinds[character.charCodeAt(0)] = isDelimiter;
for (const character of '0123456789') kinds[character.charCodeAt(0)] = isDigit;

const codeOf = (character: string): number => character.charCodeAt(0);
const [less, greater, slash, hash, backslash] = ['<', '>', '/', '#', '\\'].map(codeOf);
const [leftParenthesis, rightParenthesis, leftBracket, rightBracket] = ['(', ')', '[', ']'].map(codeOf);
const [nought, minus, plus, dot, reference] = ['0', '-', '+', '.', 'R'].map(codeOf) as [
  number,
  number,
  number,
  number,
  number,
];
const newline = 0x0a;
/** Smaller whole numbers are made once for a file. */
const shared = 4096;

class PrintReader {
  private at = 0;
  private readonly context = PDFContext.create();
  private readonly refs: (PDFRef | undefined)[] = [];
  private readonly numbers: (PDFNumber | undefined)[] = [];
  /** Names of at most six bytes by those bytes, as a number; longer ones by their text. */
  private readonly short = new Map<number, PDFName>();
  private readonly long = new Map<string, PDFName>();
  private readonly type = PDFName.of('Type');
  private readonly length = PDFName.of('Length');
  private readonly classes = new Map(
    [['Catalog', PDFCatalog] as const, ['Pages', PDFPageTree] as const, ['Page', PDFPageLeaf] as const].map(
      ([name, type]) => [PDFName.of(name) as PDFObject | undefined, type] as const,
    ),
  );

  constructor(private readonly bytes: Buffer) {}

  read(): PDFDocument {
    const { bytes, context } = this;
    const version = /^%PDF-(\d)\.(\d)\n/.exec(bytes.toString('latin1', 0, 9));
    if (version === null) throw new OtherFile();
    context.header = PDFHeader.forVersion(Number(version[1]), Number(version[2]));
    // A comment of bytes that are no text follows.
    this.at = bytes.indexOf(newline, 9) + 1;
    if (bytes[9] !== 0x25 || this.at === 0) throw new OtherFile();
    while (this.isAt(isDigit)) this.readIndirect();
    this.take('xref\n');
    const trailer = bytes.indexOf('\ntrailer\n', this.at, 'latin1');
    if (trailer < 0) throw new OtherFile();
    this.at = trailer + '\ntrailer\n'.length;
    const entries = this.readDict();
    const [size, root, info] = ['Size', 'Root', 'Info'].map((name) => entries.get(PDFName.of(name)));
    this.skip();
    const isLast = /^startxref\n\d+\n%%EOF\s*$/.test(bytes.toString('latin1', this.at));
    const isPlain = [...entries.keys()].every((name) => known.has(name.asString()));
    if (!isLast || !isPlain || !(root instanceof PDFRef && size instanceof PDFNumber)) throw new OtherFile();
    const id = entries.get(PDFName.of('ID'));
    context.trailerInfo = {
      Size: size,
      Root: root,
      ...(info !== undefined && { Info: info }),
      ...(id !== undefined && { ID: id }),
    } as PDFContext['trailerInfo'];
    context.pdfFileDetails.pdfSize = bytes.length;
    if (!(context.lookup(root) instanceof PDFCatalog)) throw new OtherFile();
    return new Document(context, false, false);
  }

  /** One object of its own, with its number. */
  private readIndirect(): void {
    const number = this.readWhole();
    this.take(' 0 obj\n');
    const object = this.readObject();
    this.skip();
    const isStream = object instanceof PDFDict && this.bytes[this.at] === 0x73;
    this.context.assign(this.ref(number), isStream ? this.readStream(object) : object);
    this.skip();
    this.take('endobj');
    this.skip();
  }

  private readStream(dict: PDFDict): PDFRawStream {
    this.take('stream\n');
    const length = dict.get(this.length);
    if (!(length instanceof PDFNumber)) throw new OtherFile();
    const end = this.at + length.asNumber();
    const stream = PDFRawStream.of(dict, this.bytes.subarray(this.at, end));
    this.at = end;
    this.skip();
    this.take('endstream');
    return stream;
  }

  private readObject(): PDFObject {
    this.skip();
    const byte = this.bytes[this.at];
    if (byte === slash) return this.readName();
    if (byte === less)
      return this.bytes[this.at + 1] === less ? this.dictOf(this.readDict()) : this.readHex();
    if (byte === leftBracket) return this.readArray();
    if (byte === leftParenthesis) return this.readString();
    if (byte === 0x74 || byte === 0x66 || byte === 0x6e) return this.readConstant();
    return this.readNumber();
  }

  private dictOf(entries: Map<PDFName, PDFObject>): PDFDict {
    const type = this.classes.get(entries.get(this.type)) ?? PDFDict;
    return type.fromMapWithContext(entries, this.context);
  }

  private readDict(): Map<PDFName, PDFObject> {
    this.take('<<');
    const entries = new Map<PDFName, PDFObject>();
    for (this.skip(); this.bytes[this.at] === slash; this.skip()) {
      const name = this.readName();
      entries.set(name, this.readObject());
    }
    this.take('>>');
    return entries;
  }

  private readArray(): PDFArray {
    const array = PDFArray.withContext(this.context);
    this.at++;
    for (this.skip(); this.bytes[this.at] !== rightBracket; this.skip()) array.push(this.readObject());
    this.at++;
    return array;
  }

  private readName(): PDFName {
    const { bytes } = this;
    const start = ++this.at;
    let packed = 0;
    let hasEscape = false;
    let end = start;
    for (; end < bytes.length; end++) {
      const byte = bytes[end] ?? 0;
      if (((kinds[byte] ?? 0) & (isSpace | isDelimiter)) !== 0) break;
      if (byte === hash) hasEscape = true;
      packed = packed * 256 + byte;
    }
    this.at = end;
    const isShort = end - start <= 6;
    const known = isShort ? this.short.get(packed) : undefined;
    if (known !== undefined) return known;
    const text = bytes.toString('latin1', start, end);
    const name = this.long.get(text) ?? PDFName.of(hasEscape ? unescaped(text) : text);
    if (isShort) this.short.set(packed, name);
    else this.long.set(text, name);
    return name;
  }

  private readString(): PDFString {
    const { bytes } = this;
    const start = this.at + 1;
    let depth = 0;
    for (let at = this.at; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === backslash) at++;
      else if (byte === leftParenthesis) depth++;
      else if (byte === rightParenthesis && --depth === 0) {
        this.at = at + 1;
        return PDFString.of(bytes.toString('latin1', start, at));
      }
    }
    throw new OtherFile();
  }

  private readHex(): PDFHexString {
    const end = this.bytes.indexOf(greater ?? 0, this.at);
    if (end < 0) throw new OtherFile();
    const text = this.bytes.toString('latin1', this.at + 1, end);
    this.at = end + 1;
    return PDFHexString.of(text);
  }

  private readConstant(): PDFObject {
    const start = this.at;
    while (this.at < this.bytes.length && !this.isAt(isSpace | isDelimiter)) this.at++;
    const word = this.bytes.toString('latin1', start, this.at);
    const object = new Map<string, PDFObject>([
      ['true', PDFBool.True],
      ['false', PDFBool.False],
      ['null', PDFNull],
    ]).get(word);
    if (object === undefined) throw new OtherFile();
    return object;
  }

  /** A number, or what it refers to where another number and an `R` follow. */
  private readNumber(): PDFObject {
    if (!this.isAt(isDigit)) return this.readReal(this.at);
    const start = this.at;
    const number = this.readWhole();
    const { bytes, at } = this;
    if (bytes[at] === dot) return this.readReal(start);
    if (
      bytes[at] === 0x20 &&
      bytes[at + 1] === nought &&
      bytes[at + 2] === 0x20 &&
      bytes[at + 3] === reference
    ) {
      this.at = at + 4;
      return this.ref(number);
    }
    if (number >= shared) return PDFNumber.of(number);
    this.numbers[number] ??= PDFNumber.of(number);
    return this.numbers[number];
  }

  private readReal(start: number): PDFNumber {
    let end = start;
    for (; end < this.bytes.length; end++) {
      const byte = this.bytes[end] ?? 0;
      if (kinds[byte] !== isDigit && byte !== minus && byte !== plus && byte !== dot) break;
    }
    const value = Number(this.bytes.toString('latin1', start, end));
    if (end === start || !Number.isFinite(value)) throw new OtherFile();
    this.at = end;
    return PDFNumber.of(value);
  }

  private readWhole(): number {
    const { bytes } = this;
    const start = this.at;
    let value = 0;
    while (this.isAt(isDigit)) value = value * 10 + (bytes[this.at++] ?? 0) - nought;
    if (this.at === start || this.at - start > 15) throw new OtherFile();
    return value;
  }

  private ref(number: number): PDFRef {
    const ref = this.refs[number] ?? PDFRef.of(number);
    this.refs[number] = ref;
    return ref;
  }

  private isAt(kind: number): boolean {
    return ((kinds[this.bytes[this.at] ?? 0] ?? 0) & kind) !== 0 && this.at < this.bytes.length;
  }

  private skip(): void {
    while (this.isAt(isSpace)) this.at++;
  }

  private take(text: string): void {
    for (let index = 0; index < text.length; index++)
      if (this.bytes[this.at + index] !== text.charCodeAt(index)) throw new OtherFile();
    this.at += text.length;
  }
}

/** What the trailer of a print holds. */
const known: ReadonlySet<string> = new Set(['/Size', '/Root', '/Info', '/ID']);

/** As pdf-lib takes out the escapes of a name before it makes one of it. */
const unescaped = (name: string): string =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/**
 * The objects of a PDF. All at once: left to itself pdf-lib waits for a timer after each hundred of them, which for a report takes
 * as long as to read them.
 */
export const loadPdf = (bytes: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });

/** The same of a PDF that a browser has just printed. */
export const loadPrint = async (bytes: Uint8Array): Promise<PDFDocument> =>
  readPrint(bytes) ?? (await loadPdf(bytes));
