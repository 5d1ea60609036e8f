import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The folder of the repository. */
export const repository = join(import.meta.dirname, '..', '..');

/** The text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

/** Every file below a folder of the repository, as paths from the repository with `/`, in a fixed order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The parts of `package.json` that tests compare. */
export interface PackageJson {
  readonly version: string;
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export const packageJson: PackageJson = JSON.parse(textOf('package.json'));
