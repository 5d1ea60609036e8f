import { inflateSync } from 'node:zlib';
import type { Diagnostic } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../../resource-limits.js';
import type { PublishedFile } from '../../output.js';

/** A PDF that unpacks to more than any report, or by what no build writes. */
export function refusePacked({ file, bytes }: PublishedFile, limits: ResourceLimits): Diagnostic | undefined {
  const unpacked = unpackWithin(bytes, limits.pdfBytes);
  const position = { file, line: 1, column: 1 };
  if (unpacked === 'within') return undefined;
  if (unpacked === 'beyond')
    return limitProblem({ name: 'pdfBytes', limits, position, found: 'PDF that unpacks to more' });
  return problem('verify/form.filter', position);
}

/** Names of the dictionary of a stream as they stand in the file: `#46ilter` is one of the spellings of `Filter`. */
const filterName = /\/(?:F|#46)(?:i|#69)(?:l|#6[Cc])(?:t|#74)(?:e|#65)(?:r|#72)(?![A-Za-z0-9])/g;
const onlyFilter = /^\s*\/FlateDecode(?![A-Za-z0-9])/;

/** What unpacking a PDF comes to: within so many bytes, beyond them, or by a filter that no build writes. */
type UnpackedPdf = 'within' | 'beyond' | 'strange';

/**
 * Whether all streams of a PDF unpack within so many bytes. It unpacks whatever stands behind the word `stream`, as a
 * reader would, and only by Flate. So no library is asked to unpack a file of a hundred kilobytes into a hundred
 * gigabytes.
 */
export function unpackWithin(bytes: Uint8Array, most: number): UnpackedPdf {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const { 0: name, index } of text.matchAll(filterName))
    if (name !== '/Filter' || !onlyFilter.test(text.slice(index + name.length, index + name.length + 40)))
      return 'strange';
  let left = most;
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at + 6)) {
    if (text.slice(at - 3, at) === 'end') continue;
    for (const gap of ['', '\n', '\r', '\r\n', ' \r\n']) {
      if (!text.startsWith(gap, at + 6)) continue;
      const size = sizeOf(bytes.subarray(at + 6 + gap.length), left);
      if (size === undefined) return 'beyond';
      left -= size;
      if (size > 0) break;
    }
  }
  return 'within';
}

/** How long what begins here is when it is unpacked, 0 where nothing is packed; undefined beyond `most`. */
function sizeOf(packed: Uint8Array, most: number): number | undefined {
  // The two bytes that begin what Flate packs: deflate, and a check sum of both.
  const [method = 0, flags = 0] = packed;
  if ((method & 0x0f) !== 8 || ((method << 8) | flags) % 31 !== 0) return 0;
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(most, 1) }).byteLength;
  } catch (error) {
    return error instanceof RangeError ? undefined : 0;
  }
}
