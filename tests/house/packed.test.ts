/** The bundle, which is what users run; `tests/deep/package.deep.ts` packs, installs and runs it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository, textOf } from './repository.js';

const folder = join(repository, 'dist', 'bundle');

/** The files of the bundle that are loaded with this one, itself among them. */
function loadedWith(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ''] of textOf(`dist/bundle/${file}`).matchAll(/^import .*?"\.\/([^"]+)";$/gm))
    loadedWith(path, found);
  return found;
}

/** The modules in them. */
const modulesOf = (files: ReadonlySet<string>): string[] =>
  [...files]
    .filter((file) => existsSync(join(folder, `${file}.map`)))
    .flatMap((file): string[] => JSON.parse(textOf(`dist/bundle/${file}.map`)).sources);

test('what every command begins with is one file, with nothing of a package: a build that has nothing to do is over with it', () => {
  const files = loadedWith('cli.js');
  expect([...files].map((file) => file.replace(/-.{8}\.js$/, '')).sort()).toEqual([
    'cli.js',
    'rolldown-runtime',
    'start',
  ]);
  expect(modulesOf(files).filter((module) => module.includes('node_modules'))).toEqual([]);
});

test('what works beside the main thread is started before stages and extensions are loaded', () => {
  const names = readdirSync(folder).filter((file) => /^(?:begin-worker-pool|session)-.{8}\.js$/.test(file));
  const modules = modulesOf(new Set(names.flatMap((file) => [...loadedWith(file)])));
  expect(modules.filter((module) => module.endsWith('/session/workers/worker-pool.js'))).toHaveLength(1);
  expect(
    modules.filter((module) => /node_modules|\/(?:extensions|data|charts|report)\//.test(module)),
  ).toEqual([]);
});
