/** A report that is made for many: its paths, its index, what is built again after a change, and what `verify` and `trace` say of it. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import { findNoopRecord } from '../../../src/commands/build/noop/noop-record.js';
import { verify } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { trace } from '../../../src/extensions/trace/trace.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { sharedSessions } from '../../support/shared-session.js';

const files: Readonly<Record<string, string>> = {
  'tallybook.yaml': `title: "Accidents: {town}"
publisher: Ministry of Roads
edition: 2015
languages: [en, sq]
reports:
  towns: {template: templates/towns.md, formats: [html], matrix: {over: {town: {dataset: accidents}}}}
`,
  'templates/towns.md':
    '# All {#sec-all}\n\nIn {{param "town"}} there were {{value "accidents" town=(param "town")}} accidents.\n',
  'templates/towns.sq.md':
    '---\ntitle: "Aksidentet: {town}"\n---\n\n# Gjithsej {#sec-all}\n\nNë {{param "town"}}: {{value "accidents" town=(param "town")}} aksidente.\n',
  'data/accidents.csv': 'town,accidents\nPejë,12\nĐurđevo,15\ntotal,27\n',
  'data/datapackage.yaml': `name: roads
resources:
  - name: accidents
    path: accidents.csv
    title: Accidents
    schema:
      primaryKey: town
      fields:
        - name: town
          title: Town
          type: string
          role: dimension
          categories: [{value: Pejë, label: Peja}, {value: Đurđevo, label: Đurđevo}, {value: total, label: Total}]
          total: total
        - {name: accidents, title: Accidents, type: integer, role: measure, unit: accidents}
`,
  'data/translations/sq.yaml': `texts:
  Accidents: Aksidentet
  Town: Qyteti
  Peja: Pejë
  Đurđevo: Gjurgjevo
  Total: Gjithsej
  accidents: aksidenteve
`,
};

let root: string;
beforeEach(() => {
  const folder = temporaryFolder();
  root = join(folder, 'project');
  for (const [path, text] of Object.entries(files)) write(path, text);
  vi.stubEnv('CI', '');
  vi.stubEnv('TALLYBOOK_CACHE', join(folder, 'cache'));
  onTestFinished(() => void vi.unstubAllEnvs());
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const edit = (path: string, from: string, to: string): void => {
  expect(read(path)).toContain(from);
  write(path, read(path).replaceAll(from, to));
};

const call = () => ({ argv: ['build'], cwd: root });

let written: string[] = [];
afterEach(() => {
  written = [];
});

async function built(only: readonly string[] = [], languages: readonly string[] = [], keepGoing = false) {
  written = [];
  const result = await build({
    ...{ root, only, languages, keepGoing, formats: [], draft: false, debug: false, env: process.env },
    progress: ({ step, state, target }) => {
      if (step === 'compose' && state === 'begin') written.push(`${target?.item} ${target?.language}`);
    },
    session: sharedSessions.open(),
    call: { ...call(), json: false, quiet: false },
  });
  return { ...result, said: result.diagnostics.map(formatDiagnostic) };
}

const linksOf = (path: string): string[] =>
  [...read(path).matchAll(/<a (?:class="[^"]*" )?href="([^"#][^"]*)"[^>]*>([^<]*)/g)].map(
    ([, address, words]) => `${words} ${address}`,
  );
const verified = async () => (await verify({ root: join(root, 'output') })).diagnostics.map(formatDiagnostic);

test('each item has its folder, and an index in each language leads to all', async () => {
  const { outputs, said } = await built();
  expect(said).toEqual([]);
  expect(outputs.map(({ path }) => path).filter((path) => path.endsWith('.html'))).toEqual([
    'towns/peja/en/towns-peja.html',
    'towns/peja/sq/towns-peja.html',
    'towns/djurdjevo/en/towns-djurdjevo.html',
    'towns/djurdjevo/sq/towns-djurdjevo.html',
    'towns/en/index.html',
    'towns/sq/index.html',
  ]);
  const page = read('output/towns/peja/sq/towns-peja.html');
  expect(/<h1>(.*?)<\/h1>/.exec(page)?.[1]?.replaceAll(/<[^>]*>/g, '')).toBe('Aksidentet Pejë');
  expect(page).toContain('href="../en/towns-peja.html"');
  expect(linksOf('output/towns/sq/index.html')).toEqual([
    'English ../en/index.html',
    'Pejë ../peja/sq/towns-peja.html',
    'Gjurgjevo ../djurdjevo/sq/towns-djurdjevo.html',
  ]);
  expect(read('output/towns/sq/index.html')).toContain('<h1>Aksidentet</h1>');
  expect(read('output/towns/en/index.html')).toContain('<h1>Accidents</h1>');
  expect(await verified()).toEqual([]);

  // Nothing is done again, nor after the index alone is gone but for the index.
  const { said: _, ...again } = await built();
  expect(again.upToDate).toBe(true);
  expect((await findNoopRecord(call(), process.env))?.result).toEqual(again);
  const index = read('output/towns/en/index.html');
  rmSync(join(root, 'output/towns/en/index.html'));
  expect(await findNoopRecord(call(), process.env)).toBeUndefined();
  await built();
  expect(written).toEqual([]);
  expect(read('output/towns/en/index.html')).toBe(index);

  // The texts of a language are what every item of it rests on.
  edit('data/translations/sq.yaml', 'Qyteti', 'Vendi');
  await built();
  // The languages of an item are held against each other, so that both are made.
  expect(written).toEqual(['peja en', 'peja sq', 'djurdjevo en', 'djurdjevo sq']);
});

test('an item can be built alone, and one that is no item any more leaves the index', async () => {
  await built(['towns/djurdjevo'], ['en']);
  expect(written).toEqual(['djurdjevo en']);
  expect(linksOf('output/towns/en/index.html')).toEqual(['Đurđevo ../djurdjevo/en/towns-djurdjevo.html']);
  expect(existsSync(join(root, 'output/towns/sq'))).toBe(false);
  await built();
  const before = read('output/towns/en/index.html');
  expect(await verified()).toEqual([]);

  edit('data/datapackage.yaml', '{value: Pejë, label: Peja}, ', '');
  edit('data/accidents.csv', 'Pejë,12\n', '');
  edit('data/accidents.csv', '27', '15');
  edit('data/translations/sq.yaml', '  Peja: Pejë\n', '');
  await built();
  expect(existsSync(join(root, 'output/towns/peja/en/towns-peja.html'))).toBe(false);
  expect(read('output/towns/en/index.html')).not.toBe(before);
  expect(await verified()).toEqual([]);
});

test('what the command line names is an item, and faults say of which one they are', async () => {
  expect((await built(['towns/pea'])).said).toEqual([
    'tallybook.yaml:1:1 error project/unknown-target: The project has no item `towns/pea`, which the command names\n  hint: did you mean `towns/peja`?',
  ]);
  const asked = { root, language: 'sq', query: '15', env: process.env };
  const [one] = (await trace({ ...asked, report: 'towns', session: sharedSessions.open() })).diagnostics;
  expect(one?.message).toBe('`towns` is made for 2 items, and none is named');
  const { answers } = await trace({ ...asked, report: 'towns/djurdjevo', session: sharedSessions.open() });
  expect(answers).toHaveLength(1);

  write(
    'templates/towns.md',
    '# All {#sec-all}\n\nOf {{value "accidents" town=(param "town")}} 3 were bad.\n',
  );
  edit('templates/towns.sq.md', '{{value "accidents" town=(param "town")}} aksidente', '12 aksidente');
  const { said } = await built();
  expect(said.filter((line) => line.startsWith('templates/towns.md'))[0]).toContain(
    '(town=Pejë; town=Đurđevo)',
  );
});

test.runIf(process.env.DEEP)('an index that leads elsewhere, or nowhere, is found out', async () => {
  await built();
  const path = 'output/towns/en/index.html';
  const index = read(path);
  const faults = async (from: string, to: string): Promise<string[]> => {
    write(path, index.replace(from, to));
    return (await verified()).filter((line) => line.includes('index.html') && !line.includes('verify/hash'));
  };
  expect((await faults('../peja/en/towns-peja.html', 'https://example.org'))[0]).toContain(
    'The page links to `https://example.org`, which `manifest.json` does not name',
  );
  expect((await faults('../peja/en/towns-peja.html', '../djurdjevo/en/towns-djurdjevo.html')).length).toBe(2);
  expect((await faults('<h2>', '<script>1</script><h2>'))[0]).toContain('The page has a script');
});

test('an item that protection has put together with others is its own fault, and keeps none of the others back', async () => {
  root = join(temporaryFolder(), 'project');
  cpSync(join(import.meta.dirname, '../../cases/matrix-unpublished'), root, { recursive: true });
  edit('tallybook.yaml', 'template:', 'formats: [html], template:');
  edit(
    'templates/towns.md',
    '(param "town")}}',
    '(param "town")}} {{#if (eq (param "town") "north")}}12{{/if}}',
  );
  const { said, failed, outputs } = await built();
  const codes = (lines: readonly string[]) => lines.map((line) => line.split(' ', 3).slice(1).join(' '));
  expect(codes(said)).toEqual([
    'error number/hard-typed:',
    'error matrix/unpublished:',
    'error matrix/unpublished:',
  ]);
  expect(said.filter((line) => line.includes('(town=south)'))).toHaveLength(1);
  expect({ failed, outputs }).toEqual({ failed: 3, outputs: [] });

  edit('templates/towns.md', '12', '');
  const others = await built([], [], true);
  expect(codes(others.said)).toEqual(['error matrix/unpublished:', 'error matrix/unpublished:']);
  expect(linksOf('output/towns/en/index.html')).toEqual(['North ../north/en/towns-north.html']);
  expect(await verified()).toEqual([
    expect.stringContaining(
      'warning verify/manifest: The outputs lack `towns/east` (en), `towns/south` (en), which tallybook.yaml asks for',
    ),
  ]);
  // What is missing and was not left out on purpose is an error.
  edit('output/manifest.json', '"item": "south"', '"item": "elsewhere"');
  expect((await verified()).filter((line) => line.includes('verify/manifest'))).toEqual([
    expect.stringContaining('error verify/manifest: The manifest lacks `towns/south/en/numbers.json`'),
    expect.stringContaining('error verify/manifest: The manifest lacks `towns/south/en/published.json`'),
    expect.stringContaining('error verify/manifest: The manifest lacks `towns/south/en/towns-south.html`'),
    expect.stringContaining('warning verify/manifest'),
  ]);
});

test.runIf(process.env.DEEP)(
  'a data package with a query says which items there are, and verify asks for the files of each',
  async () => {
    const query = `  - name: drivers
    query: select town, 2 * accidents as drivers from accidents where town <> 'total'
    title: Drivers
    schema:
      primaryKey: town
      fields:
        - {name: town, title: Town, type: string, role: dimension, categories: [Pejë, Đurđevo]}
        - {name: drivers, title: Drivers, type: integer, role: measure, unit: drivers}
`;
    write('data/datapackage.yaml', files['data/datapackage.yaml'] + query);
    edit('tallybook.yaml', '[en, sq]', '[en]');
    const { outputs, said } = await built();
    expect(said).toEqual([]);
    expect(outputs.map(({ path }) => path)).toContain('towns/peja/en/towns-peja.html');
    expect(await verified()).toEqual([]);

    const manifest = JSON.parse(read('output/manifest.json')) as { outputs: { path: string }[] };
    const rest = manifest.outputs.filter(({ path }) => !path.startsWith('towns/peja/'));
    write('output/manifest.json', JSON.stringify({ ...manifest, outputs: rest }));
    expect((await verified()).join('\n')).toContain('The manifest lacks `towns/peja/en/published.json`');
  },
);
