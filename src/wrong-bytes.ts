import type { DiagnosticCode } from './diagnostic-codes.js';
import type { Diagnostic } from './diagnostics.js';
import { wording } from './problems/problem.js';

/** The first byte that is not in the encoding of its text: where it stands, and what it is, such as `0xE9`. */
export interface WrongByte {
  readonly line: number;
  readonly column: number;
  readonly byte: string;
}

/** Finds the first byte of a text that its encoding does not have; the text has one. */
export function findWrongByte(bytes: Uint8Array, encoding = 'utf-8'): WrongByte {
  const { text, offset } = readBefore(bytes, encoding);
  const start = encoding === 'utf-8' ? markLength(bytes) + new TextEncoder().encode(text).length : offset;
  const lines = text.split(/\r\n?|\n/);
  return {
    line: lines.length,
    column: (lines.at(-1) ?? '').length + 1,
    byte: hexadecimal(bytes[Math.min(start, bytes.length - 1)]),
  };
}

/** A byte as messages print it. */
export const hexadecimal = (byte = 0): string => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** The error of a text that must be UTF-8 and is not. */
export function wrongByteProblem(
  code: DiagnosticCode,
  file: string,
  { byte, line, column }: WrongByte,
): Diagnostic {
  return {
    position: { file, line, column },
    severity: 'error',
    code,
    ...wording('bytes/wrong.byte', { byte }),
  };
}

/** A byte order mark is taken out of what is decoded. */
const markLength = ([first, second, third]: Uint8Array): number =>
  first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;

const stretch = 65_536;

/**
 * The text before the first bytes that do not decode, and the offset of the byte that shows it: whole stretches first,
 * then byte by byte. Looking for U+FFFD in what a lenient decoder makes of them would find one that the file has.
 */
function readBefore(bytes: Uint8Array, encoding: string): { readonly text: string; readonly offset: number } {
  const texts: string[] = [];
  const take = (size: number, from: number): number => {
    const decoder = new TextDecoder(encoding, { fatal: true });
    let at = 0;
    texts.length = 0;
    try {
      if (from > 0) texts.push(decoder.decode(bytes.subarray(0, from), { stream: true }));
      for (at = from; at < bytes.length; at += size) {
        texts.push(decoder.decode(bytes.subarray(at, at + size), { stream: true }));
      }
    } catch {
      // The stretch that begins at `at` has the fault; without one, the last bytes are a beginning without an end.
    }
    return Math.min(at, bytes.length);
  };
  const offset = take(1, take(stretch, 0));
  return { text: texts.join(''), offset };
}
