/** Bytes to text by a ladder that never guesses: a byte order mark, then strict UTF-8, then the declared encoding. */
import { isUtf8 } from 'node:buffer';
import { findWrongByte, hexadecimal, type WrongByte } from '../wrong-bytes.js';

/**
 * A file in UTF-8 without its byte order mark, or the place of the first bytes that its encoding does not have. Bytes,
 * because a large file as one text would take as much memory again, twice.
 */
export type Decoded =
  | { readonly bytes: Uint8Array }
  | { readonly bytes?: undefined; readonly wrong: WrongByte };

const marks: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** True for the name of an encoding that can be declared: `utf-8`, `windows-1250`, `iso-8859-2` ... */
export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/** Decodes a file; `declared` is an encoding for which `isEncoding` holds, tried where the bytes are not UTF-8. */
export function decode(bytes: Uint8Array, declared?: string): Decoded {
  const mark = marks.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte));
  if (mark === undefined) {
    return declared === undefined || isReadableUtf8(bytes) ? fromUtf8(bytes) : fromDeclared(bytes, declared);
  }
  const content = bytes.subarray(mark.bytes.length);
  return mark.encoding === 'utf-8' ? fromUtf8(content) : decodeAs(content, mark.encoding);
}

/** UTF-16 and ISO-2022 of plain letters happen to be UTF-8 too, but with NUL or ESC, which no text has. */
const isReadableUtf8 = (bytes: Uint8Array): boolean =>
  isUtf8(bytes) && !bytes.includes(0) && !bytes.includes(0x1b);

const fromUtf8 = (bytes: Uint8Array): Decoded =>
  isUtf8(bytes) ? { bytes } : { wrong: findWrongByte(bytes) };

function fromDeclared(bytes: Uint8Array, encoding: string): Decoded {
  const decoded = decodeAs(bytes, encoding);
  if (decoded.bytes === undefined) return decoded;
  const text = new TextDecoder().decode(decoded.bytes);
  const odd = text.search(undefinedBytes);
  if (odd < 0) return decoded;
  const before = text.slice(0, odd).split(/\r\n?|\n/);
  // Only encodings of one byte a letter leave bytes undefined in this way.
  const byte = hexadecimal(bytes[odd]);
  return { wrong: { line: before.length, column: (before.at(-1) ?? '').length + 1, byte } };
}

/**
 * What decoders make of bytes that an encoding leaves undefined, or that are not meant in it: control characters, and
 * in windows-874 private use.
 */
const undefinedBytes = /[\u0080-\u009f\uf8c1-\uf8ff]/;

/** What windows-1252 has in place of the control characters from 0x80 on; nothing for five of them. */
const westernPunctuation = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return { bytes: new TextEncoder().encode(isWestern(encoding) ? withPunctuation(text) : text) };
  } catch {
    return { wrong: findWrongByte(bytes, encoding) };
  }
}

/** Latin-1 in all its names is windows-1252 to a decoder. *Source:* WHATWG, Encoding Standard, "Names and labels". */
const isWestern = (encoding: string): boolean => new TextDecoder(encoding).encoding === 'windows-1252';

/** Node 20 decodes windows-1252 as Latin-1, which has control characters where the quotes and dashes should be. */
const withPunctuation = (text: string): string =>
  text.replace(
    /[\x80-\x9f]/g,
    (character) => westernPunctuation[character.charCodeAt(0) - 0x80] ?? character,
  );
