import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPrevious } from '../../src/host/files/read-previous.js';
import { ownMark } from '../../src/host/processes/process-mark.js';
import { clearLeftovers } from '../../src/host/publication/leftovers.js';
import { nodeOperations, type OutputOperations } from '../../src/host/publication/output-operations.js';
import { publish } from '../../src/host/publication/publication.js';
import { recover } from '../../src/host/publication/publication-journal.js';
import type { OutputFile } from '../../src/host/publication/publish-options.js';
import { listFiles, temporaryFolder } from './temporary-folder.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const build = (text: string): OutputFile[] => [
  { path: 'manifest.json', bytes: bytes(`manifest ${text}`) },
  { path: 'report/en/report.html', bytes: bytes(`html ${text}`) },
  { path: 'report/en/report.pdf', bytes: bytes(`pdf ${text}`) },
];
const all = ['manifest.json', 'report/en/report.html', 'report/en/report.pdf'];
const manifest = 'manifest.json';
/** What a first build wrote, by the name of the manifest alone. */
const earlier = { named: new Set(all), written: new Map<string, string>() };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function fail(code: string): never {
  throw Object.assign(new Error(code), { code });
}

/** An output folder with a finished first build. */
async function firstBuild(): Promise<string> {
  const root = join(temporaryFolder(), 'output');
  await publish(root, build('old'), { manifest, obsolete: [], earlier });
  return root;
}

function contents(root: string): string[] {
  return listFiles(root).map((path) => readFileSync(join(root, path), 'utf8'));
}

const oldContents = ['manifest old', 'html old', 'pdf old'];

describe('publishing', () => {
  test('creates the folders, writes every file and leaves nothing else', async () => {
    const root = await firstBuild();
    expect(listFiles(root)).toEqual(all);
    expect(contents(root)).toEqual(oldContents);
  });

  test('replaces an earlier build', async () => {
    const root = await firstBuild();
    await publish(root, build('new'), { manifest, obsolete: [], earlier });
    expect(listFiles(root)).toEqual(all);
    expect(contents(root)).toEqual(['manifest new', 'html new', 'pdf new']);
  });

  test('writes nothing beyond a link that took the place of the folder while a build ran', async () => {
    const project = temporaryFolder();
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(project, 'output'));
    const written = publish(join(project, 'output'), build('new'), {
      manifest,
      obsolete: [],
      earlier,
      within: project,
    });
    await expect(written).rejects.toThrow('`output` has become a link out of the project');
    expect(listFiles(elsewhere)).toEqual([]);
  });

  test('takes names in every way of composing letters, as they are', async () => {
    const root = join(temporaryFolder(), 'sorti\u0301e');
    const file = { path: 'e\u0301te\u0301/\u00E9t\u00E9.html', bytes: bytes('html') };
    await publish(root, [file, ...build('old').slice(0, 1)], { manifest, obsolete: [], earlier });
    await publish(root, [file, ...build('new').slice(0, 1)], { manifest, obsolete: [], earlier });
    expect(readFileSync(join(root, file.path), 'utf8')).toBe('html');
    expect(readFileSync(join(root, manifest), 'utf8')).toBe('manifest new');
  });

  test('writes everything before it changes a name, and the name of the manifest last', async () => {
    const root = await firstBuild();
    const acts: string[] = [];
    const operations: OutputOperations = {
      ...nodeOperations,
      async write(path, data) {
        acts.push('write');
        await nodeOperations.write(path, data);
      },
      rename(from, to) {
        acts.push(to.slice(root.length + 1));
        nodeOperations.rename(from, to);
      },
    };
    await publish(root, build('new'), { manifest, obsolete: [], earlier, operations });
    expect(acts).toEqual([
      'write',
      'write',
      'write',
      'report/en/report.html',
      'report/en/report.pdf',
      manifest,
    ]);
  });

  test('whoever reads meanwhile finds each file whole under its name, as it was or as it will be', async () => {
    const root = await firstBuild();
    const seen: string[] = [];
    const look = (): void => void seen.push(all.map((path) => readFileSync(join(root, path), 'utf8')).join());
    const operations: OutputOperations = {
      ...nodeOperations,
      keep(path, backup) {
        const had = nodeOperations.keep(path, backup);
        look();
        return had;
      },
      rename(from, to) {
        nodeOperations.rename(from, to);
        look();
      },
    };
    await publish(root, build('new'), { manifest, obsolete: [], earlier, operations });
    expect([...new Set(seen)]).toEqual([
      'manifest old,html old,pdf old',
      'manifest old,html new,pdf old',
      'manifest old,html new,pdf new',
      'manifest new,html new,pdf new',
    ]);
  });

  test('removes obsolete files, the folders that this empties, and nothing that no manifest named', async () => {
    const root = await firstBuild();
    writeFileSync(join(root, 'README.md'), 'mine');
    mkdirSync(join(root, 'report', 'sq'));
    writeFileSync(join(root, 'report', 'sq', 'report.html'), 'html');
    await publish(
      root,
      [{ path: 'other/en/other.html', bytes: bytes('html') }, ...build('new').slice(0, 1)],
      {
        manifest,
        earlier,
        obsolete: [
          { path: 'report/sq/report.html', sha256: sha256('html') },
          { path: 'report/en/report.html', sha256: sha256('html old') },
          { path: 'report/en/gone-already.html', sha256: sha256('html') },
        ],
      },
    );
    expect(listFiles(root)).toEqual(['README.md', manifest, 'other/en/other.html', 'report/en/report.pdf']);
  });

  test('keeps a file that is called obsolete but written anew', async () => {
    const root = await firstBuild();
    await publish(root, build('new'), {
      manifest,
      earlier,
      obsolete: [{ path: 'report/en/report.pdf', sha256: sha256('pdf old') }],
    });
    expect(listFiles(root)).toEqual(all);
  });

  test.each(['../victim.txt', '/etc/passwd', 'report/../../victim.txt', '..\\victim.txt', '.'])(
    'refuses to remove %j',
    async (path) => {
      const root = await firstBuild();
      writeFileSync(join(root, '..', 'victim.txt'), 'mine');
      await expect(
        publish(root, build('new'), { manifest, earlier, obsolete: [{ path, sha256: sha256('mine') }] }),
      ).rejects.toMatchObject({
        diagnostic: { code: 'host/write', severity: 'error' },
      });
      expect(contents(root)).toEqual(oldContents);
      expect(readFileSync(join(root, '..', 'victim.txt'), 'utf8')).toBe('mine');
    },
  );

  test.skipIf(process.platform === 'win32')(
    'refuses to write or remove through a link that leads out',
    async () => {
      const root = await firstBuild();
      const elsewhere = temporaryFolder();
      writeFileSync(join(elsewhere, 'report.html'), 'mine');
      symlinkSync(elsewhere, join(root, 'link'));
      const code = { diagnostic: { code: 'host/write' } };
      await expect(
        publish(root, build('new'), {
          manifest,
          earlier,
          obsolete: [{ path: 'link/report.html', sha256: sha256('mine') }],
        }),
      ).rejects.toMatchObject(code);
      const through = [{ path: 'link/deep/report.html', bytes: bytes('html') }];
      await expect(publish(root, through, { manifest, obsolete: [], earlier })).rejects.toMatchObject(code);
      expect(listFiles(elsewhere)).toEqual(['report.html']);
    },
  );

  test('a full disk is named, and leaves the old output whole and nothing new', async () => {
    const root = await firstBuild();
    const operations: OutputOperations = {
      ...nodeOperations,
      async write(path, data) {
        if (!path.includes('added.pdf')) return nodeOperations.write(path, data);
        await nodeOperations.write(path, data.slice(0, 2));
        fail('ENOSPC');
      },
    };
    const added = { path: 'added/deep/added.pdf', bytes: bytes('pdf') };
    await expect(
      publish(root, [...build('new'), added], {
        manifest,
        obsolete: [],
        earlier,
        operations,
        shownRoot: 'public/out',
      }),
    ).rejects.toMatchObject({
      diagnostic: {
        code: 'host/disk-full',
        position: { file: 'public/out/added/deep/added.pdf', line: 1, column: 1 },
      },
    });
    expect(listFiles(root)).toEqual(all);
    expect(contents(root)).toEqual(oldContents);
  });

  test('a full disk in a first build leaves not even the folder', async () => {
    const folder = temporaryFolder();
    const operations = { ...nodeOperations, write: async () => fail('ENOSPC') };
    const published = publish(join(folder, 'out', 'put'), build('new'), {
      manifest,
      obsolete: [],
      earlier,
      operations,
    });
    await expect(published).rejects.toMatchObject({ diagnostic: { code: 'host/disk-full' } });
    expect(listFiles(folder)).toEqual([]);
  });

  test.each(['EBUSY', 'EPERM', 'EACCES'])(
    'a file open in another program (%s) is named, and everything is put back',
    async (code) => {
      const root = await firstBuild();
      mkdirSync(join(root, 'obsolete'));
      writeFileSync(join(root, 'obsolete', 'old.html'), 'obsolete');
      const operations: OutputOperations = {
        ...nodeOperations,
        rename(from, to) {
          if (to.endsWith('report.pdf') && from.includes('.new')) fail(code);
          nodeOperations.rename(from, to);
        },
      };
      const added = { path: 'added/added.html', bytes: bytes('html') };
      await expect(
        publish(root, [added, ...build('new')], {
          manifest,
          earlier,
          obsolete: [{ path: 'obsolete/old.html', sha256: sha256('obsolete') }],
          operations,
        }),
      ).rejects.toMatchObject({
        diagnostic: {
          code: 'host/output-locked',
          position: { file: 'output/report/en/report.pdf' },
          hint: expect.stringContaining('close that program and build again'),
        },
      });
      expect(listFiles(root)).toEqual([manifest, 'obsolete/old.html', ...all.slice(1)]);
      expect(contents(root)).toEqual(['manifest old', 'obsolete', 'html old', 'pdf old']);
    },
  );

  test('is undone as well on a disk that knows no second names', async () => {
    const root = await firstBuild();
    const operations: OutputOperations = {
      ...nodeOperations,
      keep(path, backup) {
        nodeOperations.rename(path, backup);
        return true;
      },
      rename(from, to) {
        if (to.endsWith(manifest) && from.includes('.new')) fail('EBUSY');
        nodeOperations.rename(from, to);
      },
    };
    await expect(
      publish(root, build('new'), { manifest, obsolete: [], earlier, operations }),
    ).rejects.toMatchObject({
      diagnostic: { code: 'host/output-locked' },
    });
    expect(listFiles(root)).toEqual(all);
    expect(contents(root)).toEqual(oldContents);
  });

  test('a folder where a file should go is a failure to write', async () => {
    const root = await firstBuild();
    mkdirSync(join(root, 'page.html'));
    const files = [...build('new'), { path: 'page.html', bytes: bytes('html') }];
    await expect(publish(root, files, { manifest, obsolete: [], earlier })).rejects.toMatchObject({
      diagnostic: { code: 'host/write', position: { file: 'output/page.html' } },
    });
    expect(listFiles(root)).toEqual([manifest, 'page.html', ...all.slice(1)]);
    expect(readFileSync(join(root, manifest), 'utf8')).toBe('manifest old');
  });

  test('a file where the output folder should be is a failure to write', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'output'), 'mine');
    await expect(
      publish(join(folder, 'output'), build('new'), { manifest, obsolete: [], earlier }),
    ).rejects.toMatchObject({
      diagnostic: { code: 'host/write', hint: expect.stringContaining('move it away') },
    });
  });

  test('tidies up what a killed build left, and leaves alone what is of a living one or of another machine', async () => {
    const root = await firstBuild();
    // Process ids end well below this one, on every system.
    const [, start, place] = ownMark().split('-');
    const marks = {
      dead: `999999999-${start}-${place}`,
      living: `${process.ppid}-0-${place}`,
      elsewhere: `999999999-${start}-${place === '0000' ? '1111' : '0000'}`,
    };
    const names = Object.values(marks).map((mark) => `.report.pdf.new.${mark}-0123abcd.tallybook-tmp`);
    for (const name of names) writeFileSync(join(root, 'report', 'en', name), 'half a pdf');
    await publish(root, build('new'), { manifest, obsolete: [], earlier });
    const left = names.slice(1).map((name) => `report/en/${name}`);
    expect(listFiles(root)).toEqual([manifest, ...left, ...all.slice(1)].sort());
  });
});

describe('a file that Tallybook did not write', () => {
  const foreign = (file: string) => ({
    diagnostic: {
      code: 'host/foreign-file',
      position: { file, line: 1, column: 1 },
      hint: expect.stringContaining('move it away'),
    },
  });
  const nothing = { named: new Set<string>(), written: new Map<string, string>() };

  test('is never replaced, and nothing else is then', async () => {
    const root = join(temporaryFolder(), 'output');
    mkdirSync(join(root, 'report', 'en'), { recursive: true });
    writeFileSync(join(root, 'report/en/report.pdf'), 'mine');
    const published = publish(root, build('new'), { manifest, obsolete: [], earlier: nothing });
    await expect(published).rejects.toMatchObject(foreign('output/report/en/report.pdf'));
    expect(listFiles(root)).toEqual(['report/en/report.pdf']);
    expect(readFileSync(join(root, 'report/en/report.pdf'), 'utf8')).toBe('mine');
  });

  test('is in nobody’s way when it is, byte for byte, what is to be written or what was', async () => {
    const root = await firstBuild();
    await publish(root, build('old'), { manifest, obsolete: [], earlier: nothing });
    const written = new Map([
      ['report/en/report.html', sha256('html old')],
      ['report/en/report.pdf', sha256('pdf old')],
    ]);
    await publish(root, build('new'), {
      manifest,
      obsolete: [],
      earlier: { named: new Set([manifest]), written },
    });
    expect(contents(root)).toEqual(['manifest new', 'html new', 'pdf new']);
  });

  test.skipIf(process.platform === 'win32')(
    'is what a link or a pipe is too, whatever the manifest says',
    async () => {
      const root = await firstBuild();
      const [page, pdf] = [join(root, 'report/en/report.html'), join(root, 'report/en/report.pdf')];
      rmSync(page);
      writeFileSync(join(root, 'notes.html'), 'mine');
      symlinkSync(join(root, 'notes.html'), page);
      const again = () => publish(root, build('new'), { manifest, obsolete: [], earlier });
      await expect(again()).rejects.toMatchObject(foreign('output/report/en/report.html'));
      rmSync(page);
      rmSync(pdf);
      execFileSync('mkfifo', [pdf]);
      await expect(again()).rejects.toMatchObject(foreign('output/report/en/report.pdf'));
      expect(readFileSync(join(root, 'notes.html'), 'utf8')).toBe('mine');
    },
  );

  test('stays when a manifest names it as an output that is gone, and so does a changed one', async () => {
    const root = await firstBuild();
    writeFileSync(join(root, 'report/en/report.pdf'), 'mine');
    const obsolete = [{ path: 'report/en/report.pdf', sha256: sha256('pdf old') }];
    const left = await publish(root, build('new').slice(0, 2), { manifest, obsolete, earlier });
    expect(left).toEqual(['report/en/report.pdf']);
    expect(contents(root)).toEqual(['manifest new', 'html new', 'mine']);
  });
});

describe('a build that was killed while names changed', () => {
  const isOwn = (path: string): boolean => all.includes(path) || path === 'report/sq/report.html';

  /** An output folder as SIGKILL leaves it when `renames` names have changed. */
  async function killedAfter(renames: number): Promise<string> {
    const root = await firstBuild();
    mkdirSync(join(root, 'report', 'sq'));
    writeFileSync(join(root, 'report/sq/report.html'), 'obsolete');
    let done = 0;
    const killed = new Error('killed');
    const alive = (): void => {
      if (done >= renames) throw killed;
    };
    const operations: OutputOperations = {
      ...nodeOperations,
      keep(path, backup) {
        alive();
        return nodeOperations.keep(path, backup);
      },
      rename(from, to) {
        alive();
        nodeOperations.rename(from, to);
        done++;
      },
      remove(path) {
        alive();
        nodeOperations.remove(path);
      },
    };
    const obsolete = [{ path: 'report/sq/report.html', sha256: sha256('obsolete') }];
    const added = { path: 'report/sq/numbers.json', bytes: bytes('added') };
    const published = publish(root, [...build('new'), added], { manifest, obsolete, earlier, operations });
    await expect(published.then(() => alive())).rejects.toThrow();
    return root;
  }

  test.each([0, 1, 2, 3])(
    'after %i of four changes leaves what the next brings back to the old state',
    async (renames) => {
      const root = await killedAfter(renames);
      recover(root, (path) => isOwn(path) || path === 'report/sq/numbers.json');
      clearLeftovers(root);
      expect(listFiles(root)).toEqual([
        manifest,
        'report/en/report.html',
        'report/en/report.pdf',
        'report/sq/report.html',
      ]);
      expect(contents(root)).toEqual([...oldContents, 'obsolete']);
    },
  );

  test('after the last change leaves the new state', async () => {
    const root = await killedAfter(4);
    recover(root, isOwn);
    clearLeftovers(root);
    expect(contents(root)).toEqual(['manifest new', 'html new', 'pdf new', 'added']);
  });

  // Who may read everything cannot be kept from it.
  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'leaves what the next brings back although it cannot read all of it',
    async () => {
      const root = await killedAfter(2);
      chmodSync(join(root, manifest), 0);
      recover(root, (path) => isOwn(path) || path === 'report/sq/numbers.json');
      chmodSync(join(root, manifest), 0o600);
      clearLeftovers(root);
      expect(contents(root)).toEqual([...oldContents, 'obsolete']);
    },
  );

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'leaves a journal that stays where it cannot be read',
    async () => {
      const root = await killedAfter(2);
      const journal = join(root, '.publishing.json');
      chmodSync(journal, 0);
      recover(root, isOwn);
      await expect(publish(root, build('new'), { manifest, obsolete: [], earlier })).rejects.toMatchObject({
        diagnostic: { code: 'host/foreign-file', position: { file: 'output/.publishing.json' } },
      });
      expect(existsSync(journal)).toBe(true);
    },
  );

  test('cannot be forged to remove or replace a file of somebody else', async () => {
    const root = await firstBuild();
    const kept = `.notes.md.old.${ownMark()}-01234567.tallybook-tmp`;
    writeFileSync(join(root, 'notes.md'), 'mine');
    writeFileSync(join(root, kept), 'forged');
    writeFileSync(join(root, 'report/en/numbers.json'), 'mine too');
    const entry = { backup: kept, obsolete: false, had: false };
    const entries = [
      { ...entry, path: 'notes.md', sha256: sha256('mine') },
      { ...entry, path: '../notes.md', sha256: sha256('mine') },
      { ...entry, path: 'report/en/numbers.json', sha256: sha256('other'), backup: '../../notes.md' },
      { ...entry, path: manifest, sha256: sha256('other') },
    ];
    writeFileSync(join(root, '.publishing.json'), JSON.stringify(entries));
    recover(root, (path) => isOwn(path) || path === 'report/en/numbers.json');
    expect(readFileSync(join(root, 'notes.md'), 'utf8')).toBe('mine');
    expect(readFileSync(join(root, 'report/en/numbers.json'), 'utf8')).toBe('mine too');
    expect(readFileSync(join(root, manifest), 'utf8')).toBe('manifest old');
  });
});

describe('an earlier output', () => {
  test('is read, and undefined where there is none', async () => {
    const root = await firstBuild();
    expect(await readPrevious(root, manifest)).toEqual(Buffer.from('manifest old'));
    expect(await readPrevious(root, 'other.json')).toBeUndefined();
    expect(await readPrevious(join(root, 'nowhere'), manifest)).toBeUndefined();
  });

  test('that cannot be read is a named problem', async () => {
    const root = await firstBuild();
    mkdirSync(join(root, 'folder.json'));
    await expect(readPrevious(root, 'folder.json')).rejects.toMatchObject({
      diagnostic: { code: 'host/read', position: { file: 'output/folder.json' } },
    });
  });
});
