/**
 * The package as a user would have it: packed, unpacked as `node_modules/tallybook` of another folder, with only what
 * npm would install beside it, building a project that lies elsewhere. It needs a compiled `dist/`, as `npm test` makes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { filesBelow, packageJson, repository, textOf } from './repository.js';

const elsewhere = temporaryFolder(afterAll);
const installed = join(elsewhere, 'node_modules', 'tallybook');

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(program: string, args: readonly string[], cwd: string): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32' && program !== process.execPath,
  });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}

const tallybook = (...args: string[]): Ran =>
  run(process.execPath, [join(installed, 'dist', 'cli.js'), ...args], elsewhere);

beforeAll(() => {
  const packed = run(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', elsewhere],
    repository,
  );
  const [{ filename }] = JSON.parse(packed.out);
  expect(run('tar', ['-xzf', filename], elsewhere).code).toBe(0);
  mkdirSync(dirname(installed), { recursive: true });
  renameSync(join(elsewhere, 'package'), installed);
  linkProductionPackages();
});

/** Links what the lockfile installs without development packages; the folders inside come with the outer ones. */
function linkProductionPackages(): void {
  const { packages }: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
    textOf('package-lock.json'),
  );
  for (const [path, { dev }] of Object.entries(packages)) {
    const isOuter = path.lastIndexOf('node_modules/') === 0;
    if (!isOuter || dev === true || !existsSync(join(repository, path))) continue;
    mkdirSync(dirname(join(elsewhere, path)), { recursive: true });
    symlinkSync(join(repository, path), join(elsewhere, path), 'junction');
  }
}

describe('the packed tool', () => {
  test('holds what it needs and nothing of the project, the tests or the tools', () => {
    const inside = (folder: string) => readdirSync(join(installed, folder)).sort();
    expect(inside('.')).toEqual(
      expect.arrayContaining([
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'THIRD-PARTY-LICENSES.md',
        'dist',
        'docs',
      ]),
    );
    for (const absent of ['data', 'templates', 'tests', 'output', 'tallybook.yaml', 'knip.json']) {
      expect(inside('.')).not.toContain(absent);
    }
    expect(inside('dist')).toEqual(
      expect.arrayContaining(['bundle', 'cli.js', 'fonts', 'messages', 'schemas', 'starter', 'theme']),
    );
    expect(inside('dist/schemas')).toEqual([
      'datapackage.json',
      'numbers.json',
      'published.json',
      'tallybook.json',
    ]);
    expect(inside('dist/fonts').filter((name) => name.startsWith('OFL')).length).toBeGreaterThan(0);
  });

  test('holds no compiled file without a source', () => {
    const sources = new Set(filesBelow('src').map((path) => path.replace(/^src\//, '').replace(/\.ts$/, '')));
    const compiled = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.js'))
      .map((path) => path.replaceAll('\\', '/').replace(/\.js$/, ''))
      // Made from the others, under names that the bundler gives.
      .filter((path) => !path.startsWith('bundle/'));
    expect(compiled.filter((path) => !sources.has(path))).toEqual([]);
  });

  test('holds the licence of every package in the bundle', () => {
    const licences = readFileSync(join(installed, 'dist/bundle/LICENCES.txt'), 'utf8');
    for (const name of ['@cantoo/pdf-lib', 'handlebars', 'puppeteer-core', 'vega', 'zod']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
    }
  });

  test('says its version', () => {
    expect(tallybook('--version')).toEqual({ code: 0, out: `${packageJson.version}\n`, err: '' });
  });

  test('writes a project and builds it', () => {
    expect(tallybook('init', 'demo')).toMatchObject({ code: 0 });
    const built = tallybook('build', 'demo');
    expect(built).toMatchObject({ code: 0 });
    const output = join(elsewhere, 'demo', 'output');
    const html = readFileSync(join(output, 'annual-report/en/annual-report.html'), 'utf8');
    const pdf = readFileSync(join(output, 'annual-report/en/annual-report.pdf'));
    expect(html).toMatch(/Children made <data [^>]*>51\.6%<\/data> of the visits in (<span [^>]*>)?2024/);
    expect(html).toContain('5,740');
    expect(html).not.toContain(elsewhere);
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const manifest = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
    expect(manifest.outputs.map(({ path }: { path: string }) => path).sort()).toEqual([
      'annual-report/en/annual-report.html',
      'annual-report/en/annual-report.pdf',
      'annual-report/en/numbers.json',
      'annual-report/en/published.json',
    ]);
  }, 60_000);
});
