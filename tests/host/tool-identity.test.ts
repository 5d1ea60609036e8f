import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { identifyBrowsers } from '../../src/host/browser/identity.js';
import { toolIdentity } from '../../src/host/tool-identity.js';
import { temporaryFolder } from './temporary-folder.js';

let root = '';
beforeEach(() => {
  root = temporaryFolder();
  mkdirSync(join(root, 'dist'));
  mkdirSync(join(root, 'node_modules'));
});

const identity = () => toolIdentity(join(root, 'dist'));

test('a tool is the same only with the same stamp and the same packages', () => {
  expect(identity()).toBeUndefined();
  writeFileSync(join(root, 'dist/stamp.txt'), 'one');
  const one = identity();
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(identity()).toBe(one);
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}');
  const withPackages = identity();
  expect(withPackages).not.toBe(one);
  writeFileSync(join(root, 'dist/stamp.txt'), 'two');
  expect(identity()).not.toBe(withPackages);
});

test('a Node of the same version with another ICU or zlib is another tool', () => {
  writeFileSync(join(root, 'dist/stamp.txt'), 'one');
  const of = (versions: Readonly<Record<string, string>>) => toolIdentity(join(root, 'dist'), versions);
  const one = of({ node: '20.19.0', icu: '76.1', zlib: '1.3.0.1' });
  expect(of({ zlib: '1.3.0.1', icu: '76.1', node: '20.19.0' })).toBe(one);
  expect(of({ node: '20.19.0', icu: '72.1', zlib: '1.3.0.1' })).not.toBe(one);
  expect(of({ node: '20.19.0', icu: '76.1', zlib: '1.2.13' })).not.toBe(one);
});

test('a browser is the same only with the same program', async () => {
  const program = join(root, 'chromium');
  const env = { TALLYBOOK_BROWSER: program, PATH: '' };
  const absent = await identifyBrowsers(env);
  expect(absent).toContain('absent');
  writeFileSync(program, 'one', { mode: 0o755 });
  const one = await identifyBrowsers(env);
  expect(one).not.toBe(absent);
  expect(await identifyBrowsers(env)).toBe(one);
  writeFileSync(program, 'another', { mode: 0o755 });
  expect(await identifyBrowsers(env)).not.toBe(one);
  expect(await identifyBrowsers({ PATH: '' })).not.toContain(program);
});
