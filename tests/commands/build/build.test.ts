import { execFileSync } from 'node:child_process';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { check } from '../../../src/commands/check/check.js';
import { program } from '../../cli/slow-build.js';
import { inspectPdf } from '../../outputs/pdf/inspect.js';
import { sharedSessions } from '../../support/shared-session.js';
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
  const { diagnostics } = await project.build({ draft: true, formats: ['html', 'pdf'] });
  expect(diagnostics.filter(({ code }) => code === 'data/total')).toMatchObject([{ severity: 'warning' }]);
  expect(manifest().draft).toBe(true);
  expect(project.read(`output/${html}`)).toMatch(/class="[^"]*\bdraft\b|>Draft/);
  const pages = (await inspectPdf(project.bytes(`output/${pdf}`))).text;
  expect(pages.filter((page) => !/draft/i.test(page))).toEqual([]);
});

test('a draft is not built when a number is missing', async () => {
  project.edit('templates/annual-report.md', (template) => template.replace('year="edition"', 'year=2034'));
  const { diagnostics, outputs } = await project.build({ draft: true });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
    'content/unknown-category',
  ]);
  expect(outputs).toEqual([]);
});

test('a partial build keeps the files of the full one; a full one removes what the project no longer names, and nothing else', async () => {
  // By the record of this user; on a server nothing is recorded, and nothing removed.
  vi.stubEnv('CI', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  await project.build({ formats: [] });
  expect(named()).toEqual([docx, html, pdf, json, published]);
  await project.build({ formats: ['html'] });
  expect(named()).toEqual([docx, html, pdf, json, published]);
  expect(project.has(`output/${pdf}`)).toBe(true);

  project.write('output/annual-report/en/notes.txt', 'mine');
  project.edit('tallybook.yaml', (yaml) => yaml.replace('[html, pdf, docx]', '[html]'));
  await project.build({ formats: [] });
  expect(named()).toEqual([html, json, published]);
  expect(project.has(`output/${pdf}`)).toBe(false);
  expect(project.read('output/annual-report/en/notes.txt')).toBe('mine');
});

test.runIf(process.env.DEEP)(
  'a program in another folder, time zone and locale makes the same bytes',
  async () => {
    await project.build({ formats: [] });
    const elsewhere = projects.starter();
    const env = { ...process.env, TZ: 'America/St_Johns', LANG: 'sq_AL.UTF-8', LC_ALL: 'sq_AL.UTF-8' };
    execFileSync(process.execPath, [program, 'build', elsewhere.root], { env, stdio: 'pipe' });
    const made = (folder: ProjectFolder): Record<string, string> =>
      Object.fromEntries(
        ['manifest.json', docx, html, pdf, json, published].map((path) => [
          path,
          folder.bytes(`output/${path}`).toString('base64'),
        ]),
      );
    expect(made(elsewhere)).toEqual(made(project));
  },
);

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
  const session = sharedSessions.open();
  const { diagnostics } = await check({ root, debug: false, progress: () => {}, env: process.env, session });
  expect(diagnostics.map(({ code }) => code)).toEqual(['document/dead-reference']);
  expect(project.has('output')).toBe(false);
});

test('steps begin and end once each, the end after the beginning, whatever overlaps', async () => {
  project.addSecondReport();
  // A Word file is a step of its own.
  await project.build({ formats: ['html', 'pdf'] });
  const names = project.events.map(
    ({ step, state, target }) => `${step} ${target?.report ?? 'all'} ${state}`,
  );
  expect([...names].sort()).toEqual(
    ['data all', 'compose annual-report', 'compose second', 'print annual-report', 'publish all']
      .flatMap((step) => [`${step} begin`, `${step} end`])
      .sort(),
  );
  for (const name of names.filter((each) => each.endsWith(' begin'))) {
    expect(names.indexOf(name)).toBeLessThan(names.indexOf(name.replace(/begin$/, 'end')));
  }
  expect(names.slice(0, 2)).toEqual(['data all begin', 'data all end']);
  expect(names.slice(-2)).toEqual(['publish all begin', 'publish all end']);
  expect(project.events[0]?.targets).toEqual([
    { report: 'annual-report', language: 'en' },
    { report: 'second', language: 'en' },
  ]);
});

test('--debug keeps what each stage made', async () => {
  await project.build({ debug: true });
  expect(JSON.parse(project.read('output/.debug/annual-report/en/content.json')).body.type).toBe('root');
  expect(JSON.parse(project.read('output/.debug/datasets.json')).visits.rows.length).toBeGreaterThan(0);
});
