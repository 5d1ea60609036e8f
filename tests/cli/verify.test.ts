import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
    /^No problems in output; verified 3 files and (\d+) numbers, \1 of them calculated again from their cells$/,
  );
  expect(await tallybook('verify', 'output', '--quiet')).toEqual({ code: 0, out: '', err: '' });
});

test('a problem: 1, with the file as it can be opened', async () => {
  const { code, err } = await tallybook('verify', '.');
  expect(code).toBe(1);
  expect(err).toContain('manifest.json:1:1 error verify/output: Unexpected folder without `manifest.json`');
  expect(err).toContain('1 error in .; verified 0 files and 0 numbers');
});

test('a problem as JSON', async () => {
  const { out } = await tallybook('verify', 'absent', '--json', '--quiet');
  expect(JSON.parse(out)).toMatchObject({
    code: 'verify/output',
    position: { file: 'absent/manifest.json' },
  });
});

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
  expect(other.err).toContain(`error verify/digest: Unexpected manifest with the hash \`${out}\``);
  expect((await tallybook('verify', '--expect', 'abc')).code).toBe(2);
});
