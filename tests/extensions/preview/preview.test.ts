import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import type { OpenChecks } from '../../../src/extensions/preview/checks.js';
import type { RunTool } from '../../../src/extensions/preview/host/run-tool.js';
import { programFor } from '../../../src/extensions/preview/host/start-program.js';
import type { OpenWatch } from '../../../src/extensions/preview/host/watch-files.js';
import type { OpenPages } from '../../../src/extensions/preview/open-pages.js';
import { PageMaker } from '../../../src/extensions/preview/page-maker.js';
import { type Preview, preview } from '../../../src/extensions/preview/preview.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';

const root = temporaryFolder(afterAll);
const template = join(root, 'templates/annual-report.md');
const data = join(root, 'data/visits.csv');
const projectFile = join(root, 'tallybook.yaml');
const text =
  '# Visits {#sec-visits}\n\nThere were {{value "visits" year=2024}} visits.\n\nAnd that is all.\n';
const project = `tallybook: 1
title: Library visits
publisher: A library
edition: 2024
languages: [en]
reports:
  annual-report: {template: templates/annual-report.md, formats: [html]}
  for-the-office: {template: templates/annual-report.md, formats: [html], audience: confidential}
  of-a-reader: {template: templates/annual-report.md, formats: [html], audience: confidential, matrix: {over: {reader: {dataset: visits}}}}
`;

let changed = (): void => {};
const watch: OpenWatch = (_, tell) => {
  changed = tell;
  return { follow: () => {}, close: () => {} };
};
const checks: OpenChecks = () => ({ ask: () => {}, hold: () => {}, close: async () => {} });
const pages: OpenPages = (wanted, env) => new PageMaker(wanted, env);
const started: (readonly string[])[] = [];
const start = async (words: readonly string[]) => void started.push(words);
const options = { root, start, only: [], languages: [], port: 0, env: process.env, watch, pages, checks };

const opened: Preview[] = [];
async function open(only: readonly string[] = [], run?: RunTool): Promise<Preview> {
  const running = await preview({ ...options, only, ...(run && { run }) });
  if ('diagnostics' in running) throw new Error('no preview');
  opened.push(running);
  return running;
}

interface State {
  readonly targets: readonly { readonly folder: string }[];
  readonly problems: readonly { readonly code: string; readonly position: { readonly line: number } }[];
}

/** A browser that looks at a target. */
class Looker {
  readonly states: State[] = [];
  readonly pages: { readonly version: number }[] = [];
  readonly #stop: () => void;

  constructor(address: string, folder: string) {
    const sent = request(`${address}events?target=${encodeURIComponent(folder)}`, (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        const events = (rest + part).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) this.#take(event);
      });
    });
    sent.on('error', () => {});
    sent.end();
    this.#stop = () => sent.destroy();
  }

  stop(): void {
    this.#stop();
  }

  #take(event: string): void {
    const [, name, json = ''] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? [];
    if (name === 'state') this.states.push(JSON.parse(json) as State);
    if (name === 'page') this.pages.push(JSON.parse(json) as { version: number });
  }
}

beforeAll(() => {
  cpSync(join(repository, 'src/project/starter'), root, { recursive: true });
  writeFileSync(projectFile, project);
  writeFileSync(template, text);
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

const folder = 'annual-report/en';
const ask = async (address: string, path: string) => fetch(`${address}${path}`);
const shown = async (address: string) =>
  (await (await ask(address, `text/${folder}`)).json()) as { version: number; html: string };

describe('a preview', () => {
  test('shows the page that a build publishes, follows changes, and keeps the last good state', async () => {
    const { address } = await open();
    const looker = new Looker(address, folder);
    await expect.poll(() => looker.pages.length, { timeout: 20_000 }).toBe(1);
    const first = await shown(address);
    const all = { only: ['annual-report'], languages: ['en'], formats: [] };
    await build({ root, ...all, draft: false, debug: false, env: process.env, progress: () => {} });
    expect(readFileSync(join(root, `output/${folder}/annual-report.html`), 'utf8')).toBe(first.html);
    const page = await (await ask(address, `page/${folder}/annual-report.html`)).text();
    const token = new URL(address).pathname;
    // One script more, and leave for it; nothing else.
    expect(
      page.replace(`<script src="${token}page.js" data-version="1"></script>`, '').replace(" 'self'\"", '"'),
    ).toBe(first.html);

    const errors = (): readonly string[] => (looker.states.at(-1)?.problems ?? []).map(({ code }) => code);
    writeFileSync(template, text.replace('{{value', '{{valu'));
    changed();
    await expect.poll(errors, { timeout: 20_000 }).toContain('content/unknown-helper');
    writeFileSync(projectFile, `${project}  broken: [`);
    changed();
    await expect.poll(errors, { timeout: 20_000 }).toContain('project/yaml');
    expect(looker.states.at(-1)?.targets.map((each) => each.folder)).toContain(folder);
    writeFileSync(projectFile, project);
    writeFileSync(data, readFileSync(data, 'utf8').replace(/^2024,total,.*$/m, '2024,total,many'));
    changed();
    await expect.poll(errors, { timeout: 20_000 }).toContain('data/value-type');
    expect(await shown(address)).toMatchObject({ html: expect.stringContaining('that is all') as string });
    cpSync(join(repository, 'src/project/starter/data'), join(root, 'data'), {
      recursive: true,
      force: true,
    });
    writeFileSync(template, `${text}\nOr not.\n`);
    changed();
    await expect.poll(errors, { timeout: 20_000 }).toEqual([]);
    expect((await shown(address)).html).toContain('Or not.');
    looker.stop();
  });

  test('knows where a block stands, by its number in the newest page', async () => {
    writeFileSync(template, text);
    const { address } = await open();
    await ask(address, `page/${folder}/annual-report.html`);
    const { version } = await shown(address);
    const place = async (block: number, of = version) =>
      (await ask(address, `place/${folder}?version=${of}&block=${block}`)).json();
    expect(await place(0)).toMatchObject({ file: 'templates/annual-report.md', line: 1 });
    // That numbers can be asked, and that the data are illustrative, is nobody's.
    for (const block of [1, 2])
      expect(await place(block)).toMatchObject({ file: 'templates/annual-report.md', line: 1 });
    expect(await place(3)).toMatchObject({ file: 'templates/annual-report.md', line: 3 });
    expect(await place(4)).toMatchObject({ file: 'templates/annual-report.md', line: 5 });
    expect((await ask(address, `place/${folder}?version=${version + 1}&block=1`)).status).toBe(404);
    for (const path of ['constructor', '__proto__', 'toString'])
      expect((await ask(address, path)).status).toBe(404);
    // Without an editor it is the program that the system has for such a file.
    const headers = { origin: new URL(address).origin };
    const asked = `open/${folder}?version=${version}&block=4`;
    expect((await fetch(`${address}${asked}`, { method: 'POST', headers })).status).toBe(200);
    expect(started.splice(0)).toEqual([programFor(template)]);
    expect((await fetch(`${address}${asked}`, { method: 'POST' })).status).toBe(403);
    expect(started).toEqual([]);
  });

  test('shows confidential reports to who names them, and writes nothing of them', async () => {
    const before = readdirSync(root, { recursive: true });
    const path = 'page/for-the-office/en/for-the-office.html';
    const { address } = await open();
    await ask(address, `page/${folder}/annual-report.html`);
    expect((await ask(address, path)).status).toBe(404);
    const named = await open(['for-the-office']);
    await expect.poll(async () => (await ask(named.address, path)).status, { timeout: 20_000 }).toBe(200);
    expect(await (await ask(named.address, path)).text()).toContain('class="confidential"');
    expect((await ask(named.address, `page/${folder}/annual-report.html`)).status).toBe(404);
    expect(existsSync(join(root, 'confidential'))).toBe(false);
    expect(readdirSync(root, { recursive: true })).toEqual(before);
  });

  test('shows an item of a confidential report to who names it, and no other', async () => {
    const { address } = await open(['of-a-reader/adults']);
    const statusOf = async (item: string) =>
      (await ask(address, `page/of-a-reader/${item}/en/of-a-reader-${item}.html`)).status;
    await expect.poll(() => statusOf('adults'), { timeout: 20_000 }).toBe(200);
    expect(await statusOf('children')).toBe(404);
  });

  test('starts the commands of its list for its own pages, one at a time, and nothing else', async () => {
    const begun: string[] = [];
    let tell = (_line: string): void => {};
    let end = (_code?: number): void => {};
    const { address } = await open(['annual-report'], (argv, { cwd }, told) => {
      begun.push(argv.join(' '));
      expect(cwd).toBe(root);
      tell = told;
      const ended = new Promise<number | undefined>((resolve) => {
        end = resolve;
      });
      return { ended, stop: () => end() };
    });
    const post = async (path: string, origin = new URL(address).origin) =>
      (await fetch(`${address}${path}`, { method: 'POST', headers: { origin } })).status;
    expect(await post('run/build', 'https://evil.example')).toBe(403);
    expect((await ask(address, 'run/build')).status).toBe(404);
    const names = ['doctor', 'constructor', '__proto__', 'new', 'open?folder=..', 'new?folder=..%2Fout'];
    for (const name of [...names, 'new?folder=CON', 'new?folder=a&example=..', 'build --sign'])
      expect(await post(`run/${name}`), name).toBe(404);
    expect(begun).toEqual([]);
    expect(await post('run/check')).toBe(200);
    expect(await post('run/build')).toBe(409);
    const position = { file: 'templates/annual-report.md', line: 3, column: 1 };
    const see = [{ position: { ...position, line: 1 }, note: 'here' }];
    tell(JSON.stringify({ severity: 'error', code: 'claim/false', message: 'no', position, see }));
    const source = async (query: string) =>
      (await ask(address, `source/?of=command&problem=0${query}`)).json();
    expect(await source('')).toMatchObject({
      line: 3,
      first: 1,
      lines: expect.arrayContaining(['# Visits {#sec-visits}']) as string[],
    });
    expect(await source('&see=0')).toMatchObject({ line: 1 });
    expect(await post('stop')).toBe(200);
    const file = encodeURIComponent('"/a b/ç.csv"');
    await expect.poll(() => post(`run/new?folder=other&file=${file}`)).toBe(200);
    expect(begun).toEqual(['check . --only=annual-report --json', 'init ../other --from=/a b/ç.csv --json']);
    end(0);
    expect(await post('output')).toBe(200);
    expect(started.splice(0)).toEqual([programFor(join(root, 'output'))]);
    rmSync(join(root, 'output'), { recursive: true });
    expect(await post('output')).toBe(409);
    expect(started).toEqual([]);
  });

  test('does not begin at a port that is taken, or with a report that is not there', async () => {
    const { address } = await open();
    const taken = await preview({ ...options, port: Number(new URL(address).port) });
    expect(taken).toMatchObject({ diagnostics: [{ code: 'usage/port' }] });
    expect(await preview({ ...options, only: ['anual-report'] })).toMatchObject({
      diagnostics: [{ code: 'project/unknown-target', hint: 'did you mean `annual-report`?' }],
    });
  });
});
