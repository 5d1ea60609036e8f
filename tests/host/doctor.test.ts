import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  checkBrowser,
  checkCache,
  checkFonts,
  checkLocales,
  checkMemory,
  checkNode,
  checkPackage,
  checkPackages,
  checkWriting,
  examine,
} from '../../src/host/doctor/examine.js';
import type { Finding } from '../../src/host/doctor/finding.js';
import { toolRoot } from '../../src/host/node-host.js';
import { memoryHost } from '../memory-host.js';
import { temporaryFolder } from './temporary-folder.js';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
});

async function findings(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of examine({ folder, env, installBrowser: false, say: () => {} }))
    found.push(finding);
  return found;
}

describe('the doctor', () => {
  test('finds a machine that builds reports able to, outside any project, and leaves nothing behind', async () => {
    const found = await findings(process.env);
    expect(found.filter(({ status }) => status === 'error')).toEqual([]);
    expect(found.map(({ about }) => about)).toEqual([
      'Node',
      'Package',
      'Packages',
      'Fonts',
      'Languages',
      'Memory',
      'This folder',
      'Temporary folder',
      'Cache',
      'Browser',
      'Printing',
      'Sandbox',
    ]);
    expect(readdirSync(folder)).toEqual([]);
    const about = (name: string) => found.find((finding) => finding.about === name)?.found;
    expect(about('Browser')).toMatch(/^\d+\.\d+\S*, .+: .+, and it starts$/);
    expect(about('Printing')).toMatch(/^a test page of \d+ kB, in NotoSans/);
  });

  test('has something to do for every finding that is not well, and for no other', async () => {
    const found = await findings({ ...process.env, TALLYBOOK_BROWSER: join(folder, 'no-browser') });
    for (const { status, todo } of found) expect(todo !== undefined).toBe(status !== 'ok');
    expect(found.some(({ status }) => status === 'error')).toBe(true);
  });

  test('says what to do about an old Node, little memory and a language that Node does not know', () => {
    expect(checkNode('20.18.9')).toMatchObject({ status: 'error', todo: expect.stringContaining('20.19') });
    expect(checkNode('22.0.0').status).toBe('ok');
    expect(checkMemory(100 * 1024 * 1024)).toMatchObject({ status: 'warning', found: '100 MB free' });
    expect(checkLocales(['en', 'tlh'])).toMatchObject({ status: 'error', found: 'no data for tlh' });
  });

  test('reports a browser that was asked for and does not work, and does not try another', async () => {
    const env = { ...process.env, TALLYBOOK_BROWSER: join(folder, 'no-browser') };
    const found = await checkBrowser({ toolRoot: toolRoot(), env });
    expect(found).toMatchObject([{ about: 'Browser', status: 'error' }]);
    expect(found[0]?.found).toContain('no-browser');
  });

  test('of an installed tool that has not printed yet says that the first build fetches the browser', async () => {
    const options = { toolRoot: toolRoot(), env: {}, candidates: [] };
    expect(await checkBrowser(options, true)).toMatchObject([
      {
        about: 'Browser',
        status: 'warning',
        found: expect.stringContaining('none yet: the first build fetches one from '),
        todo: expect.stringContaining('`--format html`'),
      },
    ]);
    expect(await checkBrowser(options, false)).toMatchObject([{ about: 'Browser', status: 'error' }]);
  });

  test.runIf(process.env.DEEP)(
    'names a browser that was tried before the one that is taken, and why it was not',
    async () => {
      const broken = { kind: 'packed', name: 'broken', repairable: false } as const;
      const locate = async () => ({ executable: join(folder, 'nothing') });
      const { browserCandidates } = await import('../../src/host/browser/candidates.js');
      const candidates = [{ ...broken, locate }, ...browserCandidates(process.env)];
      const [browser] = await checkBrowser({ toolRoot: toolRoot(), env: process.env, candidates });
      expect(browser?.found).toMatch(/; not taken: broken \(.+\)$/);
    },
  );
});

describe('writing', () => {
  test('to a folder that is not there is an error', () => {
    const absent = join(folder, 'absent');
    expect(checkWriting('Output', absent)).toMatchObject({
      status: 'error',
      found: `${absent} cannot be written to (ENOENT)`,
    });
  });

  test('to a disk that is nearly full is a warning', () => {
    expect(checkWriting('Output', folder, () => 99e6)).toMatchObject({
      status: 'warning',
      found: `${folder} can be written to, 0.1 GB free`,
      todo: 'free about 1 GB on its disk',
    });
  });

  test('to a cache that stands in the way as a file is a warning: the build goes on without', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(checkCache({ TALLYBOOK_CACHE: file })).toMatchObject({
      status: 'warning',
      found: expect.stringContaining(`${file} cannot be used`),
      todo: expect.stringContaining('TALLYBOOK_CACHE'),
    });
    expect(checkCache({ TALLYBOOK_CACHE: join(folder, 'cache') }).status).toBe('ok');
  });
});

describe('the package', () => {
  const sha256 = (letter: string): string => letter.repeat(64);

  test('that an interrupted installation left is named by what it lacks', async () => {
    const listed = {
      'theme/base.css': sha256('0'),
      'a.js': sha256('1'),
      'b.js': sha256('2'),
      'c.js': sha256('3'),
    };
    const { project } = memoryHost({ 'files.json': JSON.stringify(listed) });
    const { found, status } = await checkPackage(project);
    expect(status).toBe('error');
    expect(found).toBe('lacks theme/base.css, a.js, b.js and 1 more');
  });

  test('with a changed file is named by it', async () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const listed = JSON.stringify({ 'a.js': empty, 'b.js': empty });
    const { project } = memoryHost({ 'files.json': listed, 'a.js': '', 'b.js': 'more' });
    expect(await checkPackage(project)).toMatchObject({
      status: 'error',
      found: 'has other content in b.js',
    });
  });

  test('without its lists is an error too', async () => {
    const { project: empty } = memoryHost({ 'messages/en.yaml': '' });
    expect(await checkPackage(empty)).toMatchObject({ status: 'error' });
    expect(await checkFonts(empty)).toMatchObject({ status: 'error' });
  });

  test('needs the packages it was made with: none is an error, another version a warning', () => {
    const wanted = { dependencies: { yaml: '2.9.1', zod: '4.6.7' } };
    expect(checkPackages(wanted, () => undefined)).toMatchObject({
      status: 'error',
      found: 'lacks yaml, zod',
    });
    expect(checkPackages(wanted, () => '2.9.1')).toMatchObject({
      status: 'warning',
      found: 'zod 2.9.1 in place of 4.6.7',
    });
    expect(checkPackages().status).toBe('ok');
  });
});
