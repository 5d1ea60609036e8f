/**
 * The package as a user would have it: packed, unpacked as `node_modules/tallybook` of another folder, with only what
 * npm would install beside it, building a project that lies elsewhere.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkThrough } from '../../src/host/browser/download.js';
import { fetchPackedBrowser } from '../../src/host/browser/fetch-packed.js';
import { Editor } from '../extensions/lsp/editor.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { packageJson, repository, textOf } from '../house/repository.js';
import { runAction } from '../house/workflow-runner.js';

const elsewhere = temporaryFolder(afterAll);
const installed = join(elsewhere, 'node_modules', 'tallybook');

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Where the packed tool finds what it would fetch before its first print. */
const env = { ...process.env, TALLYBOOK_CACHE: join(elsewhere, 'cache') };

function run(program: string, args: readonly string[], cwd: string): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32' && program !== process.execPath,
  });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}

const tallybook = (...args: string[]): Ran =>
  run(process.execPath, [join(installed, 'dist', 'cli.js'), ...args], elsewhere);

/** The packed file, and what is in it. */
let tarball: string;
let packedFiles: readonly string[];
/** What npm installs with it. */
let packages: readonly string[];

beforeAll(async () => {
  // `npm run package` without its first step, which `npm run test:deep` has done.
  for (const script of ['src/declarations.mjs', 'src/pack.mjs'])
    expect(run(process.execPath, [script, elsewhere], repository)).toMatchObject({ code: 0, err: '' });
  const [name = ''] = readdirSync(elsewhere).filter((file) => file.endsWith('.tgz'));
  tarball = join(elsewhere, name);
  expect(run('tar', ['-xzf', name], elsewhere).code).toBe(0);
  mkdirSync(dirname(installed), { recursive: true });
  renameSync(join(elsewhere, 'package'), installed);
  packedFiles = filesOf(installed);
  packages = linkDependencies();
  await fetchBrowser();
}, 120_000);

/** As its first build would, from a registry of this machine that has the package of the checkout. */
async function fetchBrowser(): Promise<void> {
  const file = join(elsewhere, 'browser.tgz');
  const folder = join(repository, 'node_modules', '@sparticuz');
  expect(run('tar', ['-C', folder, '-czf', file, 'chromium'], elsewhere)).toMatchObject({ code: 0 });
  const bytes = readFileSync(file);
  const server = createServer((_, response) => response.end(bytes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const registry = {
    url: new URL(`http://127.0.0.1:${port}`),
    network: networkThrough({ proxyOf: () => '' }),
  };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await fetchPackedBrowser(env, () => {}, registry, { path: 'browser.tgz', sha256 });
  server.close();
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

/** Links what its `package.json` names, and what that leads to, as the lockfile has it. */
function linkDependencies(): readonly string[] {
  const { packages }: { packages: Record<string, { dependencies?: Record<string, string> }> } = JSON.parse(
    textOf('package-lock.json'),
  );
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const names = Object.keys(dependencies);
  for (const name of names) {
    const path = `node_modules/${name}`;
    names.push(...Object.keys(packages[path]?.dependencies ?? {}).filter((other) => !names.includes(other)));
    mkdirSync(dirname(join(elsewhere, path)), { recursive: true });
    symlinkSync(join(repository, path), join(elsewhere, path), 'junction');
  }
  return names;
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

  test('is small: five packages and 30 MB installed, 6 MB to fetch, and no script of it runs when it is installed', () => {
    expect([...packages].sort()).toEqual(['@types/mdast', '@types/unist', 'highs']);
    const bytes = [installed, ...packages.map((name) => join(repository, 'node_modules', name))].flatMap(
      (folder) => filesOf(folder).map((file) => statSync(join(folder, file)).size),
    );
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(30e6);
    expect(statSync(tarball).size).toBeLessThan(6e6);
    expect(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))).not.toHaveProperty('scripts');
  });

  test('lists for scanners every package that is in the bundle', () => {
    const { components }: { components: { purl: string }[] } = JSON.parse(
      readFileSync(join(installed, 'dist/bundle/sbom.cdx.json'), 'utf8'),
    );
    const { version } = JSON.parse(textOf('node_modules/handlebars/package.json'));
    expect(components.map(({ purl }) => purl)).toContain(`pkg:npm/handlebars@${version}`);
    expect(components.length).toBeGreaterThan(200);
  });

  test('holds every file that package.json names, and the types of what it exports', () => {
    const { exports, bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const named = [bin.tallybook, exports['.'].types.slice(2), exports['.'].default.slice(2)];
    expect(named.filter((path) => !packedFiles.includes(path))).toEqual([]);
    // The rest of the compiler's types are nobody's business.
    const types = packedFiles.filter((path) => path.endsWith('.d.ts'));
    expect(types.filter((path) => !path.startsWith('dist/types/'))).toEqual([]);
    expect(types.filter((path) => /\/(?:charts|cli|content|outputs|report)\//.test(path))).toEqual([]);
  });

  test('holds no module that is in the bundle, and no map', () => {
    const modules = packedFiles.filter((path) => /^dist\/(?:session|content|host)\/|\.map$/.test(path));
    expect(modules).toEqual([]);
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

  test('helps an editor', async () => {
    const project = join(elsewhere, 'edited');
    expect(tallybook('init', project)).toMatchObject({ code: 0 });
    const program = spawn(process.execPath, [join(installed, 'dist', 'cli.js'), 'lsp', '--stdio'], { env });
    const ended = once(program, 'exit');
    const editor = new Editor(project, program.stdout, program.stdin);
    await editor.start();
    const template = 'templates/annual-report.md';
    const text = readFileSync(join(project, template), 'utf8');
    await editor.open(template, `${text}\nThere were 5,220 visits in 2023.\n`);
    const codes = (): unknown[] => editor.shown(template).map(({ code }) => code);
    await expect.poll(codes, { timeout: 300_000 }).toEqual(['number/hard-typed']);
    await editor.end();
    program.stdin.end();
    expect(await ended).toEqual([0, null]);
  });

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
      outputs: 5,
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

  test.skipIf(process.platform === 'win32')(
    'is in the action that others use, which installs nothing',
    () => {
      const folder = join(elsewhere, 'action');
      const [programs, workspace, home] = ['programs', 'workspace', 'home'].map((name) =>
        join(elsewhere, name),
      ) as [string, string, string];
      for (const path of [programs, workspace, join(home, '.cache')]) mkdirSync(path, { recursive: true });
      symlinkSync(join(elsewhere, 'cache'), join(home, '.cache', 'tallybook'));
      cpSync(join(repository, 'tests/hostile/project'), workspace, { recursive: true });
      const npm = (lines: string): void =>
        writeFileSync(join(programs, 'npm'), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
      const runner = { workspace, temporary: elsewhere, action: folder, given: {} };
      const ownEnv = { ...process.env, HOME: home, PATH: `${programs}:${process.env.PATH}` };
      // What npm would install is there.
      npm(
        `mkdir node_modules; for name in highs yaml; do ln -s "${repository}/node_modules/$name" node_modules; done; echo "$*"`,
      );
      const script = join(repository, '.github/release/action.sh');
      const made = spawnSync('bash', [script, tarball, folder], { env: ownEnv, encoding: 'utf8' });
      expect([made.status, made.stderr]).toEqual([0, '']);
      expect(made.stdout).toMatch(/^install .* yaml@\d+\.\d+\.\d+$/m);
      npm('case "$1" in config) echo /the/cache/of/npm ;; *) exit 1 ;; esac');
      const ran = runAction({ formats: 'html,pdf' }, { ...runner, env: ownEnv });
      expect(ran.log).toContain('output/annual-report/en/annual-report.pdf');
      expect(ran.code).toBe(0);
      expect(ran.used.at(-1)).toMatchObject({ with: { path: 'output' } });
    },
    60_000,
  );
});
