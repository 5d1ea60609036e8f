import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import { verify } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { verifyDocx } from '../../../src/outputs/docx/verify.js';
import { withPublished } from '../../commands/verify/mutations.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { copyProject } from '../../support/project-copy.js';
import { sharedSessions } from '../../support/shared-session.js';

const root = temporaryFolder(afterAll);
copyProject(join(import.meta.dirname, '../../golden/document'), root);
const project = join(root, 'tallybook.yaml');
writeFileSync(project, readFileSync(project, 'utf8').replace('[html, pdf]', '[html, docx]'));
const path = 'document/en/document.docx';
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(root, 'output', name)));

let bytes: Uint8Array;
let about: Parameters<typeof verifyDocx>[1];

beforeAll(async () => {
  const options = { root, only: [], languages: [], formats: [], draft: false, debug: false };
  const { diagnostics } = await build({
    ...options,
    env: { CI: '' },
    progress: () => {},
    session: sharedSessions.open(),
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
  bytes = read(path);
  const html = strFromU8(read('document/en/document.html'));
  const snapshot = JSON.parse(strFromU8(read('document/en/published.json')));
  about = { page: { html, file: 'document.html' }, snapshot } as typeof about;
});

/** The file with words of a part in place of others. */
function changed(part: string, from: string | RegExp, to: string): Uint8Array {
  const files = unzipSync(bytes);
  const text = strFromU8(files[part] ?? new Uint8Array());
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  return zipSync({ ...files, [part]: strToU8(other) });
}

const found = (file: Uint8Array): readonly string[] =>
  verifyDocx({ file: path, bytes: file }, about).map(({ message }) => message);

test('a file as it was made says what the page says', async () => {
  expect(found(bytes)).toEqual([]);
  const { diagnostics } = await verify({ root: join(root, 'output') });
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
});

test('a number that was changed is told by `verify`, whatever the hashes say', async () => {
  const paths = [path, 'document/en/published.json', 'manifest.json', 'document/en/numbers.json'];
  const published = Object.fromEntries(paths.map((name) => [name, read(name)] as const));
  const forged = changed('word/document.xml', '>4,210<', '>9,210<');
  for (const [name, content] of Object.entries(withPublished(published, path, forged)))
    writeFileSync(join(root, 'output', name), content);
  const { diagnostics } = await verify({ root: join(root, 'output') });
  expect(diagnostics.map(formatDiagnostic)).toContainEqual(
    expect.stringContaining(`${path}:1:1 error verify/paper: The Word file has “9” where the page has “4”`),
  );
  for (const [name, content] of Object.entries(published)) writeFileSync(join(root, 'output', name), content);
});

describe('what was changed is found:', () => {
  test.each([
    [
      'a word',
      'word/document.xml',
      '>emphasised<',
      '>emphatic<',
      'The Word file has “tic” where the page has “sised”',
    ],
    [
      'a word that is hidden',
      'word/document.xml',
      '<w:i/></w:rPr><w:t>emphasised',
      '<w:vanish/></w:rPr><w:t>emphasised',
      'The Word file lacks “emphasised”',
    ],
    [
      'words that are hidden beside others',
      'word/document.xml',
      /<w:r>(?=<w:t[^>]*>Plain)/,
      '<w:r><w:rPr><w:vanish/></w:rPr><w:t>Told to nobody.</w:t></w:r><w:r>',
      'The Word file has “Told to nobody.”',
    ],
    [
      'the name of a number',
      'word/document.xml',
      /(<w:tag w:val="tb:)[^"]*/,
      '$1sec-none:aaaaaaaa',
      'under the name `sec-none:aaaaaaaa`, and the page does not',
    ],
    [
      'a sentence',
      'word/document.xml',
      '</w:body>',
      '<w:p><w:r><w:t>Nobody came.</w:t></w:r></w:p></w:body>',
      'The Word file has “Nobody came.”, and the page does not',
    ],
    [
      'a note',
      'word/footnotes.xml',
      'The second note.',
      'A second note.',
      'No note of the Word file says “The second note.',
    ],
    [
      'what is read in place of a picture',
      'word/document.xml',
      /(<wp:docPr [^>]*descr=")A map/,
      '$1The map',
      'No picture of the Word file is described as',
    ],
    [
      'the title',
      'docProps/core.xml',
      'Every kind',
      'Any kind',
      'The title of the Word file is `Any kind of text`',
    ],
    [
      'the start of a list',
      'word/numbering.xml',
      /<w:start w:val="1"\/>(<w:numFmt w:val="decimal"\/><w:lvlText w:val="%1\.")/,
      '<w:start w:val="3"/>$1',
      'The Word file has “3.one4” where the page has “1.one2”',
    ],
  ])('%s', (_, part, from, to, message) => {
    expect(found(changed(part, from, to))).toContainEqual(expect.stringContaining(message));
  });

  test('words of a drawing', () => {
    const files = unzipSync(bytes);
    const [drawing = ''] = Object.keys(files).filter(
      (name) => name.endsWith('.svg') && strFromU8(files[name] ?? new Uint8Array()).includes('4,210'),
    );
    const told = found(changed(drawing, />4,210</, '>9,210<'));
    expect(told).toContainEqual(expect.stringContaining('The drawings of the Word file lack the words'));
  });

  test('signs that are none of ours', () => {
    const sign = '<w:r><w:rPr><w:rStyle w:val="TallybookSign"/></w:rPr><w:t>not </w:t></w:r><w:r>';
    expect(found(changed('word/document.xml', /<w:r>(?=<w:t[^>]*>Plain)/, sign))).toContainEqual(
      'The Word file has “not ”, and the page does not',
    );
  });
});

test('what is no Word file is told apart', () => {
  const [fault] = verifyDocx({ file: path, bytes: strToU8('x') }, about);
  expect(fault).toMatchObject({ code: 'verify/form' });
});
