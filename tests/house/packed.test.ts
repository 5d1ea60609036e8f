/** What would be packed, without packing it; `tests/deep/package.deep.ts` installs and runs it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository, textOf } from './repository.js';

test.runIf(process.env.DEEP)(
  'the package holds the program, what it ships, and nothing of the project or its tests',
  () => {
    const packed = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
      cwd: repository,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const [{ files }] = JSON.parse(packed);
    const paths: string[] = files.map(({ path }: { path: string }) => path);
    const { bin, exports, files: folders } = JSON.parse(textOf('package.json'));
    const named = [bin.tallybook, exports['.'].default.slice(2), 'LICENSE', 'THIRD-PARTY-LICENSES.md'];
    expect(named.filter((path) => !paths.includes(path))).toEqual([]);
    const known = [...folders, 'README.md', 'package.json'];
    expect(
      paths.filter((path) => !known.some((each: string) => path === each || path.startsWith(`${each}/`))),
    ).toEqual([]);
    for (const folder of ['bundle', 'fonts', 'messages', 'schemas', 'starter', 'theme']) {
      expect(paths.some((path) => path.startsWith(`dist/${folder}/`))).toBe(true);
    }
  },
);

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
