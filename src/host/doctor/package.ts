import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Files } from '../host.js';
import { toolRoot } from '../node-host.js';
import { error, type Finding, ok, warning } from './finding.js';

const reinstall = 'install Tallybook again, or run `npm run compile` in its checkout';

/**
 * Whether the tool is whole: every file that the compiler listed in `files.json`, with its SHA-256, is there and
 * unchanged. An interrupted installation lacks files, and the message of whoever meets that first is no help.
 */
export async function checkPackage(tool: Files): Promise<Finding> {
  let listed: Readonly<Record<string, string>>;
  try {
    listed = JSON.parse(await tool.readText('files.json'));
  } catch {
    return error('Package', 'the list of its files cannot be read', reinstall);
  }
  const missing: string[] = [];
  const changed: string[] = [];
  for (const [path, sha256] of Object.entries(listed)) {
    if (!(await tool.exists(path))) missing.push(path);
    else if (
      createHash('sha256')
        .update(await tool.read(path))
        .digest('hex') !== sha256
    )
      changed.push(path);
  }
  const found = [
    ...(missing.length > 0 ? [`lacks ${some(missing)}`] : []),
    ...(changed.length > 0 ? [`has other content in ${some(changed)}`] : []),
  ].join(' and ');
  if (found !== '') return error('Package', found, reinstall);
  return ok('Package', `complete, ${Object.keys(listed).length} files`);
}

/** The first few of a list, and how many more there are. */
function some(paths: readonly string[]): string {
  const first = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${first} and ${paths.length - 3} more` : first;
}

/** Whether every font that `fonts.json` names is there. */
export async function checkFonts(tool: Files): Promise<Finding> {
  try {
    const faces = JSON.parse(await tool.readText('fonts/fonts.json')) as { readonly file: string }[];
    const missing: string[] = [];
    for (const { file } of faces) if (!(await tool.exists(`fonts/${file}`))) missing.push(file);
    if (missing.length > 0) return error('Fonts', `lacks ${some(missing)}`, reinstall);
    return ok('Fonts', `${faces.length} faces`);
  } catch {
    return error('Fonts', 'the list of fonts cannot be read', reinstall);
  }
}

interface PackageJson {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The version of a package that would be loaded from here, or undefined when none would. */
export type InstalledVersion = (name: string) => string | undefined;

/**
 * Whether the packages that Tallybook stands on are installed, in the versions that it was made with: with others a
 * report may come out differently.
 */
export function checkPackages(
  { dependencies }: Pick<PackageJson, 'dependencies'> = readPackage(join(toolRoot(), '..', 'package.json')),
  installed: InstalledVersion = installedVersion,
): Finding {
  const names = Object.keys(dependencies);
  const missing = names.filter((name) => installed(name) === undefined);
  const todo = 'run `npm ci` where Tallybook is installed';
  if (missing.length > 0) return error('Packages', `lacks ${some(missing)}`, todo);
  const others = names.filter((name) => installed(name) !== dependencies[name]);
  if (others.length > 0) {
    const list = others.map((name) => `${name} ${installed(name)} in place of ${dependencies[name]}`);
    return warning('Packages', some(list), todo);
  }
  return ok('Packages', `${names.length}, in the versions that Tallybook was made with`);
}

function installedVersion(name: string): string | undefined {
  const file = (createRequire(import.meta.url).resolve.paths(name) ?? [])
    .map((folder) => join(folder, name, 'package.json'))
    .find((path) => existsSync(path));
  return file === undefined ? undefined : readPackage(file).version;
}

const readPackage = (file: string): PackageJson => JSON.parse(readFileSync(file, 'utf8'));
