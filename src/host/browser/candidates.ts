import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { openCache } from './cache.js';
import type { Candidate } from './candidate.js';
import { downloadedBrowser } from './downloaded.js';
import { unpackOnce } from './unpacked-folder.js';

/** The npm package that carries a compressed Chromium for Linux x64. */
interface PackedBrowser {
  /** Its folder, with `bin/chromium.br` and `bin/al2023.tar.br`. */
  readonly folder: string;
  readonly version: string;
}

/** A browser ready to start: its binary and the folder of the system libraries that it brings along. */
interface UnpackedBrowser {
  readonly executable: string;
  readonly libraries: string;
}

/** Run by root, tar-fs would give the files to whoever packed them; its types do not know the option. */
const asOwn = { dmode: 0o700, fmode: 0o600, chown: false };

/** Returns the packed browser where its optional package is installed and fits this machine. */
function findPackedBrowser(): PackedBrowser | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  } catch {
    return undefined;
  }
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    if (!existsSync(join(folder, 'bin', 'chromium.br'))) continue;
    const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, version };
  }
  return undefined;
}

/**
 * What the version that `package.json` names unpacks to: SHA-256 of its inventory (`inventory.ts`). With it a copy is
 * held against the tool itself and not against a record that lies beside it.
 */
const known = {
  version: '147.0.0',
  inventory: 'd485d50ad430e62c5748f7382665abbda7f3d78f6c7160c801de963df8f965ba',
};

/**
 * Unpacks the browser into the cache, or returns the copy that is there, whole and as it was.
 *
 * The package's own `executablePath()` is not used: it unpacks to a fixed path in the shared temporary folder and
 * starts whatever lies there, whoever put it.
 *
 * @param isRead read the copy through, also when nothing seems to have changed
 */
async function unpackBrowser(packed: PackedBrowser, cache: string, isRead = false): Promise<UnpackedBrowser> {
  const unpack = async (target: string): Promise<void> => {
    await pipeline(
      createReadStream(join(packed.folder, 'bin', 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(target, 'chromium'), { mode: 0o700, flags: 'wx' }),
    );
    // Only here, since every other build finds the browser unpacked.
    const { extract } = await import('tar-fs');
    await pipeline(
      createReadStream(join(packed.folder, 'bin', 'al2023.tar.br')),
      createBrotliDecompress(),
      extract(join(target, 'al2023'), asOwn),
    );
  };
  const expected = packed.version === known.version ? known.inventory : undefined;
  const folder = await unpackOnce(join(cache, `chromium-${packed.version}`), unpack, { expected, isRead });
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib') };
}

const overrides = ['TALLYBOOK_BROWSER', 'PUPPETEER_EXECUTABLE_PATH'];

/** In the order in which they are tried: what only prints first, because it starts fastest. */
const commands = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/**
 * Returns the browsers to try on this machine, in order. Where `TALLYBOOK_BROWSER` or `PUPPETEER_EXECUTABLE_PATH` names
 * one, no other is tried. Else it is the packed one, that of `doctor --install-browser`, programs on the search path,
 * and the usual places on macOS and Windows.
 */
export function browserCandidates(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  packed: PackedBrowser | undefined = findPackedBrowser(),
): Candidate[] {
  for (const variable of overrides) {
    const value = env[variable];
    if (value) return [named(variable, value, env)];
  }
  const downloaded = downloadedBrowser(env);
  return [
    ...(packed === undefined ? [] : [unpacked(packed, env)]),
    ...(downloaded === undefined ? [] : [downloaded]),
    ...commands.map((command) => installed(`\`${command}\` on the search path`, () => onPath(command, env))),
    ...knownPlaces(env, platform).map((path) =>
      installed(path, () => (isExecutable(path) ? path : undefined)),
    ),
  ];
}

function named(variable: string, value: string, env: NodeJS.ProcessEnv): Candidate {
  return {
    kind: 'named',
    name: `${variable}=${value}`,
    repairable: false,
    async locate() {
      const executable = /[\\/]/.test(value) ? resolve(value) : onPath(value, env);
      if (executable === undefined) throw new Error('there is no such program on the search path');
      const there = statSync(executable, { throwIfNoEntry: false });
      if (there === undefined) throw new Error('there is no such file');
      if (!isExecutable(executable)) throw new Error('it is not a program that may be started');
      return { executable };
    },
  };
}

function unpacked(packed: PackedBrowser, env: NodeJS.ProcessEnv): Candidate {
  return {
    kind: 'packed',
    name: `@sparticuz/chromium ${packed.version}`,
    repairable: true,
    locate: (repair) => unpackBrowser(packed, openCache(env), repair),
  };
}

function installed(name: string, find: () => string | undefined): Candidate {
  return {
    kind: 'installed',
    name,
    repairable: false,
    async locate() {
      const executable = find();
      return executable === undefined ? undefined : { executable };
    },
  };
}

function knownPlaces(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(env.HOME ? [join(env.HOME, 'Applications')] : [])];
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
      folders.map((folder) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  if (platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
      (name) => variable(name, env) || [],
    );
    return [
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
      'Chromium/Application/chrome.exe',
    ].flatMap((path) => folders.map((folder) => join(folder, path)));
  }
  return [];
}

/** Windows knows variables in any case, which a copy of its environment does not. */
function variable(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return env[Object.keys(env).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name];
}

function onPath(command: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = ((process.platform === 'win32' ? variable('Path', env) : env.PATH) ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '');
  const names = process.platform === 'win32' ? [`${command}.exe`, command] : [command];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
