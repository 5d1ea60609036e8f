/** One operator of a content stream with its operands: the bytes from `start` up to `end`. */
export interface Operation {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The operators of a content stream in order. A report has hundreds of thousands, nearly all of which place and show one glyph, so
 * that they are kept as numbers; whoever looks at each asks for its parts by its place.
 */
export class Operations implements Iterable<Operation> {
  private codes = new Uint8Array(1024);
  /** Start and end of each in turn. */
  private bounds = new Uint32Array(2048);
  /** The places of those that do something else than to place and show a glyph: a fifth of all. */
  readonly others: number[] = [];
  /** The names of those that are no operators of PDF, by their places. */
  private readonly names = new Map<number, string>();
  private count = 0;

  get length(): number {
    return this.count;
  }

  nameAt(index: number): string {
    return operatorNames[this.codes[index] ?? 0] ?? this.names.get(index) ?? '';
  }

  /** Of the operators from one place up to another, which only place and show glyphs: those that show some. */
  shownBetween(from: number, to: number): number[] {
    const found: number[] = [];
    for (let index = from; index < to; index++) if (this.codes[index] === shows) found.push(index);
    return found;
  }

  /** True for `Tj`, which shows a glyph. */
  isShown(index: number): boolean {
    return this.codes[index] === shows;
  }

  /** Whether any of them shows one. */
  showsBetween(from: number, to: number): boolean {
    for (let index = from; index < to; index++) if (this.codes[index] === shows) return true;
    return false;
  }

  /** The last operator that begins at an offset or before it; -1 where none does. */
  placeOf(offset: number): number {
    let [low, high] = [-1, this.count - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.bounds[2 * middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  startAt(index: number): number {
    return this.bounds[2 * index] ?? 0;
  }

  endAt(index: number): number {
    return this.bounds[2 * index + 1] ?? 0;
  }

  add(code: number, start: number, end: number, name?: string): void {
    if (this.count === this.codes.length) this.grow();
    if (name !== undefined) this.names.set(this.count, name);
    if (code === 0 || code > glyphs) this.others.push(this.count);
    this.codes[this.count] = code;
    this.bounds[2 * this.count] = start;
    this.bounds[2 * this.count + 1] = end;
    this.count++;
  }

  *[Symbol.iterator](): Generator<Operation> {
    for (let index = 0; index < this.count; index++)
      yield { name: this.nameAt(index), start: this.startAt(index), end: this.endAt(index) };
  }

  private grow(): void {
    const [codes, bounds] = [new Uint8Array(this.count * 2), new Uint32Array(this.count * 4)];
    codes.set(this.codes);
    bounds.set(this.bounds);
    [this.codes, this.bounds] = [codes, bounds];
  }
}

/** The operators of PDF, which are known by their places here; at 0 stands every other. Source: ISO 32000-1, table A.1. */
const operatorNames: readonly (string | undefined)[] = [
  undefined,
  ...(
    'Tj Td l Tm Tf ET BT EMC BDC c rg re f q Q gs cm m h n S \' " b b* B B* BI BMC BX CS cs d d0 d1 Do DP EX F f* G g i ' +
    'ID J j K k M MP RG ri s sc SC scn SCN sh T* Tc TD TJ TL Tr Ts Tw Tz v w W W* y'
  ).split(' '),
];

/** The code of what shows a glyph, and the last of those that show or place one. */
const [shows, glyphs] = [1, 2];

/** The bytes of a token of at most three, as one number. */
const packed = (first: number, second: number, third: number): number =>
  first | (second << 8) | (third << 16);

const codeOf = new Map(
  operatorNames.flatMap((name, code): [number, number][] =>
    name === undefined
      ? []
      : [[packed(name.charCodeAt(0), name.charCodeAt(1) || 0, name.charCodeAt(2) || 0), code]],
  ),
);
const [inlineImage, inlineData] = ['BI', 'ID'].map((name) => operatorNames.indexOf(name));

const [leftParenthesis, rightParenthesis, backslash] = [0x28, 0x29, 0x5c];
const [less, greater, slash, percent] = [0x3c, 0x3e, 0x2f, 0x25];
const whitespace = [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20];
const delimiters = [leftParenthesis, rightParenthesis, less, greater, slash, percent, 0x5b, 0x5d, 0x7b, 0x7d];
const constants = new Set(['true', 'false', 'null']);

/** What a byte is: white space, a delimiter, what a number begins with, or 0 for any other. */
const [isSpace, isDelimiter, isNumeric] = [1, 2, 4] as const;
const kinds = new Uint8Array(256);
for (const byte of whitespace) kinds[byte] = isSpace;
for (const byte of delimiters) kinds[byte] = isDelimiter;
for (const character of '0123456789+-.') kinds[character.charCodeAt(0)] = isNumeric;

/**
 * The operators of a content stream in order, each with the place of its first operand; an inline image is one
 * operation named `BI`. Use it to find out where something is painted without interpreting the page.
 *
 * Source: ISO 32000-1, 7.2 (lexical conventions), 7.8.2 (content streams), 8.9.7 (inline images).
 */
export function readOperations(bytes: Buffer): Operations {
  const operations = new Operations();
  let start = -1;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const kind = kinds[byte] ?? 0;
    if (kind === isSpace) {
      at++;
      continue;
    }
    if (byte === percent) {
      at = endOfComment(bytes, at);
      continue;
    }
    if (start < 0) start = at;
    const begin = at;
    at = endOfToken(bytes, at);
    if (kind !== 0) continue;
    const code = codeAt(bytes, begin, at);
    if (code === undefined) {
      const name = bytes.toString('latin1', begin, at);
      if (constants.has(name)) continue;
      operations.add(0, start, at, name);
    } else if (code === inlineImage) continue;
    else if (code === inlineData) {
      at = endOfInlineImage(bytes, at);
      operations.add(inlineImage ?? 0, start, at);
    } else operations.add(code, start, at);
    start = -1;
  }
  return operations;
}

/** The code of an operator; undefined for other words, all that are longer than three letters among them. */
function codeAt(bytes: Buffer, start: number, end: number): number | undefined {
  if (end - start > 3) return undefined;
  const letter = (at: number): number => (at < end ? (bytes[at] ?? 0) : 0);
  return codeOf.get(packed(letter(start), letter(start + 1), letter(start + 2)));
}

/** What each of these operators does, by its name. */
export const stepsOf = <Step extends string>(
  names: Readonly<Record<Step, string>>,
): ReadonlyMap<string, Step> =>
  new Map(
    (Object.keys(names) as Step[]).flatMap((step) =>
      names[step].split(' ').map((name) => [name, step] as const),
    ),
  );

function endOfToken(bytes: Buffer, start: number): number {
  const first = bytes[start] ?? 0;
  if (kinds[first] === isDelimiter) {
    if (first === leftParenthesis) return endOfString(bytes, start);
    if (first === less && bytes[start + 1] !== less) return endAfter(bytes, greater, start);
    if ((first === less || first === greater) && bytes[start + 1] === first) return start + 2;
    if (first !== slash) return start + 1;
  }
  let end = start + 1;
  while (end < bytes.length && !isBoundary(bytes[end] ?? 0)) end++;
  return end;
}

function endOfString(bytes: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === backslash) at++;
    else if (byte === leftParenthesis) depth++;
    else if (byte === rightParenthesis) depth--;
    at++;
    if (depth === 0) return at;
  }
  return bytes.length;
}

/** Codes of glyphs are short: to look at each byte takes less than to ask for the next one of a kind. */
function endAfter(bytes: Buffer, byte: number, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== byte) at++;
  return Math.min(at + 1, bytes.length);
}

function endOfComment(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
  return at;
}

/** The data of an inline image are raw bytes: `EI` ends them only where it stands between white space. */
function endOfInlineImage(bytes: Buffer, dataStart: number): number {
  const [e, i] = [0x45, 0x49];
  for (let at = dataStart + 1; at + 1 < bytes.length; at++) {
    if (bytes[at] !== e || bytes[at + 1] !== i) continue;
    const after = bytes[at + 2];
    if (kinds[bytes[at - 1] ?? 0] === isSpace && (after === undefined || kinds[after] === isSpace))
      return at + 2;
    at++;
  }
  return bytes.length;
}

const isBoundary = (byte: number): boolean => ((kinds[byte] ?? 0) & (isSpace | isDelimiter)) !== 0;
