import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputFolder } from '../../../../src/extensions/queue/host/input-folder.js';
import {
  cleanShare,
  openShare,
  putFile,
  putInput,
  takeInput,
} from '../../../../src/extensions/queue/host/share.js';
import { EnvironmentProblem } from '../../../../src/host/host.js';

let top: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'share-'));
});
afterEach(() => rmSync(top, { recursive: true }));

const open = (name = 'share') => openShare(join(top, name), name);
const bytes = (text: string) => new TextEncoder().encode(text);
const modeOf = (...path: string[]) => statSync(join(top, ...path)).mode & 0o777;
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof EnvironmentProblem) return error.diagnostic.code;
  }
  return 'none';
};

describe('a shared directory', () => {
  test('is the same for all who open it, and another one is another', () => {
    expect(open().id).toBe(open().id);
    expect(open().id).not.toBe(open('other').id);
    expect(readdirSync(join(top, 'share'))).toEqual(['inputs', 'parts', 'results', 'runs', 'share.json']);
  });

  test('is this user’s alone', async () => {
    const share = open();
    const hash = await putInput(share, bytes('year,victims\n2013,2\n'));
    expect(modeOf('share')).toBe(0o700);
    expect(modeOf('share', 'share.json')).toBe(0o600);
    for (const folder of ['inputs', 'parts', 'results', 'runs']) expect(modeOf('share', folder)).toBe(0o700);
    expect(modeOf('share', 'inputs', hash.slice(0, 2), hash)).toBe(0o600);
  });

  test('seals what others get to know of it', () => {
    expect(open().seal('2')).toBe(open().seal('2'));
    expect(open().seal('2')).not.toBe(open('other').seal('2'));
  });

  test('keeps what was enqueued within a month, and what came of it', async () => {
    const share = open();
    const at = (...path: string[]) => join(top, 'share', ...path);
    const [old, young] = [await putInput(share, bytes('old')), await putInput(share, bytes('young'))];
    for (const name of ['old', 'young']) {
      await putFile(share, `runs/${name}.json`, bytes(name));
      await putFile(share, `results/${name}.json`, bytes(name));
      await putFile(share, `parts/${name}/public/one/part.json`, bytes(name));
    }
    const month = Date.now() / 1000 - 31 * 24 * 3600;
    const inputOf = (hash: string) => `inputs/${hash.slice(0, 2)}/${hash}`;
    for (const path of [
      inputOf(old),
      inputOf(young),
      'runs/old.json',
      'results/old.json',
      'parts/old',
      'parts/young',
    ])
      utimesSync(at(path), month, month);
    // What is enqueued again is young again.
    await putInput(share, bytes('young'));
    await cleanShare(share);
    expect([inputOf(old), inputOf(young)].map((path) => existsSync(at(path)))).toEqual([false, true]);
    for (const folder of ['runs', 'results', 'parts'])
      expect(readdirSync(at(folder)).map((name) => name.replace('.json', ''))).toEqual(['young']);
    // Once a day is enough.
    utimesSync(at('runs/young.json'), month, month);
    await cleanShare(share);
    expect(readdirSync(at('runs'))).toEqual(['young.json']);
  });

  test('that is not mounted is not made', () => {
    expect(codeOf(() => open('mount/share'))).toBe('queue/share');
    expect(readdirSync(top)).toEqual([]);
  });

  test('that is somebody else’s is left alone', () => {
    mkdirSync(join(top, 'share'));
    writeFileSync(join(top, 'share', 'share.json'), '{"drive":"S"}');
    expect(codeOf(() => open())).toBe('queue/share');
    expect(readFileSync(join(top, 'share', 'share.json'), 'utf8')).toBe('{"drive":"S"}');
  });

  test('a file in its place is told', () => {
    writeFileSync(join(top, 'share'), '');
    expect(codeOf(() => open())).toBe('queue/share');
  });

  // Who is root may write everywhere.
  test.skipIf(process.getuid?.() === 0)('that cannot be written to is told', () => {
    open();
    chmodSync(join(top, 'share'), 0o500);
    expect(codeOf(() => open())).toBe('queue/share');
    chmodSync(join(top, 'share'), 0o700);
  });
});

describe('inputs', () => {
  test('are held once, by their content, and come back', async () => {
    const share = open();
    const hash = await putInput(share, bytes('a'));
    expect(await putInput(share, bytes('a'))).toBe(hash);
    expect(await takeInput(share, 'data/a.csv', hash)).toEqual(Buffer.from('a'));
  });

  test('that changed or went are told by the file of the project; put again, one that is torn is mended', async () => {
    const share = open();
    const hash = await putInput(share, bytes('abc'));
    const file = join(top, 'share', 'inputs', hash.slice(0, 2), hash);
    const problem = () => takeInput(share, 'data/a.csv', hash).then(String, (error: Error) => error.message);
    writeFileSync(file, 'ab');
    expect(await problem()).toMatch(/^`data\/a\.csv` in the shared directory .* has changed$/);
    await putInput(share, bytes('abc'));
    expect(await problem()).toBe('abc');
    rmSync(file);
    expect(await problem()).toMatch(/^`data\/a\.csv` in the shared directory .* is missing$/);
  });

  test('are spread in a folder that holds them and nothing of the project before', async () => {
    const share = open();
    mkdirSync(join(top, 'here'));
    const folder = new InputFolder(join(top, 'here'));
    const [a, b] = [await putInput(share, bytes('a')), await putInput(share, bytes('b'))];
    await folder.fill(share, [
      { path: 'tallybook.yaml', sha256: a },
      { path: 'data/a.csv', sha256: a },
    ]);
    const before = statSync(join(top, 'here', 'tallybook.yaml')).mtimeMs;
    await folder.fill(share, [
      { path: 'tallybook.yaml', sha256: a },
      { path: 'data/b.csv', sha256: b },
      { path: 'templates/name.md' },
    ]);
    const read = (path: string) => readFileSync(join(top, 'here', path), 'utf8');
    expect(readdirSync(join(top, 'here', 'data'))).toEqual(['b.csv']);
    expect([read('tallybook.yaml'), read('data/b.csv'), read('templates/name.md')]).toEqual(['a', 'b', '']);
    expect(statSync(join(top, 'here', 'tallybook.yaml')).mtimeMs).toBe(before);
    // A file may stand where a folder was, and a folder where a file was.
    await folder.fill(share, [{ path: 'data', sha256: a }]);
    expect(readdirSync(join(top, 'here'))).toEqual(['data']);
    await folder.fill(share, [{ path: 'data/b.csv', sha256: b }]);
    expect(read('data/b.csv')).toBe('b');
  });

  test('that were written before a failure are removed when the next project does not have them', async () => {
    const share = open();
    mkdirSync(join(top, 'here'));
    const folder = new InputFolder(join(top, 'here'));
    const hash = await putInput(share, bytes('a'));
    await folder.fill(share, [{ path: 'data/a.csv', sha256: hash }]);
    const failing = folder.fill(share, [
      { path: 'data/a.csv', sha256: hash },
      { path: 'data/b.csv', sha256: hash },
      { path: 'data/c.csv', sha256: '0'.repeat(64) },
    ]);
    await expect(failing).rejects.toBeInstanceOf(EnvironmentProblem);
    await folder.fill(share, [{ path: 'tallybook.yaml', sha256: hash }]);
    expect(readdirSync(join(top, 'here'))).toEqual(['tallybook.yaml']);
  });

  test('that cannot be removed are told as a failed write', async () => {
    const share = open();
    const folder = new InputFolder(join(top, 'here'));
    const hash = await putInput(share, bytes('a'));
    await folder.fill(share, [{ path: 'a.csv', sha256: hash }]);
    rmSync(join(top, 'here', 'a.csv'));
    mkdirSync(join(top, 'here', 'a.csv'));
    await expect(folder.fill(share, [])).rejects.toMatchObject({ diagnostic: { code: 'host/write' } });
  });

  test('with a path out of the project are refused', async () => {
    const share = open();
    mkdirSync(join(top, 'here'));
    const hash = await putInput(share, bytes('a'));
    const filled = new InputFolder(join(top, 'here')).fill(share, [{ path: '../a', sha256: hash }]);
    await expect(filled).rejects.toMatchObject({ diagnostic: { code: 'queue/input' } });
    expect(readdirSync(top).sort()).toEqual(['here', 'share']);
  });
});
