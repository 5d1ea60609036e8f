import type { Output } from '../../../src/outputs/output.js';
import { targetPaths } from '../../../src/outputs/paths.js';
import { plainText } from './text.js';

/** A report as a text file, of which no part of the tool knows. */
export const text: Output<'text'> = {
  id: 'text',
  async make({ target, document, language }) {
    const { title, publisher, edition } = document.meta;
    const words = `${title}\n${publisher}, ${edition}\n\n${plainText(document.tree, language)}`;
    const about = { report: target.report.id, language: target.language };
    const path = targetPaths(target).of('text');
    const bytes = new TextEncoder().encode(words);
    return { files: [{ ...about, path, format: 'text', bytes }], numerals: [], diagnostics: [] };
  },
};
