import { unzipSync } from 'fflate';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { zip } from '../../../src/outputs/annex/zip.js';
import type { Output } from '../../../src/outputs/output.js';
import { targetPaths } from '../../../src/outputs/paths.js';
import { plainText } from './text.js';

const fault = (file: string, code: Diagnostic['code'], message: string): Diagnostic => ({
  severity: 'error',
  code,
  message,
  position: { file, line: 1, column: 1 },
});

const wordsIn = (bytes: Uint8Array): string =>
  new TextDecoder().decode(unzipSync(bytes)['words.txt'] ?? new Uint8Array());

/** The words of a report in an archive, and what `verify` finds in it: a binary format, of which no part of the tool knows. */
export const packed: Output<'packed'> = {
  id: 'packed',
  async make({ target, document, language }) {
    const about = { report: target.report.id, language: target.language };
    const bytes = zip({ 'words.txt': new TextEncoder().encode(plainText(document.tree, language)) });
    const path = targetPaths(target).of('packed');
    return { files: [{ ...about, path, format: 'packed', bytes }], numerals: [], diagnostics: [] };
  },
  refuse({ file, bytes }) {
    try {
      unzipSync(bytes);
      return undefined;
    } catch {
      return fault(file, 'verify/form', 'This archive cannot be unpacked');
    }
  },
  async verify({ file, bytes }, { snapshot }) {
    const words = wordsIn(bytes);
    const lost = snapshot.numbers.filter(
      ({ text, place }) => place !== 'alternative' && !words.includes(text),
    );
    return lost.map(({ text, at }) =>
      fault(file, 'verify/paper', `\`${text}\` (${at}) is not among its words`),
    );
  },
};
