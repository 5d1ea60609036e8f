import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';

let checkout = '';

/** A fake npm that notes how it was called, and installs by making the files that a real one would bring. */
const npm = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('calls.txt', 'npm ' + process.argv.slice(2).join(' ') + '\\n');
if (process.argv[2] === 'ci') {
  if (process.env.NPM_DIES) process.kill(process.pid, 'SIGKILL');
  console.log(process.env.NPM_SAYS || 'added 300 packages');
  if (process.env.NPM_SAYS) process.exit(1);
  mkdirSync('node_modules/vitest', { recursive: true });
  if (!process.env.NO_CHROMIUM) mkdirSync('node_modules/@sparticuz/chromium', { recursive: true });
  writeFileSync('node_modules/vitest/vitest.mjs', ${JSON.stringify(note('vitest', 'TESTS_EXIT'))});
}
if (process.argv[2] === 'run') {
  console.log('npm checks');
  process.exitCode = Number(process.env.CHECK_EXIT || 0);
}
`;

/** A program that notes its name, its arguments and NODE_ENV, and exits as a variable says. */
function note(name: string, exit: string): string {
  return `import { appendFileSync } from 'node:fs';
appendFileSync('calls.txt', ['${name}', ...process.argv.slice(2), process.env.NODE_ENV || ''].join(' ').trim() + '\\n');
console.log('${name} says hello');
process.exitCode = Number(process.env.${exit} || 0);
`;
}

/** Stands for what looks for a browser: it notes that it was asked, and says a line. */
const provide = `import { appendFileSync } from 'node:fs';
export async function provideBrowser(env, say) {
  appendFileSync('calls.txt', 'browser\\n');
  say('a browser is downloaded');
}
`;

/** Makes Node say that it runs on another system. */
const on = (platform: string): string[] => [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'platform',{value:'${platform}'})`,
];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
}

beforeEach(() => {
  checkout = temporaryFolder();
  write('package.json', '{"type": "module"}');
  write('package-lock.json', '{}');
  write('npm/npm-cli.js', npm);
  write('npm/package.json', '{"type": "commonjs"}');
  write('src/compile.mjs', note('compile', 'COMPILE_EXIT'));
  write('dist/cli.js', note('cli', 'BUILD_EXIT'));
  write('dist/host/browser/provide.js', provide);
  cpSync('src/start.mjs', join(checkout, 'src/start.mjs'));
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The programs that this run started. */
  readonly calls: string[];
}

function start(args: string[], env: Record<string, string> = {}, nodeOptions: string[] = []): Ran {
  rmSync(join(checkout, 'calls.txt'), { force: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, 'src/start.mjs', ...args], {
    cwd: checkout,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, npm_execpath: join(checkout, 'npm/npm-cli.js'), ...env },
  });
  const calls = join(checkout, 'calls.txt');
  return {
    code: status,
    out: stdout,
    err: stderr,
    calls: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [],
  };
}

describe('setting up', () => {
  test('installs, compiles and builds, also for production', () => {
    const { code, calls, out } = start(['start', '--draft'], { NODE_ENV: 'production' });
    expect(code).toBe(0);
    expect(calls).toEqual([
      'npm ci --include=dev --workspaces=false',
      'compile production',
      'cli build . --draft production',
    ]);
    expect(out).toContain('Installing packages');
    expect(out).not.toContain('added 300 packages');
    expect(readFileSync(join(checkout, '.tallybook/npm.log'), 'utf8')).toContain('added 300 packages');
  });

  test('does not call npm again while the lockfile is the same', () => {
    start(['start']);
    expect(start(['start']).calls).toEqual(['compile', 'cli build .']);
    write('package-lock.json', '{"changed": true}');
    expect(start(['start']).calls[0]).toBe('npm ci --include=dev --workspaces=false');
  });

  test.runIf(process.env.DEEP)('installs again after an installation that failed', () => {
    expect(start(['start'], { NPM_SAYS: 'npm error code ENOTFOUND' }).calls).toEqual([
      'npm ci --include=dev --workspaces=false',
    ]);
    expect(start(['start']).calls).toContain('npm ci --include=dev --workspaces=false');
  });

  test('goes on without the packed Chromium, and passes the exit code of the build on', () => {
    const { code, out } = start(['start'], { NO_CHROMIUM: '1', BUILD_EXIT: '1' });
    expect(code).toBe(1);
    expect(out).toContain('The packed Chromium could not be installed');
  });

  test('keeps what npm downloads in the checkout when the home cannot be written', () => {
    const HOME = join(checkout, 'package.json');
    const { code, calls } = start(['start'], { HOME, USERPROFILE: HOME });
    expect(code).toBe(0);
    expect(calls[0]).toBe(
      `npm ci --include=dev --workspaces=false --cache ${join(checkout, '.tallybook', 'npm-cache')}`,
    );
  });

  test.each(process.env.DEEP ? ['darwin', 'win32'] : ['win32'])(
    'sees to a browser on %s before it builds',
    (platform) => {
      const { calls, out } = start(['start'], {}, on(platform));
      expect(calls.slice(-2)).toEqual(['browser', 'cli build .']);
      expect(out).toContain('a browser is downloaded');
      if (!process.env.DEEP) return;
      expect(start(['start', '--format', 'html'], {}, on(platform)).calls).not.toContain('browser');
      expect(start(['start', '--format=html,pdf'], {}, on(platform)).calls).toContain('browser');
      expect(start(['test'], {}, on(platform)).calls).not.toContain('browser');
    },
  );

  test.runIf(process.env.DEEP)('downloads no browser on Linux, where a package brings one along', () => {
    expect(start(['start'], {}, on('linux')).calls).not.toContain('browser');
  });

  test('stops when it does not compile', () => {
    const { code, err, calls } = start(['start'], { COMPILE_EXIT: '2' });
    expect(code).toBe(3);
    expect(err).toContain('could not be compiled');
    expect(calls.at(-1)).toBe('compile');
  });
});

describe('explaining a failure', () => {
  const reasons: readonly (readonly [says: string, explained: string])[] = [
    ['npm error code ENOTFOUND\nnpm error network request failed', 'registry could not be reached'],
    ['npm error code ECONNREFUSED', 'Behind a proxy'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'cafile'],
    ['npm error 407 Proxy Authentication Required', 'The proxy asks for a name and password'],
    ['npm error code E403', 'registry refused a package'],
    ['npm error code ENOSPC', 'The disk is full'],
    ['npm error code EACCES', 'may not be written'],
    ['npm error code EINTEGRITY', 'npm cache verify'],
    [
      'npm error `npm ci` can only install packages when your package.json and package-lock.json or',
      'do not agree',
    ],
    ['npm error something new', 'npm could not install the packages'],
  ];
  // Each starts two programs: the first, the last, and one of two lines; all by `npm run test:deep`.
  const tried = reasons.filter(
    ([says], index) => process.env.DEEP || says.includes('\n') || index === reasons.length - 1,
  );
  test.each(tried)('%s', (says, explained) => {
    const { code, err } = start(['start'], { NPM_SAYS: says });
    expect(code).toBe(3);
    expect(err).toContain(explained);
    expect(err).toContain(join('.tallybook', 'npm.log'));
    expect(err).not.toContain('    at ');
  });

  test('an old Node, before anything else is done', () => {
    const old = `data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"18.20.4"}})`;
    const { code, err, calls } = start(['start'], {}, ['--import', old]);
    expect(code).toBe(3);
    expect(err).toContain('This is Node 18.20.4; Tallybook needs Node 20.19 or newer.');
    expect(calls).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('npm is killed, and is run again the next time', () => {
    const { code, err } = start(['start'], { NPM_DIES: '1' });
    expect(code).toBe(3);
    expect(err).toContain('npm was ended (SIGKILL)');
    expect(start(['start']).calls[0]).toBe('npm ci --include=dev --workspaces=false');
  });

  test('the folder takes no files', () => {
    write('.tallybook', 'a file in the way');
    const { code, err, calls } = start(['start']);
    expect(code).toBe(3);
    expect(err).toMatch(/^\nSetting up failed: E\w+|may not be written/);
    expect(err).not.toContain('    at ');
    expect(calls).toEqual([]);
  });

  test('npm is not there', () => {
    const { code, err } = start(['start'], { npm_execpath: '', PATH: join(checkout, 'nowhere') });
    expect(code).toBe(3);
    expect(err).toContain('npm was not found');
  });
});

describe('testing', () => {
  test('checks beside the tests, whose output and exit code are unaltered, and says at the end what the checks said', () => {
    const { code, calls, out } = start(['test', 'tests/yaml'], { NODE_ENV: 'production', TESTS_EXIT: '7' });
    expect(code).toBe(7);
    expect(calls.slice(2).sort()).toEqual(['npm run --silent check', 'vitest run tests/yaml test']);
    expect(out.endsWith('\nvitest says hello\nnpm checks\nThe checks pass.\n')).toBe(true);
    expect(out).toContain(`running the tests on Node ${process.versions.node} ...`);
  });

  test('runs the tests also when the checks fail, and fails', () => {
    const { code, calls, err } = start(['test'], { CHECK_EXIT: '1' });
    expect(code).toBe(1);
    expect(calls).toContain('vitest run test');
    expect(err).toContain('The checks fail');
  });
});
