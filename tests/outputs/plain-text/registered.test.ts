/**
 * Two outputs beside those of the package, one of them binary, in the two places where formats are listed: a report is published in them
 * as in any other, without another line of the tool.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, expect, test, vi } from 'vitest';
import { type BuildOptions, build } from '../../../src/commands/build/build.js';
import { verify } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { zip } from '../../../src/outputs/annex/zip.js';
import { withPublished } from '../../commands/verify/mutations.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { copyProject } from '../../support/project-copy.js';

vi.mock('../../../src/model/dataset/formats.js', async (original) => {
  const listed = await original<typeof import('../../../src/model/dataset/formats.js')>();
  const plain = { ...listed.formatTraits.html, isDefault: false, needsScreenDrawings: false };
  const added = { text: plain, packed: { ...plain, isBinary: true } };
  Object.assign(listed.formatTraits, added);
  for (const list of [listed.formats, listed.fileFormats] as unknown as string[][])
    list.push(...Object.keys(added));
  return listed;
});
vi.mock('../../../src/outputs/outputs.js', async (original) => {
  const listed = await original<typeof import('../../../src/outputs/outputs.js')>();
  Object.assign(listed.outputs, {
    text: (await import('./output.js')).text,
    packed: (await import('./packed.js')).packed,
  });
  return listed;
});

const root = temporaryFolder(afterAll);
copyProject(join(import.meta.dirname, '../../golden/missing-values'), root);
askFor('[html, text, packed]');
const folder = join(root, 'output/missing-values/en');
const options: Omit<BuildOptions, 'progress'> = {
  root,
  only: [],
  languages: [],
  formats: [],
  draft: false,
  debug: false,
  // A server keeps no record, and what no record names is not taken away.
  env: { ...process.env, CI: '' },
};

function askFor(formats: string): void {
  const file = join(root, 'tallybook.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/formats: \[.*?\]/, `formats: ${formats}`));
}

async function built(formats: typeof options.formats): Promise<readonly string[]> {
  const { diagnostics, outputs } = await build({ ...options, formats, progress: () => {} });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
  return outputs.map(({ path }) => path);
}

test('formats that are foreign to the package are asked for, made, listed and verified like any others', async () => {
  expect(await built([])).toEqual([
    'missing-values/en/numbers.json',
    'missing-values/en/published.json',
    'missing-values/en/missing-values.html',
    'missing-values/en/missing-values.text',
    'missing-values/en/missing-values.packed',
  ]);
  expect(readFileSync(join(folder, 'missing-values.text'), 'utf8')).toMatch(/^Missing values\nData office/);
  const { outputs } = JSON.parse(readFileSync(join(root, 'output/manifest.json'), 'utf8'));
  const formats = outputs.map(({ format }: { format: string }) => format);
  expect(formats).toEqual(['html', 'packed', 'text', 'json', 'json']);
  const { files } = JSON.parse(readFileSync(join(folder, 'published.json'), 'utf8'));
  expect(files.map(({ name }: { name: string }) => name)).toContain('missing-values.packed');
  expect(await verified()).toEqual([]);
});

async function verified(): Promise<string[]> {
  const { diagnostics } = await verify({ root: join(root, 'output') });
  return diagnostics.map(formatDiagnostic);
}

test('what a binary format knows of its own files is asked for by `verify`, whatever their hashes say', async () => {
  const paths = [
    'missing-values/en/missing-values.packed',
    'missing-values/en/published.json',
    'manifest.json',
  ];
  const published = Object.fromEntries(
    [...paths, 'missing-values/en/numbers.json'].map((path) => [
      path,
      new Uint8Array(readFileSync(join(root, 'output', path))),
    ]),
  );
  const put = (files: Readonly<Record<string, Uint8Array>>): void => {
    for (const [path, bytes] of Object.entries(files)) writeFileSync(join(root, 'output', path), bytes);
  };
  const [file = ''] = paths;
  const { numbers } = JSON.parse(readFileSync(join(folder, 'published.json'), 'utf8'));
  const number: string = numbers.find(({ text }: { text: string }) => text.length > 1).text;
  const words = new TextDecoder().decode(unzipSync(published[file] ?? new Uint8Array())['words.txt']);
  const forged = zip({ 'words.txt': new TextEncoder().encode(words.replaceAll(number, '0')) });
  put(withPublished(published, file, forged));
  expect(await verified()).toContainEqual(
    expect.stringContaining(`${file}:1:1 error verify/paper: \`${number}\``),
  );
  put(withPublished(published, file, forged.subarray(0, 40)));
  expect(await verified()).toEqual([`${file}:1:1 error verify/form: This archive cannot be unpacked`]);
  put(published);
});

test('none is made where another format alone is asked for, and both stay where they were', async () => {
  expect(await built(['html'])).not.toContain('missing-values/en/missing-values.text');
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining(['missing-values.text', 'missing-values.packed']),
  );
});

test('both are taken away where the project does not ask for them any more', async () => {
  askFor('[html]');
  await built([]);
  expect(readdirSync(folder).sort()).toEqual(['missing-values.html', 'numbers.json', 'published.json']);
});
