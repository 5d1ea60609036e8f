/** Bytes to text by a ladder that never guesses: a byte order mark, then strict UTF-8, then the declared encoding. */

/** The text of a file without its byte order mark, or the place of the first bytes that the encoding does not have. */
export type Decoded =
  | { readonly text: string }
  | { readonly text?: undefined; readonly encoding: string; readonly line: number; readonly column: number };

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
  if (mark !== undefined) return decodeAs(bytes, mark.encoding);
  const unicode = decodeAs(bytes, 'utf-8');
  return unicode.text !== undefined || declared === undefined ? unicode : decodeAs(bytes, declared);
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const before = new TextDecoder(encoding).decode(bytes).split('\uFFFD', 1)[0] ?? '';
    const lines = before.split(/\r\n?|\n/);
    return { encoding, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  }
}
