/**
 * The flagship's Word files as other programs have them: LibreOffice opens each, prints it and saves it again, where `soffice` is
 * found; mammoth, by which many intake programs read Word, finds every word. Numbers, headings, captions and notes must come through.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPrinted } from '../../src/outputs/docx/printed-text.js';
import { readDocument } from '../../src/outputs/docx/read/read-document.js';
import { standardLimits } from '../../src/resource-limits.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { all, partsOf, textOf, value } from '../outputs/docx/read-docx.js';
import { getDocument } from '../support/pdfjs.js';
import { flagshipCopy, flagshipLanguages } from '../support/project-copy.js';
import { isThere, savedAs } from './libre-office.js';

if (!isThere)
  process.stderr.write('LibreOffice (`soffice`) is not installed: no Word file is opened in it\n');

const root = flagshipCopy(flagshipLanguages);
const folder = temporaryFolder(afterAll);
const files = ['annual-report', 'shadow-report'].flatMap((report) =>
  flagshipLanguages.map((tag) => [report, tag] as const),
);
const bytesOf = (report: string, tag: string): Uint8Array =>
  new Uint8Array(readFileSync(join(root, 'output', report, tag, `${report}.docx`)));

beforeAll(() => {
  const program = join(repository, 'dist/cli.js');
  execFileSync(process.execPath, [program, 'build', root, '--format', 'docx'], { stdio: 'pipe' });
});

const letters = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, '');

const archiveOf = (bytes: Uint8Array) => new Map(Object.entries(unzipSync(bytes)));

/** What of a Word file must come through whatever program had it. */
function whatCounts(bytes: Uint8Array) {
  const { xml } = partsOf(bytes);
  const captions = all(xml.get('word/styles.xml'), 'w:style')
    .filter((style) => value(style, 'w:name')?.toLowerCase() === 'caption')
    .map(({ attributes }) => attributes['w:styleId']);
  const { headings, notes } = readPrinted(archiveOf(bytes), (words) => words);
  const read = readDocument(bytes, standardLimits);
  if ('message' in read) throw new Error(read.message);
  const body = all(xml.get('word/document.xml'), 'w:p');
  return {
    headings: headings.map(letters),
    notes: notes.map(letters),
    captions: body
      .filter((each) => captions.includes(value(each, 'w:pStyle')))
      .map((each) => letters(textOf(each))),
    numbers: read.paragraphs.flatMap(({ pieces }) =>
      pieces.filter(({ kind }) => kind === 'number').map(({ text }) => text),
    ),
    paragraphs: body.map((each) => letters(textOf(each))).filter((words) => words !== ''),
  };
}

describe.skipIf(!isThere)('LibreOffice', () => {
  test.each(files)('%s (%s) is the same when it was saved again', (report, tag) => {
    const before = whatCounts(bytesOf(report, tag));
    const after = whatCounts(savedAs(folder, `${report}-${tag}.docx`, bytesOf(report, tag), 'docx'));
    expect(before.numbers.length).toBeGreaterThan(100);
    expect(after.numbers).toEqual(before.numbers);
    expect(after.headings).toEqual(before.headings);
    expect(after.captions).toEqual(before.captions);
    expect([...after.notes].sort()).toEqual([...before.notes].sort());
  });

  test.each(files)(
    '%s (%s) is printed with its numbers, headings, captions and notes',
    async (report, tag) => {
      const { numbers, headings, captions, notes } = whatCounts(bytesOf(report, tag));
      const printed = await wordsOf(savedAs(folder, `${report}-${tag}.docx`, bytesOf(report, tag), 'pdf'));
      const missing = [...headings, ...captions, ...notes, ...numbers.map(letters)].filter(
        (words) => !printed.includes(words),
      );
      expect(missing).toEqual([]);
      expect(printed).not.toContain('Error:Referencesourcenotfound');
    },
  );
});

async function wordsOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({ data: pdf, verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  return letters(pages.join(''));
}

interface Mammoth {
  extractRawText(input: { buffer: Buffer }): Promise<{ value: string }>;
  convertToHtml(input: { buffer: Buffer }): Promise<{
    value: string;
    messages: readonly { readonly type: string; readonly message: string }[];
  }>;
}
const require = createRequire(import.meta.url);
const mammoth: Mammoth = require('mammoth');

test.each(files)(
  'mammoth finds every word of %s (%s), and what stands for its pictures',
  async (report, tag) => {
    const buffer = Buffer.from(bytesOf(report, tag));
    const { paragraphs, notes } = whatCounts(buffer);
    const [{ value: raw }, { value: html, messages }] = await Promise.all([
      mammoth.extractRawText({ buffer }),
      mammoth.convertToHtml({ buffer }),
    ]);
    const read = letters(raw);
    let at = 0;
    for (const words of paragraphs) {
      const found = read.indexOf(words, at);
      expect(found, words).toBeGreaterThanOrEqual(0);
      at = found + words.length;
    }
    const page = letters(
      html
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>'),
    );
    for (const note of notes) expect(page).toContain(note);
    const { alternatives } = readPrinted(archiveOf(buffer), (words) => words);
    expect([...html.matchAll(/<img [^>]*alt="[^"]+/g)]).toHaveLength(alternatives.length);
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
  },
);
