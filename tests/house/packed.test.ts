/** What would be packed, without packing it; `tests/deep/package.deep.ts` installs and runs it. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
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

test('what every command begins with is one file, with nothing of a package: a build that has nothing to do is over with it', () => {
  const folder = join(repository, 'dist', 'bundle');
  const loaded = (file: string): string[] =>
    [...textOf(`dist/bundle/${file}`).matchAll(/^import .*?"\.\/([^"]+)";$/gm)].map(([, path = '']) => path);
  const [start = ''] = readdirSync(folder).filter((file) => /^start-.*\.js$/.test(file));
  expect(
    loaded('cli.js')
      .concat(loaded(start))
      .filter((file) => !file.startsWith('rolldown-runtime')),
  ).toEqual([start]);
  const { sources } = JSON.parse(textOf(`dist/bundle/${start}.map`));
  expect(sources.filter((source: string) => source.includes('node_modules'))).toEqual([]);
});
