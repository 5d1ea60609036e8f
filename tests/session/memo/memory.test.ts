import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { compile } from '../../../src/session/compile.js';
import type { Work } from '../../../src/session/memo/memory.js';
import { openCache, openProject } from '../../../src/session/open-project.js';
import type { Session } from '../../../src/session/session.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';
import { sharedSessions } from '../../support/shared-session.js';

const root = join(temporaryFolder(afterAll), 'project');
let session: Session;

beforeAll(async () => {
  cpSync(join(repository, 'src/project/starter'), root, { recursive: true });
  edit('tallybook.yaml', (yaml) => `${yaml}  second: {template: templates/second.md}\n`);
  edit(
    'data/datapackage.yaml',
    (yaml) =>
      `${yaml}  - name: loans\n    path: loans.csv\n    schema:\n      fields:\n        - {name: year, type: year, role: dimension}\n        - {name: loans, type: integer, role: measure, unit: loans}\n`,
  );
  writeFileSync(join(root, 'data/loans.csv'), 'year,loans\n2013,31\n2014,45\n');
  writeFileSync(join(root, 'templates/second.md'), second('loans'));
  session = sharedSessions.openApart({});
  expect(await doneBy(compileAll)).toEqual({
    data: 1,
    editions: 1,
    house: 2,
    language: 1,
    words: 2,
    'data words': 1,
    text: 2,
    reading: 2,
    report: 2,
    checks: 2,
    chart: 3,
  });
});

afterAll(() => session.rest());

/** A report with two charts of two datasets. */
const second = (title: string): string => `# Second {#sec-second}

{{bars "loans" id="fig-loans" title="Books that were lent: ${title}"}}

{{bars "visits" id="fig-visits" title="Visits again" reader="children"}}
`;

function edit(path: string, change: (text: string) => string): void {
  const file = join(root, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${path}`);
  writeFileSync(file, after);
}

async function compileAll(): Promise<void> {
  const { opened, diagnostics } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const { aboutData, made } = await compile(session, opened, { tolerant: false });
  const said = [...aboutData, ...made.flatMap((each) => each.diagnostics)];
  expect(said.map(formatDiagnostic)).toEqual([]);
  expect(made.map(({ report }) => report?.target.report.id)).toEqual(['annual-report', 'second']);
}

/** How often each kind of work was done meanwhile. */
async function doneBy(work: () => Promise<void>): Promise<Partial<Record<Work, number>>> {
  const before = new Map(session.memory.done);
  await work();
  return Object.fromEntries(
    [...session.memory.done].flatMap(([name, times]) => {
      const more = times - (before.get(name) ?? 0);
      return more === 0 ? [] : [[name, more]];
    }),
  );
}

test('a second compile of an unchanged project does nothing again', async () => {
  expect(await doneBy(compileAll)).toEqual({});
});

test('of a changed template its own report alone is written again, and no chart drawn', async () => {
  edit('templates/second.md', (text) => `${text}\nMore words.\n`);
  expect(await doneBy(compileAll)).toEqual({ words: 1, text: 1, reading: 1, report: 1, checks: 1 });
});

test('a change that is taken back costs nothing', async () => {
  edit('templates/second.md', (text) => text.replace('More words', 'Other words'));
  expect(await doneBy(compileAll)).toEqual({ words: 1, text: 1, reading: 1, report: 1, checks: 1 });
  edit('templates/second.md', (text) => text.replace('Other words', 'More words'));
  expect(await doneBy(compileAll)).toEqual({});
});

test('of a chart that a line above it has moved nothing is drawn again', async () => {
  edit('templates/second.md', (text) => text.replace('{{bars "visits"', 'A line.\n\n{{bars "visits"'));
  expect(await doneBy(compileAll)).toEqual({ words: 1, text: 1, reading: 1, report: 1, checks: 1 });
});

test('of changed data the reports and charts of that dataset alone are made again, and no written words read', async () => {
  edit('data/loans.csv', (text) => text.replace('45', '46'));
  expect(await doneBy(compileAll)).toEqual({
    data: 1,
    editions: 1,
    text: 1,
    reading: 1,
    report: 1,
    checks: 1,
    chart: 1,
  });
});

test('of data from another source no chart is drawn again, and reports say which it is', async () => {
  const rename = (from: string, to: string) =>
    edit('data/datapackage.yaml', (yaml) => yaml.replace(from, to));
  rename('Example figures', 'Other figures');
  const done = await doneBy(compileAll);
  expect(done.chart).toBeUndefined();
  expect(done.report).toBe(2);
  rename('Other figures', 'Example figures');
  await compileAll();
});

test('of data that count other things every text is written again, since it may speak of them', async () => {
  edit('data/datapackage.yaml', (yaml) => yaml.replace('unit: loans', 'unit: books'));
  expect(await doneBy(compileAll)).toEqual({
    data: 1,
    editions: 1,
    words: 2,
    'data words': 1,
    text: 2,
    reading: 2,
    report: 2,
    checks: 2,
    chart: 1,
  });
});

test('of a changed chart that one alone is drawn again', async () => {
  edit('templates/second.md', (text) => text.replace('lent: loans', 'lent: changed'));
  expect(await doneBy(compileAll)).toEqual({ words: 1, text: 1, reading: 1, report: 1, checks: 1, chart: 1 });
});

test('another process finds the charts that this one drew, and of a confidential report nothing is kept', async () => {
  const env = { TALLYBOOK_CACHE: join(root, '../cache') };
  const { opened } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined) throw new Error('no project');
  const compileIn = async (own: Session) => {
    const cache = openCache(opened, env);
    const { made } = await compile(own, opened, { tolerant: false, cache });
    await cache?.settle();
    return made.map(({ report, diagnostics }) => ({ document: report?.document, diagnostics }));
  };
  const [first, other] = [sharedSessions.openApart(env), sharedSessions.openApart(env)];
  const before = await compileIn(first);
  expect(await compileIn(other)).toEqual(before);
  expect([first, other].map(({ memory }) => memory.done.get('chart'))).toEqual([3, 0]);
  const project = { ...opened.project, audience: 'confidential' as const };
  expect(openCache({ ...opened, project }, env)).toBeUndefined();
});

test('what stands as it was is the same again, and a session that rested goes on', async () => {
  await session.rest();
  expect(await doneBy(compileAll)).toEqual({});
  edit('templates/second.md', (text) => text.replace('lent: changed', 'lent: once more'));
  expect(await doneBy(compileAll)).toEqual({ words: 1, text: 1, reading: 1, report: 1, checks: 1, chart: 1 });
});

test('a text in Serbian is written once for both of its alphabets, and what data say is read once for both reports', async () => {
  edit('tallybook.yaml', (yaml) =>
    yaml.replace('edition: 2024', 'edition: 2024\nlanguages: [sr-Cyrl, sr-Latn]'),
  );
  rmSync(join(root, 'lexicon'), { recursive: true });
  const inBoth = async (): Promise<void> => {
    const { opened, diagnostics } = await openProject(root, { only: [], languages: [], formats: [] });
    if (opened === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
    const { made } = await compile(session, opened, { tolerant: true });
    expect(made.map(({ target, report }) => [target.language, report?.document.meta.language])).toEqual([
      ['sr-Cyrl', 'sr-Cyrl'],
      ['sr-Latn', 'sr-Latn'],
      ['sr-Cyrl', 'sr-Cyrl'],
      ['sr-Latn', 'sr-Latn'],
    ]);
  };
  expect(await doneBy(inBoth)).toMatchObject({ text: 2, words: 2, 'data words': 1, report: 4 });
});
