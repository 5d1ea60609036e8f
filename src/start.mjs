/**
 * What `npm start` and `npm test` run before anything is installed: sets the checkout up, then builds or tests.
 *
 * It has no dependencies, and only syntax and functions that Node 14 knows, so that an old Node gets as far as
 * saying that it is old. Each step says itself in a line; npm's own output goes to a file that is named on failure.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const npmLog = join('.tallybook', 'npm.log');
const oldestNode = [20, 19];

/** A step that failed for a reason that can be told in plain words. */
class SetupFailure extends Error {}

/**
 * Runs `start` or `test` and sets the exit code: that of the build or the tests, or 3 when setting up failed.
 * @param {string | undefined} task @param {string[]} more Arguments for the build or for Vitest.
 */
async function main(task, more) {
  try {
    checkNode();
    install(task === 'test');
    compile();
    process.exitCode = task === 'test' ? await test(more) : await build(more);
  } catch (error) {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exitCode = 3;
  }
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = oldestNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new SetupFailure(
    `This is Node ${process.versions.node}; Tallybook needs Node ${oldestNode.join('.')} or newer.\n` +
      'Install one from https://nodejs.org, or with `nvm install` in this folder, and run the command again.',
  );
}

/**
 * Installs what the lockfile names, unless the same lockfile is installed already. What only tests need beside it, the
 * engine of queries with its 70 MB, is a workspace, and is left out of a build.
 * @param {boolean} forTests
 */
function install(forTests) {
  const stampFile = join(root, 'node_modules', '.tallybook-lock');
  const stamp = lockStamp();
  const isInstalled = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isInstalled && !(forTests && !existsSync(join(root, 'node_modules', '@duckdb', 'node-api')))) return;

  say(
    isInstalled
      ? 'Installing what the tests need beside it ...'
      : 'Installing packages (a few minutes the first time) ...',
  );
  mkdirSync(join(root, '.tallybook'), { recursive: true });
  const log = openSync(join(root, npmLog), 'w');
  const command = isInstalled ? ['install', '--no-save', '--include=dev'] : ['ci', '--include=dev'];
  const left = forTests ? [] : ['--workspaces=false'];
  const { status, signal, error } = npm(command.concat(left, ownCache()), ['ignore', log, log]);
  closeSync(log);
  if (error) throw error;
  if (signal) {
    throw new SetupFailure(
      `npm was ended (${signal}) before it was done: often for lack of memory. Free some and run the command again.`,
    );
  }
  if (status !== 0) throw new SetupFailure(explainNpm(readFileSync(join(root, npmLog), 'utf8')));
  // Last, so that an interrupted installation is not taken for a finished one.
  writeFileSync(stampFile, stamp);
  if (!existsSync(join(root, 'node_modules', '@sparticuz', 'chromium'))) {
    say('The packed Chromium could not be installed; a browser of this machine will print the PDFs.');
    say('To try again, remove the folder node_modules.');
  }
}

/** Where npm keeps what it downloads, when the home that it would use cannot be written, as in many containers. */
function ownCache() {
  if (process.env.npm_config_cache) return [];
  try {
    rmdirSync(mkdtempSync(join(homedir(), '.tallybook-')));
    return [];
  } catch {
    return ['--cache', join(root, '.tallybook', 'npm-cache')];
  }
}

/** What must be the same for an installation to be the same: packages hold programs for one system only. */
function lockStamp() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${hash} ${process.platform} ${process.arch}\n`;
}

/** Compiles into `dist/`; `compile.mjs` skips it when nothing has changed. */
function compile() {
  const { status, error } = node([join('src', 'compile.mjs')]);
  if (error) throw error;
  if (status !== 0) throw new SetupFailure('Tallybook could not be compiled; the reasons stand above.');
}

/** @param {string[]} more */
async function build(more) {
  if (wantsPdf(more)) await provideBrowser();
  say('Building the reports of this folder ...');
  return exitCode(node([join('dist', 'cli.js'), 'build', '.'].concat(more)));
}

/**
 * Sees to it that there is a browser. On Linux a package brings one along; elsewhere one is downloaded where the machine
 * has none.
 */
async function provideBrowser() {
  if (process.platform !== 'darwin' && process.platform !== 'win32') return;
  const module = await import(pathToFileURL(join(root, 'dist', 'host', 'browser', 'provide.js')).href);
  await module.provideBrowser(process.env, say);
}

/** @param {string[]} more Arguments for the build: `--format html` and `--format=html` ask for no PDF. */
function wantsPdf(more) {
  const formats = more.filter(
    (each, index) => each.indexOf('--format=') === 0 || more[index - 1] === '--format',
  );
  return formats.length === 0 || formats.some((each) => /\bpdf\b/.test(each));
}

/**
 * Runs the checks beside the tests, which leave one core idle now and then, and says at the end what they said, so that
 * one run tells everything.
 * @param {string[]} more
 */
async function test(more) {
  say(
    `Checking types, lint, format, dependency rule and unused code, and running the tests on Node ${process.versions.node} ...`,
  );
  const checking = checks();
  for (const name of ['PostgreSQL', 'Valkey']) {
    const variable = `TALLYBOOK_TEST_${name === 'Valkey' ? 'VALKEY' : 'POSTGRES'}`;
    if (!process.env[variable]) {
      say(`Without ${name}: \`${variable}\` names none, so the tests that need it are left out.`);
    }
  }
  const tests = exitCode(
    await ended(
      spawn(process.execPath, [join('node_modules', 'vitest', 'vitest.mjs'), 'run'].concat(more), {
        cwd: root,
        stdio: 'inherit',
        env: Object.assign({}, process.env, { NODE_ENV: 'test', TALLYBOOK_TEST_COMPILED: 'true' }),
      }),
    ),
  );
  const { result, said } = await checking;
  process.stdout.write(said);
  const status = exitCode(result);
  if (status === 0) say('The checks pass.');
  else process.stderr.write('\nThe checks fail; the reasons stand above.\n');
  return tests || status;
}

/** Runs the checks; both kinds of what they say are kept in their order. */
async function checks() {
  const { command, before, options } = npmCommand();
  const child = spawn(
    command,
    before.concat(['run', '--silent', 'check']),
    Object.assign({ cwd: root }, options),
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      said += text;
    });
  }
  return { result: await ended(child), said };
}

/**
 * What a program came to, as `spawnSync` tells it.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ status: number | null, error?: Error }>}
 */
function ended(child) {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: null, error }));
    child.on('close', (status) => resolve({ status }));
  });
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function node(args, env) {
  return spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: Object.assign({}, process.env, env),
  });
}

/**
 * Runs npm: the one that runs us, or else the one on the path.
 * @param {string[]} args @param {import('node:child_process').StdioOptions} stdio
 */
function npm(args, stdio) {
  const { command, before, options } = npmCommand();
  return spawnSync(command, before.concat(args), Object.assign({ cwd: root, stdio }, options));
}

/**
 * How npm is called on this machine: the program, what stands before its arguments, and whether by a shell.
 * @returns {{ command: string, before: string[], options: { shell?: boolean } }}
 */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && basename(running) === 'npm-cli.js' && existsSync(running)) {
    return { command: process.execPath, before: [running], options: {} };
  }
  // On Windows npm is a script, which only a shell can start; the arguments are ours and need no quotes.
  return { command: 'npm', before: [], options: { shell: process.platform === 'win32' } };
}

/** @param {{ status: number | null, error?: Error }} result */
function exitCode(result) {
  if (result.error) throw result.error;
  return result.status === null ? 3 : result.status;
}

/** @param {unknown} error @returns {string} What went wrong and what to do, in plain words. */
function explain(error) {
  if (error instanceof SetupFailure) return error.message;
  const text = String(error instanceof Error ? error.message : error);
  if (/spawnSync npm ENOENT/.test(text)) return 'npm was not found. It comes with Node: install Node again.';
  return reasonIn(text) || `Setting up failed: ${text}`;
}

/** @param {string} output What npm said. */
function explainNpm(output) {
  const reason = reasonIn(output) || 'npm could not install the packages.';
  return `${reason}\nWhat npm said is in ${npmLog}.`;
}

/** @param {string} text @returns {string | undefined} The reason that a message of npm or of the system stands for. */
function reasonIn(text) {
  const found = reasons.find(([pattern]) => pattern.test(text));
  return found?.[1];
}

/** @type {[RegExp, string][]} What failures look like and what to do about them; the first that fits counts. */
const reasons = [
  [/\bENOSPC\b|no space left/i, 'The disk is full. Free about 1 GB and run the command again.'],
  [
    /\b(SELF_SIGNED_CERT\w*|UNABLE_TO_\w*CERT\w*|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT)\b/,
    'The package registry could not be trusted: something on the way, such as a proxy, uses its own certificate.\n' +
      'Ask for that certificate and name its file with `npm config set cafile FILE`.',
  ],
  [
    /\b(407|Proxy Authentication Required)\b/i,
    'The proxy asks for a name and password. Set `npm config set https-proxy http://NAME:PASSWORD@HOST:PORT`.',
  ],
  [
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network)\b/,
    'The package registry could not be reached. Check the network.\n' +
      'Behind a proxy, set `npm config set https-proxy http://HOST:PORT` (or the variable HTTPS_PROXY);\n' +
      'with a registry of your own, set `npm config set registry URL`.',
  ],
  [
    /\bE40[134]\b/,
    'The package registry refused a package. If it is a registry of your own, check that you are signed in and\n' +
      'that it holds public packages: `npm config get registry` names it.',
  ],
  [/\bEINTEGRITY\b/, 'A package arrived damaged. Run `npm cache verify` and then the command again.'],
  [
    /\b(EACCES|EPERM|EROFS)\b/,
    'A file may not be written. Check that this folder and the cache of npm (`npm config get cache`) are yours,\n' +
      'and that no other program has a file in node_modules open.',
  ],
  [
    /\bcan only install packages when your package\.json and package-lock\.json/,
    'package.json and package-lock.json do not agree. Run `npm install` once and commit the lockfile.',
  ],
];

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

main(process.argv[2], process.argv.slice(3));
