import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { outputOf, sampleProject } from '../commands/verify/sample-output.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { noBuild } from './no-build.js';

const folder = temporaryFolder(afterAll);

beforeAll(async () => {
  for (const [path, bytes] of Object.entries(await outputOf(sampleProject))) {
    mkdirSync(dirname(join(folder, 'output', path)), { recursive: true });
    writeFileSync(join(folder, 'output', path), bytes);
  }
});

async function tallybook(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    cwd: folder,
    env: {},
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    now: () => 0,
  };
  const code = await run(args, terminal, noBuild);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('outputs as they were built: 0, with what was looked at', async () => {
  const { code, out, err } = await tallybook('verify');
  expect(code).toBe(0);
  expect(out).toBe('');
  expect(err).toMatch(
    /^No problems in output; verified 3 files and (\d+) numbers, \1 of them calculated again from their cells\nOnly a signature shows that nobody replaced the files/,
  );
  expect(await tallybook('verify', 'output', '--quiet')).toEqual({ code: 0, out: '', err: '' });
});

test('a problem: 1, with the file as it can be opened', async () => {
  const { code, err } = await tallybook('verify', '.');
  expect(code).toBe(1);
  expect(err).toContain('manifest.json:1:1 error verify/output: This folder has no `manifest.json`');
  expect(err).toContain('1 error in .; verified 0 files and 0 numbers');
});

test('a problem as JSON', async () => {
  const { out } = await tallybook('verify', 'absent', '--json', '--quiet');
  expect(JSON.parse(out)).toMatchObject({
    code: 'verify/output',
    position: { file: 'absent' },
  });
});

test.each(['absent', 'output/manifest.json', 'https://example.org/report'])(
  'what is no folder is told what to name: %s',
  async (named) => {
    const { code, err } = await tallybook('verify', named);
    expect(code).toBe(1);
    expect(err).toMatch(/:1:1 error verify\/output: This is not a folder\n {2}hint: name the output folder/);
  },
);

test('one hash stands for all outputs, and can be asked for', async () => {
  const { code, out } = await tallybook('verify', '--digest', '--quiet');
  const manifest = readFileSync(join(folder, 'output/manifest.json'));
  expect({ code, out }).toEqual({ code: 0, out: createHash('sha256').update(manifest).digest('hex') });
  expect(await tallybook('verify', '--expect', out, '--quiet')).toEqual({ code: 0, out: '', err: '' });
  expect(JSON.parse((await tallybook('verify', '--digest', '--json', '--quiet')).out)).toEqual({
    digest: out,
  });

  const other = await tallybook('verify', '--digest', '--expect', '0'.repeat(64), '--quiet');
  expect(other).toMatchObject({ code: 1, out: '' });
  expect(other.err).toContain(`error verify/digest: The hash of the manifest is \`${out}\``);
  expect((await tallybook('verify', '--expect', 'abc')).code).toBe(2);
});

describe('a signature of the manifest', () => {
  const own = generateKeyPairSync('ed25519');
  const stranger = generateKeyPairSync('ed25519');
  const keyFile = (name: string, key: KeyObject): string => {
    const half = key.type === 'private' ? 'pkcs8' : 'spki';
    writeFileSync(join(folder, name), key.export({ type: half, format: 'pem' }));
    return name;
  };
  const signature = join(folder, 'output/manifest.sig');
  const manifest = (): Buffer => readFileSync(join(folder, 'output/manifest.json'));
  const code = async (key: string): Promise<string | undefined> => {
    const { out } = await tallybook('verify', '--key', key, '--json', '--quiet');
    return out === '' ? undefined : (JSON.parse(out) as { code: string }).code;
  };

  test('that is missing, by this key, by another, and of another manifest', async () => {
    const key = keyFile('public.pem', own.publicKey);
    expect(await code(key)).toBe('verify/signature');
    writeFileSync(signature, sign(null, manifest(), own.privateKey));
    const { code: exit, err } = await tallybook('verify', '--key', key);
    expect(exit).toBe(0);
    expect(err).toMatch(
      /^No problems in output; .* calculated again from their cells; signed with that key$/,
    );
    expect(await code(keyFile('stranger.pem', stranger.publicKey))).toBe('verify/signature');
    writeFileSync(signature, sign(null, Buffer.concat([manifest(), Buffer.from(' ')]), own.privateKey));
    expect(await code(key)).toBe('verify/signature');
    rmSync(signature);
  });

  test('checked by what is no public Ed25519 key, or lies among the files', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const inside = keyFile('output/public.pem', own.publicKey);
    const wrong = [
      keyFile('rsa.pem', rsa.publicKey),
      keyFile('private.pem', own.privateKey),
      'absent.pem',
      inside,
    ];
    for (const key of wrong) {
      const { code: exit, out, err } = await tallybook('verify', '--key', key, '--quiet');
      expect([exit, out]).toEqual([1, '']);
      expect(err).toContain(`${key}:1:1 error output/key: `);
    }
    rmSync(join(folder, inside));
  });
});
