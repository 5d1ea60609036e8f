import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type BuildOptions, build } from '../../../src/commands/build/build.js';
import { check } from '../../../src/commands/check/check.js';
import { repository } from '../../house/repository.js';
import { inspectPdf } from '../../outputs/pdf/inspect.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tallybook-build-'));
  cpSync(join(repository, 'src/project/starter'), root, { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const run = (options: Partial<BuildOptions> = {}) =>
  build({
    root,
    only: [],
    languages: [],
    formats: ['html'],
    draft: false,
    debug: false,
    progress: () => {},
    env: process.env,
    ...options,
  });
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const edit = (path: string, change: (text: string) => string): void =>
  writeFileSync(join(root, path), change(text(path)));
const manifest = () => JSON.parse(text('output/manifest.json'));
const named = (): string[] => manifest().outputs.map(({ path }: { path: string }) => path);
const breakTotal = (): void =>
  edit('data/visits.csv', (csv) => csv.replace('2023,total,5220', '2023,total,5221'));

const html = 'annual-report/en/annual-report.html';
const pdf = 'annual-report/en/annual-report.pdf';
const json = 'annual-report/en/numbers.json';
const published = 'annual-report/en/published.json';

test('a fault leaves the old output whole and writes nothing', async () => {
  await run();
  const before = text(`output/${html}`);
  const listing = readdirSync(join(root, 'output'), { recursive: true }).sort();
  breakTotal();
  const { diagnostics, outputs } = await run();
  expect(diagnostics.map(({ code, position }) => `${code} ${position.file}:${position.line}`)).toEqual([
    'data/total data/visits.csv:10',
  ]);
  expect(outputs).toEqual([]);
  expect(text(`output/${html}`)).toBe(before);
  expect(readdirSync(join(root, 'output'), { recursive: true }).sort()).toEqual(listing);
});

test('a draft is built in spite of a total that does not add up, says so on every page and in the manifest', async () => {
  breakTotal();
  const { diagnostics } = await run({ draft: true, formats: [] });
  expect(diagnostics.filter(({ code }) => code === 'data/total')).toMatchObject([{ severity: 'warning' }]);
  expect(manifest().draft).toBe(true);
  expect(text(`output/${html}`)).toMatch(/class="[^"]*\bdraft\b|>Draft/);
  const pages = (await inspectPdf(readFileSync(join(root, 'output', pdf)))).text;
  expect(pages.filter((page) => !/draft/i.test(page))).toEqual([]);
});

test('a draft is not built when a number is missing', async () => {
  edit('templates/annual-report.md', (template) => template.replace('year=2024', 'year=2034'));
  const { diagnostics, outputs } = await run({ draft: true });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
    'content/unknown-category',
  ]);
  expect(outputs).toEqual([]);
});

test('a partial build keeps the files of the full one, in the folder and in the manifest', async () => {
  await run({ formats: [] });
  expect(named()).toEqual([html, pdf, json, published]);
  await run({ formats: ['html'] });
  expect(named()).toEqual([html, pdf, json, published]);
  expect(existsSync(join(root, 'output', pdf))).toBe(true);
});

test('a file that the project no longer names is removed, and nothing that was not built is touched', async () => {
  // By the record of this user; on a server nothing is recorded, and nothing removed.
  vi.stubEnv('CI', '');
  await run({ formats: [] });
  writeFileSync(join(root, 'output/annual-report/en/notes.txt'), 'mine');
  edit('tallybook.yaml', (yaml) => yaml.replace('annual-report.md}', 'annual-report.md, formats: [html]}'));
  await run({ formats: [] });
  expect(named()).toEqual([html, json, published]);
  expect(existsSync(join(root, 'output', pdf))).toBe(false);
  expect(text('output/annual-report/en/notes.txt')).toBe('mine');
});

test("a manifest.json that Tallybook did not write is somebody's work and stays", async () => {
  mkdirSync(join(root, 'output'));
  writeFileSync(join(root, 'output/manifest.json'), '{"name": "A web application"}');
  await expect(run()).rejects.toMatchObject({
    diagnostic: { code: 'host/foreign-file', position: { file: 'output/manifest.json' } },
  });
  expect(readdirSync(join(root, 'output'))).toEqual(['manifest.json']);
  expect(text('output/manifest.json')).toBe('{"name": "A web application"}');
});

test('rows in another order change no published byte', async () => {
  await run();
  const [page, numbers, inputs] = [text(`output/${html}`), text(`output/${json}`), manifest().inputs];
  edit('data/visits.csv', (csv) => {
    const [head = '', ...rows] = csv.trimEnd().split('\n');
    return `${[head, ...rows.reverse()].join('\n')}\n`;
  });
  await run();
  expect(text(`output/${json}`)).toBe(numbers);
  expect(manifest().inputs).toEqual(inputs);
  // The page says at which line of the file a number stands, and the lines did move.
  const withoutLines = (html: string): string => html.replace(/(?:line|\.csv:) ?\d+/g, 'line');
  expect(withoutLines(text(`output/${html}`))).toBe(withoutLines(page));
});

test('check reports as build does and writes nothing', async () => {
  edit('templates/annual-report.md', (template) => `${template}\n[](#nowhere)\n`);
  const { diagnostics } = await check({ root, debug: false, progress: () => {}, env: process.env });
  expect(diagnostics.map(({ code }) => code)).toEqual(['document/dead-reference']);
  expect(existsSync(join(root, 'output'))).toBe(false);
});

test('--debug keeps what each stage made', async () => {
  await run({ debug: true });
  expect(JSON.parse(text('output/.debug/annual-report/en/content.json')).body.type).toBe('root');
  expect(JSON.parse(text('output/.debug/datasets.json')).visits.rows.length).toBeGreaterThan(0);
});
