/**
 * `npm run package`: puts what is published into `.tallybook/package/` and packs it. An argument names the folder for the packed file.
 *
 * All packages that the tool uses are in its bundle, but for those named here. Published as dependencies, npm would install each a second time,
 * and nobody would read it. So the `package.json` that is published is not that of the checkout.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesIn, writeInventory } from './inventory.mjs';
import { packedReadme } from './packed-readme.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const staged = join(root, '.tallybook', 'package');

/** The solver, which finds its WebAssembly beside itself, and the types that ours lead to. */
const installed = ['highs', '@types/mdast'];

/** Keys of the `package.json` of the checkout. */
const kept =
  'name version description license repository type engines bin exports peerDependencies peerDependenciesMeta';

rmSync(staged, { recursive: true, force: true });
for (const file of filesIn(join(root, 'dist')).filter(isPacked)) take(join('dist', file));
// Pictures are on the site.
for (const file of filesIn(join(root, 'docs'))) if (!file.startsWith('images')) take(join('docs', file));
for (const file of ['CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-LICENSES.md']) take(file);
writeInventory(join(staged, 'dist'));
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(
  join(staged, 'README.md'),
  packedReadme(readFileSync(join(root, 'README.md'), 'utf8'), own.repository.url, (path) =>
    existsSync(join(staged, path)),
  ),
);
writeFileSync(join(staged, 'package.json'), `${JSON.stringify(published(), null, 2)}\n`);
process.exitCode = pack(resolve(process.argv[2] ?? dirname(staged)));

/** Modules are in the bundle; its maps are larger than it is. @param {string} file In `dist/`. */
function isPacked(file) {
  if (!file.endsWith('.js') || file === 'cli.js') return !file.endsWith('.map');
  return !existsSync(join(root, 'src', file.replace(/\.js$/, '.ts')));
}

/** @param {string} file From the top of the checkout. */
function take(file) {
  mkdirSync(dirname(join(staged, file)), { recursive: true });
  cpSync(join(root, file), join(staged, file));
}

function published() {
  return {
    ...Object.fromEntries(kept.split(' ').map((key) => [key, own[key]])),
    dependencies: Object.fromEntries(installed.map((each) => [each, own.dependencies[each]])),
  };
}

/** @param {string} target @returns {number} The exit code of npm. */
function pack(target) {
  mkdirSync(target, { recursive: true });
  const { status } = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', target], {
    cwd: staged,
    stdio: ['ignore', 'inherit', 'ignore'],
    shell: process.platform === 'win32',
  });
  return status ?? 3;
}
