import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { check } from '../../../src/commands/check/check.js';
import { inspectPdf } from '../../outputs/pdf/inspect.js';
import { type ProjectFolder, projectFolders } from './project-folder.js';

const projects = projectFolders();
let project: ProjectFolder;
beforeEach(() => {
  project = projects.starter();
});

const manifest = () => JSON.parse(project.read('output/manifest.json'));
const named = (): string[] => manifest().outputs.map(({ path }: { path: string }) => path);
const breakTotal = (): void =>
  project.edit('data/visits.csv', (csv) => csv.replace('2023,total,5220', '2023,total,5221'));

const docx = 'annual-report/en/annual-report.docx';
const html = 'annual-report/en/annual-report.html';
const pdf = 'annual-report/en/annual-report.pdf';
const json = 'annual-report/en/numbers.json';
const published = 'annual-report/en/published.json';

test('a fault leaves the old output whole and writes nothing', async () => {
  await project.build();
  const before = project.read(`output/${html}`);
  const listing = project.list('output');
  breakTotal();
  const { diagnostics, outputs } = await project.build();
  expect(diagnostics.map(({ code, position }) => `${code} ${position.file}:${position.line}`)).toEqual([
    'data/total data/visits.csv:10',
  ]);
  expect(outputs).toEqual([]);
  expect(project.read(`output/${html}`)).toBe(before);
  expect(project.list('output')).toEqual(listing);
});

test('a draft is built in spite of a total that does not add up, says so on every page and in the manifest', async () => {
  breakTotal();
  const { diagnostics } = await project.build({ draft: true, formats: [] });
  expect(diagnostics.filter(({ code }) => code === 'data/total')).toMatchObject([{ severity: 'warning' }]);
  expect(manifest().draft).toBe(true);
  expect(project.read(`output/${html}`)).toMatch(/class="[^"]*\bdraft\b|>Draft/);
  const pages = (await inspectPdf(project.bytes(`output/${pdf}`))).text;
  expect(pages.filter((page) => !/draft/i.test(page))).toEqual([]);
});

test('a draft is not built when a number is missing', async () => {
  project.edit('templates/annual-report.md', (template) => template.replace('year=2024', 'year=2034'));
  const { diagnostics, outputs } = await project.build({ draft: true });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
    'content/unknown-category',
  ]);
  expect(outputs).toEqual([]);
});

test('a partial build keeps the files of the full one, in the folder and in the manifest', async () => {
  await project.build({ formats: [] });
  expect(named()).toEqual([docx, html, pdf, json, published]);
  await project.build({ formats: ['html'] });
  expect(named()).toEqual([docx, html, pdf, json, published]);
  expect(project.has(`output/${pdf}`)).toBe(true);
});

test('a file that the project no longer names is removed, and nothing that was not built is touched', async () => {
  // By the record of this user; on a server nothing is recorded, and nothing removed.
  vi.stubEnv('CI', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  await project.build({ formats: [] });
  project.write('output/annual-report/en/notes.txt', 'mine');
  project.edit('tallybook.yaml', (yaml) => yaml.replace('[html, pdf, docx]', '[html]'));
  await project.build({ formats: [] });
  expect(named()).toEqual([html, json, published]);
  expect(project.has(`output/${pdf}`)).toBe(false);
  expect(project.read('output/annual-report/en/notes.txt')).toBe('mine');
});

test("a manifest.json that Tallybook did not write is somebody's work and stays", async () => {
  project.write('output/manifest.json', '{"name": "A web application"}');
  await expect(project.build()).rejects.toMatchObject({
    diagnostic: { code: 'host/foreign-file', position: { file: 'output/manifest.json' } },
  });
  expect(project.list('output')).toEqual(['manifest.json']);
  expect(project.read('output/manifest.json')).toBe('{"name": "A web application"}');
});

test('rows in another order change no published byte', async () => {
  await project.build();
  const [page, numbers, inputs] = [
    project.read(`output/${html}`),
    project.read(`output/${json}`),
    manifest().inputs,
  ];
  project.edit('data/visits.csv', (csv) => {
    const [head = '', ...rows] = csv.trimEnd().split('\n');
    return `${[head, ...rows.reverse()].join('\n')}\n`;
  });
  await project.build();
  expect(project.read(`output/${json}`)).toBe(numbers);
  expect(manifest().inputs).toEqual(inputs);
  // The page says at which line of the file a number stands, and the lines did move.
  const withoutLines = (html: string): string => html.replace(/(?:line|\.csv:) ?\d+/g, 'line');
  expect(withoutLines(project.read(`output/${html}`))).toBe(withoutLines(page));
});

test('check reports as build does and writes nothing', async () => {
  project.edit('templates/annual-report.md', (template) => `${template}\n[](#nowhere)\n`);
  const { root } = project;
  const { diagnostics } = await check({ root, debug: false, progress: () => {}, env: process.env });
  expect(diagnostics.map(({ code }) => code)).toEqual(['document/dead-reference']);
  expect(project.has('output')).toBe(false);
});

test('--debug keeps what each stage made', async () => {
  await project.build({ debug: true });
  expect(JSON.parse(project.read('output/.debug/annual-report/en/content.json')).body.type).toBe('root');
  expect(JSON.parse(project.read('output/.debug/datasets.json')).visits.rows.length).toBeGreaterThan(0);
});
