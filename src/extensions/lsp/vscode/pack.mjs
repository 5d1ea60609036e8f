/**
 * `npm run vscode`: packs the extension into `.tallybook/vscode/tallybook-VERSION.vsix`, which VS Code installs. Its packages are installed there,
 * from their own lockfile, since nothing else needs them.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, '../../../..');
const folder = join(root, '.tallybook', 'vscode');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const file of ['package.json', 'package-lock.json', 'README.md', 'extension.js'])
  cpSync(join(source, file), join(folder, file));
cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
const build = await rolldown({
  cwd: folder,
  input: 'extension.js',
  platform: 'node',
  external: ['vscode'],
  logLevel: 'silent',
});
await build.write({ file: join(folder, 'extension.cjs'), format: 'cjs', minify: true });
await build.close();
// What is bundled is not packed again.
for (const left of ['node_modules', 'package-lock.json', 'extension.js'])
  rmSync(join(folder, left), { recursive: true });
run('npx', ['--yes', '@vscode/vsce@3.9.2', 'package', '--no-dependencies', '--allow-missing-repository']);

/** @param {string} command @param {readonly string[]} args */
function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}
