import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/run.js';
import { noBuild } from '../../cli/no-build.js';
import { outputOf, sampleProject, type Texts, textOf } from '../../commands/verify/sample-output.js';
import { temporaryFolder } from '../../host/temporary-folder.js';

const snapshotPath = 'visits/en/published.json';
const folder = temporaryFolder(afterAll);

beforeAll(async () => {
  const output = await outputOf(sampleProject);
  for (const [path, bytes] of Object.entries(output)) write(`built/${path}`, bytes);
  write('2015.json', textOf(output, snapshotPath));
  write('revised.json', textOf(await outputOf({ ...sampleProject, ...revised }), snapshotPath));
  for (const [path, text] of Object.entries(sampleProject)) write(`project/${path}`, text);
});

const revised: Texts = {
  'data/visits.csv': (sampleProject['data/visits.csv'] ?? '')
    .replace('2014,adults,1560', '2014,adults,1660')
    .replace('2014,total,4200', '2014,total,4300'),
};

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

async function tallybook(args: readonly string[], cwd = folder, env: NodeJS.ProcessEnv = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    cwd,
    env,
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    now: () => 0,
  };
  const code = await run(args, terminal, noBuild);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('nothing differs: 0', async () => {
  expect(await tallybook(['diff', '2015.json', 'built'])).toEqual({
    code: 0,
    out: 'No differences.',
    err: '',
  });
  expect(await tallybook(['diff', '2015.json', 'built/visits/en', '--quiet'])).toEqual({
    code: 0,
    out: '',
    err: '',
  });
});

test('a page that was changed by hand is no difference, and the help says who finds it', async () => {
  write('touched/manifest.json', readFileSync(join(folder, 'built/manifest.json')));
  write(`touched/${snapshotPath}`, readFileSync(join(folder, 'built', snapshotPath)));
  write('touched/visits/en/visits.html', 'another page');
  expect(await tallybook(['diff', 'built', 'touched'])).toMatchObject({ code: 0, out: 'No differences.' });
  expect((await tallybook(['diff', '--help'])).out.replace(/\s+/g, ' ')).toContain(
    'of an output folder it reads each `published.json`, and `verify` holds the pages against it',
  );
});

test('something differs: 1, as Markdown', async () => {
  const { code, out, err } = await tallybook(['diff', 'built', 'revised.json']);
  expect(code).toBe(1);
  expect(err).toBe('');
  expect(out).toMatch(
    /^### Data \(2 cells\)\n\n- `visits\/visits\?year=2014&reader=adults`: 1560 → \*\*1660\*\*\n/,
  );
});

test('the same as one JSON object', async () => {
  const { code, out } = await tallybook(['diff', 'built', 'revised.json', '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    same: false,
    data: [{ what: 'visits/visits?year=2014&reader=adults', before: '1560', after: '1660' }, {}],
    reports: [{ report: 'visits', presence: 'both', claims: [], text: [{}] }],
  });
});

test('a project is composed and not printed', async () => {
  expect(await tallybook(['diff', '2015.json', 'project'])).toEqual({
    code: 0,
    out: 'No differences.',
    err: '',
  });
  expect(existsSync(join(folder, 'project/output'))).toBe(false);
});

describe('what cannot be compared: 2', () => {
  test('nothing of that name', async () => {
    const { code, err } = await tallybook(['diff', 'absent', 'built']);
    expect(code).toBe(2);
    expect(err).toBe(
      '.:1:1 error diff/side: `absent` is not a project, an output folder, a `published.json` or a git revision',
    );
  });

  test('a file that is no snapshot', async () => {
    write('data.json', '{}');
    const { code, err } = await tallybook(['diff', 'built', 'data.json']);
    expect(code).toBe(2);
    expect(err).toContain('`data.json` is not a `published.json` (JSON that is no snapshot)');
  });

  test('a snapshot and a manifest with a byte that is no UTF-8, at its place', async () => {
    write('latin/published.json', Buffer.from('{\n "title": "Vizita n\u00eb"}', 'latin1'));
    expect((await tallybook(['diff', 'built', 'latin'])).err).toContain(
      'latin/published.json:2:20 error diff/side: The byte `0xEB` is not valid in UTF-8',
    );
    write('latin-list/manifest.json', Buffer.from('{"n\u00eb": 1}', 'latin1'));
    expect((await tallybook(['diff', 'built', 'latin-list'])).err).toContain(
      'latin-list/manifest.json:1:4 error diff/side: The byte `0xEB` is not valid in UTF-8',
    );
  });

  test('an output folder without snapshots', async () => {
    write('old/manifest.json', '{}');
    const { code, err } = await tallybook(['diff', 'old', 'built']);
    expect(code).toBe(2);
    expect(err).toContain('has no `published.json`; name the output of a build');
  });

  test('a project with errors, which are printed', async () => {
    write('broken/tallybook.yaml', 'title: x');
    const { code, err } = await tallybook(['diff', 'broken', 'built']);
    expect(code).toBe(2);
    expect(err).toContain('broken/tallybook.yaml:1:1 error project/value');
  });

  test('one side alone', async () => {
    expect((await tallybook(['diff', 'built'])).code).toBe(2);
  });
});

describe('git revisions', () => {
  const git = (...args: string[]): string =>
    execFileSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args],
      {
        cwd: join(folder, 'repository'),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );

  beforeAll(async () => {
    // Without its chart, which is compared above.
    const template = sampleProject['templates/visits.md']?.replace(/^\{\{bars .*\n/m, '') ?? '';
    const plain: Texts = { ...sampleProject, 'templates/visits.md': template };
    for (const [path, text] of Object.entries(plain)) write(`repository/report/${path}`, text);
    write('repository/editions/2015.json', textOf(await outputOf(plain), snapshotPath));
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    write('repository/report/data/visits.csv', revised['data/visits.csv'] ?? '');
  });

  const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('tallybook-revision-'));

  test('the current folder as it was, against what it is', async () => {
    const before = leftovers();
    const { code, out } = await tallybook(['diff', 'HEAD', '.'], join(folder, 'repository/report'));
    expect(code).toBe(1);
    expect(out).toContain('`visits/visits?year=2014&reader=adults`: 1560 → **1660**');
    expect(leftovers()).toEqual(before);
    expect(git('status', '--short')).toBe(' M report/data/visits.csv\n');
  });

  test('a path of a revision: a folder or a snapshot', async () => {
    const cwd = join(folder, 'repository');
    expect((await tallybook(['diff', 'HEAD:report', 'HEAD:editions/2015.json'], cwd)).out).toBe(
      'No differences.',
    );
  });

  test.runIf(process.env.DEEP)('links that lead out, odd names and a submodule do not matter', async () => {
    symlinkSync('/etc/passwd', join(folder, 'repository/report/data/outward'));
    symlinkSync('visits.csv', join(folder, 'repository/report/data/inward.csv'));
    write('repository/report/data/[a]*:(top) "é\n.txt', 'odd');
    git('add', '.');
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},report/module`);
    git('commit', '--quiet', '-m', 'odd');
    const { code, err } = await tallybook(['diff', 'HEAD', '.'], join(folder, 'repository/report'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((await tallybook(['diff', 'HEAD:report', 'HEAD~1:report'], join(folder, 'repository'))).code).toBe(
      1,
    );
  });

  test.runIf(process.env.DEEP)(
    'a repository without a working tree, one that is shallow, and one without commits',
    async () => {
      const clone = (...args: string[]): string => git('clone', '--quiet', ...args);
      clone('--bare', '.', join(folder, 'bare.git'));
      const { code, out } = await tallybook(
        ['diff', 'HEAD:report', 'HEAD~1:report'],
        join(folder, 'bare.git'),
      );
      expect({ code, out: out.slice(0, 8) }).toEqual({ code: 1, out: '### Data' });
      clone('--depth', '1', `file://${join(folder, 'repository')}`, join(folder, 'shallow'));
      const shallow = join(folder, 'shallow');
      expect((await tallybook(['diff', 'HEAD:report', 'report'], shallow)).code).toBe(0);
      expect((await tallybook(['diff', 'HEAD~1:report', 'report'], shallow)).code).toBe(2);
      git('init', '--quiet', join(folder, 'empty'));
      expect(await tallybook(['diff', 'HEAD', '../built'], join(folder, 'empty'))).toMatchObject({ code: 2 });
    },
  );

  test('names problems as git names their files, and no temporary folder', async () => {
    const cwd = join(folder, 'repository');
    write('repository/report/tallybook.yaml', 'title: x');
    git('add', '.');
    git('commit', '--quiet', '-m', 'broken');
    const { code, err } = await tallybook(['diff', 'HEAD', 'HEAD~1'], join(cwd, 'report'));
    expect(code).toBe(2);
    expect(err).toContain('HEAD:report/tallybook.yaml:1:1 error project/value');
    expect(err).not.toContain('tallybook-revision-');
    const ofFile = await tallybook(['diff', 'HEAD:report/tallybook.yaml', 'HEAD~1:report'], cwd);
    expect(ofFile.err).toContain(
      'HEAD:report/tallybook.yaml:1:1 error diff/side: `HEAD:report/tallybook.yaml` is not a `published.json` (text that is not JSON)',
    );
  });

  test('no such path, no project at it, and what looks like an option', async () => {
    const cwd = join(folder, 'repository');
    for (const side of ['HEAD:absent', 'HEAD:../outside', '--output=x:report', 'HEAD~9']) {
      expect((await tallybook(['diff', '--', side, 'report'], cwd)).code, side).toBe(2);
    }
    expect((await tallybook(['diff', 'HEAD', 'report'], cwd)).err).toContain(
      'The git revision `HEAD` has no project',
    );
  });
});

test('a machine without git: 3', async () => {
  const path = process.env.PATH;
  process.env.PATH = join(folder, 'nothing');
  try {
    const { code, err } = await tallybook(['diff', 'HEAD', 'built']);
    expect(code).toBe(3);
    expect(err).toContain('host/git: git is not installed, so the revision cannot be read');
  } finally {
    process.env.PATH = path;
  }
});
