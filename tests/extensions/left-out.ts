/** The tool without one of its extensions, as it would be if nobody had written that: to see what of the rest leans on it. */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { filesBelow, repository } from '../house/repository.js';

/** Tests outside of its folder that call an extension by what they write, not by what they import. */
const alsoTests: Readonly<Record<string, readonly string[]>> = {
  accessibility: ['tests/publisher/pictures.test.ts'],
  claims: ['hierarchies', 'inherited-names', 'names', 'periods'].map(
    (name) => `tests/content/${name}.test.ts`,
  ),
  editions: ['tests/extensions/trace/answer.test.ts', 'tests/golden.test.ts'],
  methods: ['tests/content/numbers/typed-policy.test.ts', 'tests/outputs/html/handed-out.test.ts'],
  plan: ['tests/golden.test.ts'],
  protect: ['tests/data/bad-input.test.ts'],
};

const listed = 'src/extensions';
const folders = readdirSync(join(repository, listed), { withFileTypes: true });

export const apart: readonly string[] = folders
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** What is not written by hand. */
const made: ReadonlySet<string> = new Set(['.git', '.tallybook', 'dist', 'output']);

/** The folders that are others without an extension; the rest is linked. */
const changed: ReadonlySet<string> = new Set(['src', 'tests']);

/**
 * Writes the tool without an extension into a folder: sources, compiled modules and tests, the lists without its lines. Gives the tests that
 * are left.
 */
export function leaveOut(name: string, folder: string): readonly string[] {
  const gone = testsOf(name);
  const isLeft = (path: string): boolean => !gone.has(path.slice(repository.length + 1).replaceAll(sep, '/'));
  for (const entry of readdirSync(repository, { withFileTypes: true })) {
    const [from, to] = [join(repository, entry.name), join(folder, entry.name)];
    if (made.has(entry.name)) continue;
    if (entry.isFile() || changed.has(entry.name)) cpSync(from, to, { recursive: true, filter: isLeft });
    else symlinkSync(from, to, 'junction');
  }
  rmSync(join(folder, listed, name), { recursive: true });
  const unused = ['dist/bundle', `dist/extensions/${name}`].map((path) => join(repository, path));
  const filter = (path: string): boolean => !unused.includes(path);
  cpSync(join(repository, 'dist'), join(folder, 'dist'), { recursive: true, filter });
  for (const { name: file } of folders.filter((entry) => entry.isFile())) {
    for (const path of [join(listed, file), join('dist/extensions', file.replace(/\.ts$/, '.js'))]) {
      const text = readFileSync(join(folder, path), 'utf8');
      writeFileSync(join(folder, path), withoutLines(text, name));
    }
  }
  spawnSync(process.execPath, ['src/message-ids.mjs'], { cwd: folder });
  return filesBelow('tests').filter((file) => file.endsWith('.test.ts') && !gone.has(file));
}

/** A list without what it imports of an extension, and without every mention of that. */
function withoutLines(text: string, name: string): string {
  const names: string[] = [];
  const rest = text.replaceAll(
    new RegExp(`^import [^;]*?\\{([^}]*)\\} from ['"]\\./${name}/[^'"]+['"];\\n`, 'gm'),
    (_, imported: string) => {
      for (const each of imported.split(',')) names.push(each.trim());
      return '';
    },
  );
  return names.reduce(
    (left, each) =>
      left.replaceAll(new RegExp(`([^.\\w])(?:\\.{3})?${each}\\b(?!:)(?:\\.\\w+)*(?:, *)?`, 'g'), '$1'),
    rest,
  );
}

/** The files of tests that import an extension, themselves or through others, and those that are in its folder or named above. */
function testsOf(name: string): ReadonlySet<string> {
  const files = filesBelow('tests').filter((file) => /\.m?[jt]s$/.test(file));
  const own = (file: string): boolean =>
    file.startsWith(`src/extensions/${name}/`) || file.startsWith(`tests/extensions/${name}/`);
  const imports = new Map(files.map((file) => [file, importedBy(file)]));
  const gone = new Set<string>(alsoTests[name] ?? []);
  const needs = (file: string): boolean =>
    own(file) || (imports.get(file) ?? []).some((each) => own(each) || gone.has(each));
  for (let before = -1; before < gone.size; ) {
    before = gone.size;
    for (const file of files) if (!gone.has(file) && needs(file)) gone.add(file);
  }
  return gone;
}

const importedBy = (file: string): readonly string[] =>
  Array.from(
    readFileSync(join(repository, file), 'utf8').matchAll(/(?:from|import\(|import|mock\()\s*'(\.[^']+)'/g),
    ([, path = '']) => posix.join(posix.dirname(file), path).replace(/\.js$/, '.ts'),
  );

/** What does not compile of these folders in it; empty where all does. */
export function typeErrors(folder: string, include: readonly string[]): string {
  const compiler = join('node_modules', 'typescript-7', 'bin', 'tsc');
  const settings = { extends: './tsconfig.json', compilerOptions: { incremental: false }, include };
  writeFileSync(join(folder, 'tsconfig.left.json'), JSON.stringify(settings));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    // Several checkers take half as much processor time again.
    [compiler, '-p', 'tsconfig.left.json', '--checkers', '1'],
    { cwd: folder, encoding: 'utf8' },
  );
  return stdout + stderr;
}

/** Compiles it into `dist/`; what was said, where something is wrong. */
export function compiled(folder: string): string {
  const { status, stderr } = spawnSync(process.execPath, ['src/compile.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr;
}

/** What fails of some tests in it; empty where all pass. */
export function failures(folder: string, tests: readonly string[]): string {
  const program = join('node_modules', 'vitest', 'vitest.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'run', ...tests, '--maxWorkers=1', '--reporter=dot'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e8,
      env: { ...process.env, TALLYBOOK_TEST_COMPILED: 'true' },
    },
  );
  return status === 0 ? '' : stdout + stderr;
}
