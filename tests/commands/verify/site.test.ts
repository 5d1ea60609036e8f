/** `verify --site`: what was verified, as a web site whose first page is verified too. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstPage } from '../../../src/commands/verify/first-page.js';
import { verify } from '../../../src/commands/verify/verify.js';
import { writeSite } from '../../../src/commands/verify/write-site.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { parseManifest } from '../../../src/outputs/manifest/manifest.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { memoryHost } from '../../memory-host.js';
import { outputOf, sampleProject } from './sample-output.js';

const folder = temporaryFolder(afterAll);
const root = join(folder, 'output');
let output: Readonly<Record<string, Uint8Array>>;

beforeAll(async () => {
  output = await outputOf(sampleProject);
  const files = { ...output, 'manifest.sig': new Uint8Array(64), '.build/inputs.json': new Uint8Array(1) };
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
});

test('a site holds what the manifest names, its signature and a first page, and is verified as it stands', async () => {
  const path = join(folder, 'site');
  expect(await writeSite(root, { path, shown: 'site' })).toEqual([]);
  const page = readFileSync(join(path, 'index.html'), 'utf8');
  expect(page).toContain('<li lang="en"><a href="visits/en/visits.html">');
  expect(readFileSync(join(path, 'manifest.sig'))).toHaveLength(64);
  expect(() => readFileSync(join(path, '.build/inputs.json'))).toThrow();
  expect((await verify({ root: path })).diagnostics).toEqual([]);
  writeFileSync(join(path, 'index.html'), page.replace('Reports', 'reports'));
  expect((await verify({ root: path })).diagnostics.map(({ code }) => code)).toEqual(['verify/foreign-file']);
});

test('a folder that holds something is left as it is', async () => {
  expect((await writeSite(root, { path: root, shown: 'output' })).map(formatDiagnostic)).toEqual([
    'manifest.json:1:1 error project/not-empty: `output` already holds files, so the site was not written there\n' +
      '  hint: name a new or empty folder',
  ]);
});

test('the first page leads to each report in each language with its other formats, and to the page that lists many', async () => {
  const manifest = parseManifest(output['manifest.json']);
  const [known] = manifest?.outputs ?? [];
  if (manifest === undefined || known === undefined) throw new Error('An output without a manifest');
  const of = (path: string, item?: string) => {
    const [report = '', language = ''] = path.split('/');
    const format = path.endsWith('.pdf') ? ('pdf' as const) : ('html' as const);
    return { ...known, path, report, language, format, ...(item && { item }) };
  };
  const outputs = [
    ...[of('one/sq/one.pdf'), of('one/sq/one.html'), of('two/sq/two.pdf'), of('towns/sq/index.html')],
    of('towns/peja/sq/towns-peja.html', 'peja'),
  ];
  const files = new Map([['one/sq/one.html', new TextEncoder().encode('<title>A &amp; B</title>')]]);
  const { tool } = memoryHost({});
  const page = new TextDecoder().decode(
    await firstPage({ found: { manifest: { ...manifest, outputs } }, files, tool, isSigned: true }),
  );
  expect(page).toContain('<h1>Raportet</h1>');
  expect([...page.matchAll(/href="([^"]+)"[^>]*>([^<]+)</g)].map(([, to, text]) => [to, text])).toEqual([
    ['one/sq/one.html', 'A &#x26; B'],
    ['one/sq/one.pdf', 'PDF'],
    ['two/sq/two.pdf', 'two (PDF)'],
    ['towns/sq/index.html', 'towns'],
    ['manifest.json', 'manifest.json'],
    ['manifest.sig', 'manifest.sig'],
  ]);
});
