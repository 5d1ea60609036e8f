// Installs a packed Tallybook into an empty folder and makes a report with it, as somebody would who has no checkout: `node try.mjs FILE.tgz`.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const file = resolve(process.argv[2] ?? '');
// A space and a letter outside of ASCII, as home folders have.
const folder = mkdtempSync(join(tmpdir(), 'tällybook try-'));
const isWindows = process.platform === 'win32';

/** On Windows npm is a script, which only a shell can start. */
const run = (program, ...args) =>
  execFileSync(program, isWindows ? args.map((each) => `"${each}"`) : args, {
    cwd: folder,
    stdio: 'inherit',
    shell: isWindows,
  });
const tallybook = (...args) => run('npx', '--no-install', 'tallybook', ...args);

try {
  writeFileSync(join(folder, 'package.json'), '{}');
  run('npm', 'install', '--no-audit', '--no-fund', file);
  const packages = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  if (packages.length > 5) throw new Error(`Too many packages: ${packages.join(', ')}`);
  tallybook('--version');
  tallybook('init', 'report');
  tallybook('build', 'report');
  tallybook('verify', 'report/output', '--site', 'site');
  for (const name of ['index.html', ...['html', 'pdf', 'docx'].map((each) => `annual-report/en/annual-report.${each}`)])
    if (!existsSync(join(folder, 'site', name))) throw new Error(`${name} was not built.`);
  tallybook('verify', 'site', '--digest');
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
