import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageJson, repository, textOf } from './repository.js';

const shipped = Object.keys({ ...packageJson.dependencies, ...packageJson.optionalDependencies });

/** The first cells of every table row that starts with `code`. */
function firstCells(markdown: string): string[] {
  return [...markdown.matchAll(/^\| *`([^`]+)`/gm)].map(([, cell = '']) => cell);
}

describe('src/README.md', () => {
  // Without drawings, whose three marks would pair up with others.
  const readme = textOf('src/README.md').replaceAll(/^```[\s\S]*?^```$/gm, '');

  test('has one row for each folder of src/ and no other', () => {
    const folders = readdirSync(join(repository, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${name}/`);
    const listed = firstCells(readme).filter((cell) => /^[a-z-]+\/$/.test(cell));
    expect([...listed].sort()).toEqual(folders.sort());
  });

  test('has one row for each file that stands in src/ itself', () => {
    const files = readdirSync(join(repository, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'README.md')
      .map(({ name }) => name);
    const listed = firstCells(readme).filter((cell) => /^[a-z0-9-]+(?:\.d)?\.(?:ts|mjs)$/.test(cell));
    expect([...listed].sort()).toEqual(files.sort());
  });

  test('names no file or folder that is not there', () => {
    const named = [...readme.matchAll(/`([a-z][\w./-]*\/[\w./-]*)`/g)].map(([, path = '']) => path);
    const isThere = (path: string): boolean =>
      ['src', '.'].some((folder) => existsSync(join(repository, folder, path)));
    // What a build makes, and what a recipe asks its reader to make.
    const made = /^(?:output|dist|numbers|en)\/|<|^\.build/;
    const packages = new Set([...shipped, ...Object.keys(packageJson.devDependencies)]);
    expect(named.filter((path) => !made.test(path) && !packages.has(path) && !isThere(path))).toEqual([]);
  });

  test('gives a reason for every package that ships', () => {
    const cells = [...readme.matchAll(/`([^`]+)`/g)].map(([, cell]) => cell);
    expect(shipped.filter((name) => !cells.includes(name))).toEqual([]);
  });
});

test('THIRD-PARTY-LICENSES.md names the licence of every package that is installed with ours', () => {
  const rows = [...textOf('THIRD-PARTY-LICENSES.md').matchAll(/^\| `([^`]+)` \| ([\w.-]+) \|$/gm)];
  const listed = Object.fromEntries(rows.map(([, name = '', licence = '']) => [name, licence]));
  const installed = Object.fromEntries(
    shipped.map((name) => [name, JSON.parse(textOf(`node_modules/${name}/package.json`)).license]),
  );
  expect(listed).toEqual(installed);
});

test('the licence is the one that package.json names', () => {
  expect(packageJson.license).toBe('Apache-2.0');
  expect(textOf('LICENSE')).toMatch(/^\s*Apache License\s+Version 2\.0, January 2004/);
});

test('the changes of this version are written down', () => {
  expect(textOf('CHANGELOG.md')).toContain(`## ${packageJson.version}`);
});

test('every place that names the oldest Node names the same', () => {
  expect(packageJson.engines.node).toBe('>=20.19');
  expect(textOf('src/start.mjs')).toContain('const oldestNode = [20, 19];');
  expect(textOf('.nvmrc').trim()).toBe('20');
});

test('every shipped version is pinned, so that the same inputs give the same bytes everywhere', () => {
  const { dependencies, optionalDependencies, devDependencies } = packageJson;
  for (const version of Object.values({ ...dependencies, ...optionalDependencies, ...devDependencies })) {
    expect(version).toMatch(/^(?:npm:[a-z/@-]+@)?\d+\.\d+\.\d+$/);
  }
});
