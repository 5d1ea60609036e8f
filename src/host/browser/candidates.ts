import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { Candidate } from './candidate.js';
import { downloadedBrowser } from './downloaded.js';
import { findPackedBrowser, lacksPackedBrowser, packedBrowser } from './packed.js';

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
  packed = findPackedBrowser(),
): Candidate[] {
  for (const variable of overrides) {
    const value = env[variable];
    if (value) return [named(variable, value, env)];
  }
  const downloaded = downloadedBrowser(env);
  return [
    ...[packedBrowser(env, packed) ?? []].flat(),
    ...(downloaded === undefined ? [] : [downloaded]),
    ...commands.map((command) => installed(`\`${command}\` on the search path`, () => onPath(command, env))),
    ...knownPlaces(env, platform).map((path) =>
      installed(path, () => (isExecutable(path) ? path : undefined)),
    ),
  ];
}

/** True where a browser is to be fetched before the first print: the packed one fits, is not there, and no other was asked for. */
export const wantsFetch = (env: NodeJS.ProcessEnv): boolean =>
  overrides.every((variable) => !env[variable]) && lacksPackedBrowser(env);

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
