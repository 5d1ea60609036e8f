/**
 * The package as a user would have it: packed, unpacked as `node_modules/tallybook` of another folder, with only what
 * npm would install beside it, building a project that lies elsewhere. It needs a compiled `dist/`, as `npm test` makes.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { filesBelow, packageJson, repository, textOf } from '../house/repository.js';

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

/** What is packed, as paths in the package. */
let packedFiles: readonly string[];

beforeAll(() => {
  // `prepack` without its first half, which has been done.
  expect(run(process.execPath, [join('src', 'declarations.mjs')], repository)).toMatchObject({
    code: 0,
    err: '',
  });
  const packed = run(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', elsewhere],
    repository,
  );
  const [{ filename, files }] = JSON.parse(packed.out);
  packedFiles = files.map(({ path }: { path: string }) => path);
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
    for (const absent of ['data', 'templates', 'sources', 'tests', 'output', 'tallybook.yaml', 'knip.json']) {
      expect(inside('.')).not.toContain(absent);
    }
    expect(inside('dist')).toEqual(
      expect.arrayContaining(['bundle', 'cli.js', 'fonts', 'messages', 'schemas', 'starter', 'theme']),
    );
    expect(inside('dist/schemas')).toEqual([
      'accessibility.json',
      'datapackage.json',
      'numbers.json',
      'published.json',
      'tallybook.json',
      'terms.json',
    ]);
    expect(inside('dist/fonts').filter((name) => name.startsWith('OFL')).length).toBeGreaterThan(0);
  });

  test('holds every file that package.json names, and the types of what it exports', () => {
    const { exports, bin, files } = JSON.parse(textOf('package.json'));
    const named = [bin.tallybook, exports['.'].types.slice(2), exports['.'].default.slice(2)];
    expect(named.filter((path) => !packedFiles.includes(path))).toEqual([]);
    const folders = [...files, 'README.md', 'package.json'];
    const others = packedFiles.filter(
      (path) => !folders.some((folder: string) => path === folder || path.startsWith(`${folder}/`)),
    );
    expect(others).toEqual([]);
    // The rest of the compiler's types are nobody's business.
    const types = packedFiles.filter((path) => path.endsWith('.d.ts'));
    expect(types.filter((path) => !path.startsWith('dist/types/'))).toEqual([]);
    expect(types.filter((path) => /\/(?:charts|cli|content|outputs|report)\//.test(path))).toEqual([]);
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
      'annual-report/en/annual-report.docx',
      'annual-report/en/annual-report.html',
      'annual-report/en/annual-report.pdf',
      'annual-report/en/numbers.json',
      'annual-report/en/published.json',
    ]);
  }, 60_000);

  test('is imported by its name: reports as trees, checks, builds and verified outputs', () => {
    const program = join(elsewhere, 'program.mjs');
    writeFileSync(
      program,
      `import { check, compile, openSession, verify } from 'tallybook';
const { reports, diagnostics } = await compile('demo', { languages: ['en'] });
const [{ report, document }] = reports;
const session = openSession();
const built = await session.build('demo');
const again = await session.build('demo');
await session.rest();
const missing = await check('nowhere');
const { digest } = await verify('demo/output');
process.stdout.write(JSON.stringify({
  report, root: document.tree.type, printed: document.ledger.map(({ text }) => text).includes('51.6%'), diagnostics,
  outputs: built.outputs.length, upToDate: again.upToDate, code: missing.diagnostics[0].code, digest: digest.length,
}));
`,
    );
    const { out, err } = run(process.execPath, [program], elsewhere);
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({
      report: 'annual-report',
      root: 'root',
      printed: true,
      diagnostics: [],
      outputs: 4,
      // On a server no record of a build is believed, and all is built again.
      upToDate: !process.env.CI,
      code: 'project/not-found',
      digest: 64,
    });
  }, 60_000);

  test('has types that stand by themselves, and says which modules are its own affair', () => {
    const program = join(elsewhere, 'program.ts');
    writeFileSync(
      program,
      `import { type CompileResult, compile, type Session, openSession } from 'tallybook';
export const session: Session = openSession({ SOURCE_DATE_EPOCH: '0' });
export const texts = async (): Promise<readonly string[]> =>
  (await compile('demo')).reports.flatMap(({ document }) => document.ledger.map(({ text }) => text));
export const roots = ({ reports }: CompileResult): readonly 'root'[] => reports.map(({ document }) => document.tree.type);
// @ts-expect-error A project is a folder.
export const wrong = compile(1);
// @ts-expect-error It is not exported.
export type { Memory } from 'tallybook/dist/session/memo/memory.js';
`,
    );
    const found = ts.getPreEmitDiagnostics(
      ts.createProgram([program], {
        module: ts.ModuleKind.NodeNext,
        target: ts.ScriptTarget.ES2023,
        strict: true,
        noEmit: true,
        // Ours are looked at, and those that they lead to; the compiler's own are not.
        skipDefaultLibCheck: true,
        preserveSymlinks: true,
        types: [],
      }),
    );
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  }, 60_000);
});
