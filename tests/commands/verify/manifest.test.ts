/** A manifest is no list to be believed: what it must name follows from what was published, and from the project. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verify, verifyFiles } from '../../../src/commands/verify/verify.js';
import { type Diagnostic, formatDiagnostic } from '../../../src/diagnostics.js';
import { parseSnapshot } from '../../../src/model/snapshot/snapshot.js';
import { toJson } from '../../../src/outputs/canonical.js';
import { type Manifest, parseManifest } from '../../../src/outputs/manifest/manifest.js';
import { renderSnapshot } from '../../../src/outputs/snapshot/render-snapshot.js';
import { sha256 } from '../../../src/sha256.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { memoryHost } from '../../memory-host.js';
import { firstOf } from '../../support/runs.js';
import { mutateDigit, seededRandom, withFile } from './mutations.js';
import { outputOf, sampleProject, textOf } from './sample-output.js';

type Output = Readonly<Record<string, Uint8Array>>;

const page = 'visits/en/visits.html';
const pdf = 'visits/en/visits.pdf';
const published = 'visits/en/published.json';
let output: Output;

beforeAll(async () => {
  output = withPdf(await outputOf(sampleProject));
});

/** The output as if a PDF had been printed with it. What is read in a real one, `paper.test.ts` tries. */
function withPdf(files: Output): Output {
  const bytes = new TextEncoder().encode('%PDF-1.7 of 4,200 visits');
  const { value: snapshot } = parseSnapshot(textOf(files, published));
  const manifest = parseManifest(files['manifest.json']);
  if (snapshot === undefined || manifest === undefined) throw new Error('An output that is none');
  const file = { name: 'visits.pdf', format: 'pdf', sha256: sha256(bytes) } as const;
  const text = new TextDecoder().decode(renderSnapshot({ ...snapshot, files: [...snapshot.files, file] }));
  const entry = { path: pdf, sha256: sha256(bytes), bytes: bytes.byteLength };
  const about = { report: 'visits', language: 'en', format: 'pdf' } as const;
  const named = { ...manifest, outputs: [...manifest.outputs, { ...entry, ...about }] };
  return withFile({ ...files, [pdf]: bytes, 'manifest.json': toJson(named) }, published, text);
}

async function faults(files: Output): Promise<string[]> {
  const { project, tool } = memoryHost(files);
  return aboutFiles((await verifyFiles(project, tool)).diagnostics);
}

/** What is said of the files, and not of the words in the one that stands for a PDF here. */
const aboutFiles = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics
    .filter((each) => each.position.file !== pdf || each.code !== 'verify/form')
    .map(formatDiagnostic);

/** The output with another manifest. */
function withManifest(change: (manifest: Manifest) => object): Output {
  const manifest = parseManifest(output['manifest.json']);
  if (manifest === undefined) throw new Error('An output without a manifest');
  return { ...output, 'manifest.json': toJson(change(manifest)) };
}

test('the files of an output with a PDF have no problem', async () => {
  expect(await faults(output)).toEqual([]);
});

test.each(
  firstOf(
    [
      ['manifest.json', 'verify/output'],
      [published, 'verify/form'],
    ],
    3,
  ),
)('a byte of %s that is no UTF-8 is said at its place', async (file, code) => {
  const bytes = Uint8Array.from(output[file] ?? []);
  // In the third line.
  const place = bytes.indexOf(0x0a, bytes.indexOf(0x0a) + 1) + 3;
  bytes[place] = 0xe9;
  expect(await faults({ ...output, [file]: bytes })).toContainEqual(
    `${file}:3:3 error ${code}: The byte \`0xE9\` is not UTF-8, in which Tallybook writes`,
  );
});

test('an empty manifest is an error', async () => {
  expect(await faults(withManifest((manifest) => ({ ...manifest, outputs: [] })))).toEqual([
    expect.stringContaining('verify/manifest: The manifest names no files of a build'),
  ]);
});

test.each(firstOf([page, pdf, 'visits/en/numbers.json'], 3))(
  'a manifest without %s is an error',
  async (path) => {
    const without = withManifest((manifest) => ({
      ...manifest,
      outputs: manifest.outputs.filter((each) => each.path !== path),
    }));
    expect(await faults(without)).toEqual([
      expect.stringContaining(`verify/manifest: The manifest lacks \`${path}\``),
    ]);
  },
);

test('a manifest without the snapshot is an error', async () => {
  const without = withManifest((manifest) => ({
    ...manifest,
    outputs: manifest.outputs.filter((each) => each.path !== published),
  }));
  expect(await faults(without)).toEqual([expect.stringContaining('verify/missing-file')]);
});

test('a page that calls itself a PDF is an error, whatever digit it changed', async () => {
  const { html } = mutateDigit(textOf(output, page), seededRandom(1));
  const forged = withFile(output, page, html);
  const manifest = parseManifest(forged['manifest.json']);
  const outputs = manifest?.outputs.map((each) => (each.path === page ? { ...each, format: 'pdf' } : each));
  expect(await faults({ ...forged, 'manifest.json': toJson({ ...manifest, outputs }) })).toContainEqual(
    expect.stringMatching(
      /^manifest\.json:\d+:\d+ error verify\/manifest: The pdf file of `visits` \(en\) is at `visits\/en\/visits\.html`/,
    ),
  );
});

test('an altered PDF is an error, the manifest rewritten to match', async () => {
  expect(await faults(withFile(output, pdf, '%PDF-1.7 of 4,300 visits'))).toEqual([
    `${pdf}:1:1 error verify/hash: This is not the file that \`published.json\` names`,
  ]);
});

describe('a changed field of the manifest is an error', () => {
  type Entry = Manifest['outputs'][number];
  const entry = (change: Partial<Record<keyof Entry, unknown>>) => (manifest: Manifest) => ({
    ...manifest,
    outputs: manifest.outputs.map((each) => (each.path === page ? { ...each, ...change } : each)),
  });
  const changes: readonly (readonly [string, (manifest: Manifest) => object])[] = [
    ['its version', (manifest) => ({ ...manifest, version: 2 })],
    ['the tool', ({ tool, ...rest }) => ({ ...rest, tool: { ...tool, name: 'other' } })],
    ['the version of the tool', ({ tool, ...rest }) => ({ ...rest, tool: { ...tool, version: '9.9.9' } })],
    ['the edition', (manifest) => ({ ...manifest, edition: 2014 })],
    ['the draft', (manifest) => ({ ...manifest, draft: true })],
    ['the hash of a dataset', (manifest) => ({ ...manifest, inputs: [{ dataset: 'visits', sha256: 'x' }] })],
    ['the datasets', (manifest) => ({ ...manifest, inputs: [] })],
    ['a field that it does not have', (manifest) => ({ ...manifest, note: 'x' })],
    ['the hash of a file', entry({ sha256: 'x' })],
    ['the size of a file', entry({ bytes: 1 })],
    ['the report of a file', entry({ report: 'guests' })],
    ['the language of a file', entry({ language: 'sq' })],
    ['the format of a file', entry({ format: 'json' })],
    ['the path of a file', entry({ path: 'visits/en/../en/visits.html' })],
    ['the edition of one file', entry({ edition: 2014 })],
    ['the draft of one file', entry({ draft: true })],
    ['the datasets of one file', entry({ inputs: [] })],
    ['a file twice', (manifest) => ({ ...manifest, outputs: [...manifest.outputs, manifest.outputs[0]] })],
  ];
  test.each(changes)('%s', async (_, change) => {
    const found = await faults(withManifest(change));
    expect(found).not.toEqual([]);
    expect(found.every((each) => / error verify\/(manifest|output|hash|missing-file): /.test(each))).toBe(
      true,
    );
  });
});

describe('on a disk', () => {
  let folder: string;

  beforeEach(() => {
    folder = temporaryFolder();
    for (const [path, bytes] of Object.entries(output)) write(`output/${path}`, bytes);
  });

  function write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }

  const onDisk = async (): Promise<string[]> =>
    aboutFiles((await verify({ root: join(folder, 'output') })).diagnostics);

  test('every file that the project asks for must be there, and no other', async () => {
    for (const [path, text] of Object.entries(sampleProject)) write(path, text);
    const settings = sampleProject['tallybook.yaml'] ?? '';
    write('tallybook.yaml', settings.replace('[html]', '[html, pdf]'));
    expect(await onDisk()).toEqual([]);
    write('templates/other.md', '# Other {#sec-other}\n\nText.\n');
    write('tallybook.yaml', `${settings}  other: {template: templates/other.md, formats: [html]}\n`);
    expect((await onDisk()).map((each) => each.split('\n', 1)[0])).toEqual([
      expect.stringContaining('The manifest lacks `other/en/numbers.json`'),
      expect.stringContaining('The manifest lacks `other/en/published.json`'),
      expect.stringContaining('The manifest lacks `other/en/other.html`'),
      expect.stringContaining('tallybook.yaml does not ask for `visits/en/visits.pdf`'),
    ]);
  });

  test('a note in the output folder of a project is nothing to tell, elsewhere and in a copy it is', async () => {
    for (const [path, text] of Object.entries(sampleProject)) write(path, text);
    const settings = sampleProject['tallybook.yaml'] ?? '';
    write('tallybook.yaml', settings.replace('[html]', '[html, pdf]'));
    write('output/README.md', 'Hello');
    expect(await onDisk()).toEqual([]);
    write('output/visits/README.md', 'Hello');
    expect(await onDisk()).toEqual([expect.stringContaining('visits/README.md:1:1 warning')]);
    rmSync(join(folder, 'tallybook.yaml'));
    expect(await onDisk()).toHaveLength(2);
  });

  test('where a format was not built, the hint names what builds it', async () => {
    for (const [path, text] of Object.entries(sampleProject)) write(path, text);
    write(
      'output/manifest.json',
      textOf(
        withManifest((manifest) => ({
          ...manifest,
          outputs: manifest.outputs.filter(({ path }) => path !== pdf),
        })),
        'manifest.json',
      ),
    );
    const settings = sampleProject['tallybook.yaml'] ?? '';
    write('tallybook.yaml', settings.replace('[html]', '[html, pdf]'));
    expect((await onDisk()).join('\n')).toContain('run `tallybook build` with the folder of tallybook.yaml');
  });

  test('a project above that builds elsewhere has no say', async () => {
    for (const [path, text] of Object.entries(sampleProject)) write(path, text);
    write('tallybook.yaml', `${sampleProject['tallybook.yaml']}output: elsewhere\n`);
    expect(await onDisk()).toEqual([]);
  });

  test('files that the manifest does not name are said: a report is an error, a note a warning', async () => {
    write('output/README.md', 'Hello');
    write('output/guests/en/published.json', '{}');
    write('output/.build/pages.json', '{}');
    symlinkSync('/dev/zero', join(folder, 'output', 'endless'));
    expect((await onDisk()).map((each) => each.split('\n', 1)[0])).toEqual([
      expect.stringContaining('README.md:1:1 warning verify/foreign-file'),
      expect.stringContaining('endless:1:1 warning verify/foreign-file'),
      expect.stringContaining('guests/en/published.json:1:1 error verify/foreign-file'),
    ]);
  });
});
