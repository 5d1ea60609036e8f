/** What a pull request is told: the comparison that the action makes, and the comment that a workflow with more rights writes of it. */
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from './repository.js';
import { type Ran, type Runner, runAction } from './workflow-runner.js';

interface Renderer {
  readonly marker: string;
  code(value: unknown): string;
  readJson(folder: string, name: string): unknown;
  render(changes: unknown, pages?: unknown, address?: string): string;
}
const script = (name: string): string => join(repository, '.github', name);
let renderer: Renderer;
beforeAll(async () => {
  renderer = await import(pathToFileURL(script('comment/render.mjs')).href);
});

describe('the comment', () => {
  const hostile = '`@octocat` ](https://evil.test) <img src=x>\n\n# **big** ![a](b) #1 \u202e\u001b[31m';

  test('shows every text of the reports as code, in which nobody is mentioned and nothing is a link', () => {
    const change = { what: hostile, before: hostile, after: hostile, part: hostile };
    const report = { report: hostile, language: hostile, presence: 'both' };
    const lists = { data: [change], words: [change], unexplained: [change] };
    const text = renderer.render(
      {
        same: false,
        ...lists,
        reports: [{ ...report, numbers: [change], claims: [change], text: [change] }],
      },
      { changed: [{ report: hostile, number: hostile }], of: hostile },
      'https://github.test/runs/1',
    );
    // What is left when the code is taken out are our own words, signs of Markdown, and the one link.
    const ours = text.replace(/`[^`\n]*`/g, '·').replace(/<!--.*-->/g, '');
    expect(ours).not.toMatch(/octocat|evil|img|big|[@<\\]|\p{C}(?<!\n)/u);
    expect([...ours.matchAll(/\]\(([^)]*)\)/g)].map(([, link]) => link)).toEqual([
      'https://github.test/runs/1',
    ]);
    expect(renderer.code('a``b')).toBe("`a''b`");
  });

  test('is bounded, whatever a run has put there', () => {
    const change = { what: 'x'.repeat(100_000), before: 'y'.repeat(100_000), after: 'z'.repeat(100_000) };
    const many = Array.from({ length: 5000 }, () => change);
    const reports = Array.from({ length: 500 }, (_, index) => ({
      report: `r${index}`,
      presence: 'both',
      numbers: many,
    }));
    const text = renderer.render({ same: false, data: many, words: many, unexplained: many, reports });
    expect(text.length).toBeLessThan(32_000);
    expect(text).toContain('- and 4985 more');
    expect(text).toContain('too long for a comment');
    const odd = { toString: 'odd' };
    expect(
      renderer.render({ same: false, data: [{ what: odd }] }, { changed: [{ report: odd, number: odd }] }),
    ).toContain('Pages that look otherwise, 1 of 0: nothing 0.');
    for (const odd of [null, 7, 'text', [], { data: 'x', reports: [null, 3] }])
      expect(renderer.render(odd)).toMatch(/^<!-- tallybook/);
  });

  test('says that nothing changes, and from the first word to the last that differ', () => {
    expect(renderer.render({ same: true, data: [] }, { changed: [], of: 3 })).toContain('Nothing: numbers');
    const text = [
      {
        what: 'Visits',
        part: 'sec-visits',
        before: 'In {} there were many.',
        after: 'In {} there were few.',
      },
    ];
    const report = { report: 'visits', language: 'en', presence: 'both', text };
    expect(renderer.render({ same: false, reports: [report] })).toContain(
      '#### `visits` (`en`): text (1)\n\n- `Visits` (`sec-visits`): `many.` → `few.`\n',
    );
  });
});

describe('what a run has left', () => {
  test('is read where it is a file, and told without a word of it where it is no JSON', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'secret'), '{"token": 1}');
    symlinkSync(join(folder, 'secret'), join(folder, 'changes.json'));
    expect(() => renderer.readJson(folder, 'changes.json')).toThrow(/^changes\.json is no file$/);
    writeFileSync(join(folder, 'pages.json'), 'TOKEN=abc');
    expect(() => renderer.readJson(folder, 'pages.json')).toThrow(/^pages\.json is no JSON$/);
    expect(renderer.readJson(folder, 'secret')).toEqual({ token: 1 });
    expect(renderer.readJson(folder, 'nothing.json')).toBeUndefined();
  });
});

describe('who writes it', () => {
  const sha = 'a'.repeat(40);
  const request = { number: 7, head: { sha, ref: 'topic', repo: { owner: { login: 'somebody' } } } };

  /** Answers as GitHub would, runs the script, and returns what it asked for beyond reading. */
  async function posted(given: {
    readonly open: readonly unknown[];
    readonly comments?: readonly unknown[];
    readonly changes: object;
  }): Promise<readonly string[]> {
    const written: string[] = [];
    const server = createServer((asked, answer) => {
      let body = '';
      asked.on('data', (part) => {
        body += part;
      });
      asked.on('end', () => {
        if (asked.method !== 'GET') written.push(`${asked.method} ${asked.url} ${JSON.parse(body).body}`);
        const start = (Number(/&page=(\d+)/.exec(asked.url ?? '')?.[1] ?? 1) - 1) * 100;
        const found = asked.url?.includes('/pulls?')
          ? given.open
          : (given.comments ?? []).slice(start, start + 100);
        answer.end(JSON.stringify(asked.method === 'GET' ? found : {}));
      });
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'changes.json'), JSON.stringify({ ...given.changes, number: 99 }));
    const env = {
      API: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      TOKEN: 't',
      REPOSITORY: 'office/reports',
      HEAD: 'somebody:topic',
      SHA: sha,
      ADDRESS: 'https://github.test/run',
    };
    const child = spawn(process.execPath, [script('comment/post.mjs'), folder], {
      env: { ...process.env, ...env },
    });
    const code = await new Promise((done) => void child.on('close', done));
    server.close();
    expect(code).toBe(0);
    return written;
  }

  const different = { same: false, data: [{ what: 'a', before: '1', after: '2' }] };
  const ours = (login: string) => ({ id: 5, user: { login }, body: `${renderer.marker}\nold` });

  test('writes it once and renews it, in the pull request of that very commit', async () => {
    const first = await posted({ open: [request], changes: different });
    expect(first).toEqual([
      expect.stringMatching(/^POST \/repos\/office\/reports\/issues\/7\/comments <!-- tall/),
    ]);
    // However long people have talked before it.
    const own = [...Array.from({ length: 1_200 }, () => ours('somebody')), ours('github-actions[bot]')];
    expect(await posted({ open: [request], comments: own, changes: different })).toEqual([
      expect.stringMatching(/^PATCH \/repos\/office\/reports\/issues\/comments\/5 <!-- tall/),
    ]);
  });

  test('leaves alone a comment that somebody else has marked, and says nothing where nothing changes', async () => {
    const theirs = [ours('somebody')];
    const [wrote = ''] = await posted({ open: [request], comments: theirs, changes: different });
    expect(wrote).toMatch(/^POST /);
    expect(await posted({ open: [request], changes: { same: true } })).toEqual([]);
  });

  test('writes nothing where the pull request has moved on, or is of another repository', async () => {
    const moved = { ...request, head: { ...request.head, sha: 'b'.repeat(40) } };
    const other = { ...request, head: { ...request.head, repo: { owner: { login: 'other' } } } };
    expect(await posted({ open: [moved, other], changes: different })).toEqual([]);
  });
});

/** A picture of a page of a hundred rows of grey, of which the last bears its number. */
function page(text: number, number: number): Buffer {
  const part = (kind: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(kind, 'latin1'), data, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 100, 8, 0, 0, 0, 0]);
  const rows = Buffer.from(Array.from({ length: 100 }, (_, row) => [0, row === 99 ? number : text]).flat());
  return Buffer.concat([Buffer.alloc(8), part('IHDR', head), part('IDAT', deflateSync(rows))]);
}

test('a page that is inserted changes none behind it', () => {
  const folder = temporaryFolder();
  for (const [when, texts] of [
    ['before', [1, 2, 3, 4, 5]],
    ['after', [1, 9, 2, 3, 7, 5]],
  ] as const) {
    mkdirSync(join(folder, when));
    for (const [at, text] of texts.entries())
      writeFileSync(join(folder, when, `a-en-a-${at + 1}.png`), page(text, at + 1));
  }
  spawnSync(process.execPath, [script('report/changed-pages.mjs'), 'before', 'after', 'changes'], {
    cwd: folder,
  });
  const pages = JSON.parse(readFileSync(join(folder, 'changes', 'pages.json'), 'utf8'));
  expect(pages).toEqual({
    changed: [
      { report: 'a-en-a', number: 2, only: 'after' },
      { report: 'a-en-a', number: 5 },
    ],
    of: 6,
  });
  expect(readFileSync(join(folder, 'changes', 'index.html'), 'utf8')).toContain('page 5, 4 before');
  expect(renderer.render({ same: false }, pages)).toContain('2 of 6: `a-en-a` 2 (new), `a-en-a` 5.');
});

test('pages that look otherwise are put side by side, by report and number', () => {
  const folder = temporaryFolder();
  const draw = (when: string, pages: Readonly<Record<string, string>>): void => {
    mkdirSync(join(folder, when));
    for (const [name, bytes] of Object.entries(pages)) writeFileSync(join(folder, when, name), bytes);
  };
  draw('before', { 'a-en-a-1.png': 'one', 'a-en-a-2.png': 'two', 'gone-en-gone-1.png': 'x' });
  draw('after', { 'a-en-a-01.png': 'one', 'a-en-a-02.png': 'TWO', 'a-en-a-10.png': 'ten' });
  spawnSync(process.execPath, [script('report/changed-pages.mjs'), 'before', 'after', 'changes'], {
    cwd: folder,
  });
  const changed = [
    { report: 'a-en-a', number: 2 },
    { report: 'a-en-a', number: 10, only: 'after' },
    { report: 'gone-en-gone', number: 1, only: 'before' },
  ];
  expect(JSON.parse(readFileSync(join(folder, 'changes', 'pages.json'), 'utf8'))).toEqual({ changed, of: 3 });
  const page = readFileSync(join(folder, 'changes', 'index.html'), 'utf8');
  expect(page).toContain('src="pages/a-en-a-2-before.png"');
  expect(
    [...page.matchAll(/src="([^"]+)"/g)].filter(
      ([, name = '']) => !existsSync(join(folder, 'changes', name)),
    ),
  ).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('the action in a pull request', () => {
  const git = (cwd: string, ...args: string[]): void => {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  };
  const folder = temporaryFolder(afterAll);
  const workspace = join(folder, 'checkout');
  const edit = (path: string, from: string, to: string): void => {
    const file = join(workspace, 'stats', path);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replaceAll(from, to));
  };
  const compare = (): Ran => {
    const programs = join(folder, 'programs');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'npm'), '#!/bin/sh\necho /the/cache\n', { mode: 0o755 });
    mkdirSync(join(folder, 'temp'), { recursive: true });
    const env = { ...process.env, PATH: `${programs}:${process.env.PATH}` };
    const runner: Runner = {
      workspace,
      temporary: join(folder, 'temp'),
      env,
      baseRef: 'main',
      given: {},
    };
    return runAction({ project: 'stats', command: 'check', compare: 'HEAD^1' }, runner);
  };

  beforeAll(() => {
    cpSync(join(repository, 'tests', 'hostile', 'project'), join(workspace, 'stats'), { recursive: true });
    git(workspace, 'init', '--quiet');
    git(workspace, 'add', '.');
    git(workspace, 'commit', '--quiet', '--message', 'base');
    edit('tallybook.yaml', 'edition: 2015', 'edition: 2016');
    edit('data/accidents.csv', '2014,speed,7', '2014,speed,8');
    edit('data/accidents.csv', '2014,total,12', '2014,total,13');
    appendFileSync(
      join(workspace, 'stats/data/accidents.csv'),
      '2016,speed,1\n2016,alcohol,1\n2016,total,2\n',
    );
    git(workspace, 'commit', '--quiet', '--all', '--message', 'head');
  });

  /** What the step that compares says alone: what the action checks before has nothing to do with it. */
  const step = (...args: string[]): readonly [number | null, string] => {
    const { status, stdout } = spawnSync(
      'bash',
      [script('report/compare.sh'), ...args, join(folder, 'changes')],
      {
        cwd: workspace,
        encoding: 'utf8',
        env: {
          ...process.env,
          COMMAND: 'check',
          FAIL_ON: 'revision',
          GITHUB_OUTPUT: join(folder, 'put-out'),
        },
      },
    );
    return [status, stdout];
  };

  test.runIf(process.env.DEEP)('finds what differs from the base, and that a revision has no reason', () => {
    expect(step('HEAD^1', 'stats')).toEqual([0, '']);
    expect(readFileSync(join(folder, 'put-out'), 'utf8')).toMatch(
      /^found<<.*\ntrue\n[\s\S]*^failed<<.*\ntrue$/m,
    );
    const text = renderer.render(renderer.readJson(join(folder, 'changes'), 'changes.json'));
    expect(text).toContain(
      '#### Revised without a reason (2)\n\n- `accidents/accidents?year=2014&cause=speed`: `7` → `8`\n',
    );
  });

  test.runIf(process.env.DEEP)('hands over what differs, and fails', () => {
    const ran = compare();
    expect(ran.log).toContain('::error title=Tallybook::The reports differ from what they are compared with');
    expect(ran.code).toBe(1);
    expect(ran.summary).toContain(
      '#### Revised without a reason (2)\n\n- `accidents/accidents?year=2014&cause=speed`: `7` → `8`\n',
    );
    const [upload] = ran.used.filter(({ uses }) => uses.includes('upload-artifact'));
    expect(upload?.with).toEqual({ name: 'report-changes', path: join(folder, 'temp', 'tallybook-changes') });
    // Nothing of a pull request reaches the cache that others read.
    expect(ran.used.some(({ uses }) => uses.includes('cache/save'))).toBe(false);
  });

  test('stops where the base is not in the checkout, and takes a project that is new as new', () => {
    expect(step('no-such-revision', 'stats')).toEqual([
      1,
      expect.stringContaining('is not in this checkout'),
    ]);
    git(workspace, 'mv', 'stats', 'other');
    git(workspace, 'commit', '--quiet', '--message', 'moved');
    expect(step('HEAD^1', 'other')).toEqual([0, expect.stringContaining('all of it is new')]);
    expect(readFileSync(join(folder, 'put-out'), 'utf8')).toMatch(/^failed<<.*\nfalse$/m);
  });
});
