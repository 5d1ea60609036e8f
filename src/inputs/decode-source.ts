import type { SourceFile, SourceProblem } from '../model/dataset/source-table.js';
import { problem } from '../problems/problem.js';
import { decode, isEncoding } from './text.js';

/** The bytes of a file of text in UTF-8 without a byte order mark. A workbook is refused by its name. */
export function decodeSource(source: SourceFile): Uint8Array | SourceProblem {
  const { bytes, encoding, file, declaredIn } = source;
  if (encoding !== undefined && !isEncoding(encoding.name)) {
    return problem('data/package.encoding', encoding.position, { name: encoding.name });
  }
  if (isZip(bytes)) {
    return problem(
      declaredIn === undefined ? 'data/encoding.workbook' : 'data/encoding.workbook-excel',
      { file, line: 1, column: 1 },
      { declaredIn },
    );
  }
  const decoded = decode(bytes, encoding?.name);
  if (decoded.bytes !== undefined) return decoded.bytes;
  const { byte, ...place } = decoded.wrong;
  return problem(
    'data/encoding.byte',
    { file, ...place },
    { byte, encoding: encodingOf(source) },
    { hint: encodingHint(source) },
  );
}

/** Workbooks are zip files, which begin with these four bytes. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function encodingOf({ encoding, declaredIn }: SourceFile): string {
  if (encoding !== undefined) return `\`${encoding.name}\`, the declared \`encoding\``;
  return declaredIn === undefined ? 'UTF-8' : 'UTF-8, and no `encoding` is declared';
}

const commonEncodings = [
  ['windows-1252', 'Western Europe'],
  ['windows-1250', 'Central Europe and the Balkans'],
  ['windows-1251', 'Cyrillic'],
] as const;

/** Names every common encoding that can read the file: bytes alone do not tell which of them is meant. */
function encodingHint({ bytes, declaredIn }: SourceFile): string {
  const save = 'save the file as UTF-8';
  if (declaredIn === undefined) return save;
  const able = commonEncodings
    .filter(([name]) => decode(bytes, name).bytes !== undefined)
    .map(([name, use]) => `\`${name}\` (${use})`);
  if (able.length === 0) return save;
  return `${save}, or declare its \`encoding\` in ${declaredIn}, such as ${able.join(' or ')}`;
}
