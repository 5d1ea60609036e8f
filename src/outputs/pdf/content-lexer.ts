/** One operator of a content stream with its operands: the bytes from `start` up to `end`. */
export interface Operation {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const [leftParenthesis, rightParenthesis, backslash] = [0x28, 0x29, 0x5c];
const [less, greater, slash, percent] = [0x3c, 0x3e, 0x2f, 0x25];
const whitespace = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const brackets = new Set([0x5b, 0x5d, 0x7b, 0x7d]);
const delimiters = new Set([leftParenthesis, rightParenthesis, less, greater, slash, percent, ...brackets]);
const constants = new Set(['true', 'false', 'null']);

/**
 * The operators of a content stream in order, each with the place of its first operand; an inline image is one
 * operation named `BI`. Use it to find out where something is painted without interpreting the page.
 *
 * Source: ISO 32000-1, 7.2 (lexical conventions), 7.8.2 (content streams), 8.9.7 (inline images).
 */
export function readOperations(bytes: Buffer): Operation[] {
  const operations: Operation[] = [];
  let start = -1;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (whitespace.has(byte)) {
      at++;
      continue;
    }
    if (byte === percent) {
      at = endOfComment(bytes, at);
      continue;
    }
    if (start < 0) start = at;
    const end = endOfToken(bytes, at);
    const name = operatorName(bytes, at, end);
    at = end;
    if (name === undefined || name === 'BI') continue;
    if (name === 'ID') at = endOfInlineImage(bytes, end);
    operations.push({ name: name === 'ID' ? 'BI' : name, start, end: at });
    start = -1;
  }
  return operations;
}

/** The operator that the token is, or undefined for an operand. */
function operatorName(bytes: Buffer, start: number, end: number): string | undefined {
  const first = bytes[start] ?? 0;
  const isNumber = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  if (isNumber || delimiters.has(first)) return undefined;
  const name = bytes.toString('latin1', start, end);
  return constants.has(name) ? undefined : name;
}

function endOfToken(bytes: Buffer, start: number): number {
  const first = bytes[start] ?? 0;
  if (first === leftParenthesis) return endOfString(bytes, start);
  if (first === less && bytes[start + 1] !== less) return endAfter(bytes, greater, start);
  if ((first === less || first === greater) && bytes[start + 1] === first) return start + 2;
  if (first !== slash && delimiters.has(first)) return start + 1;
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

function endAfter(bytes: Buffer, byte: number, start: number): number {
  const found = bytes.indexOf(byte, start);
  return found < 0 ? bytes.length : found + 1;
}

function endOfComment(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
  return at;
}

/** The data of an inline image are raw bytes: `EI` ends them only where it stands between white space. */
function endOfInlineImage(bytes: Buffer, dataStart: number): number {
  let found = bytes.indexOf('EI', dataStart + 1, 'latin1');
  while (found >= 0) {
    const after = bytes[found + 2];
    if (whitespace.has(bytes[found - 1] ?? 0) && (after === undefined || whitespace.has(after)))
      return found + 2;
    found = bytes.indexOf('EI', found + 2, 'latin1');
  }
  return bytes.length;
}

function isBoundary(byte: number): boolean {
  return whitespace.has(byte) || delimiters.has(byte);
}
