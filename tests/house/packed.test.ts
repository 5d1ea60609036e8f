/** What would be packed, without packing it; `tests/deep/package.deep.ts` installs and runs it. */
import { execFileSync } from 'node:child_process';
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
