import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { build } from '../../src/commands/build/build.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { sharedSessions } from './shared-session.js';

/** Copies the sources of a project, and nothing that was made of them. */
export function copyProject(from: string, to: string): void {
  for (const part of [
    'tallybook.yaml',
    'house',
    'data',
    'templates',
    'sources',
    'lexicon',
    'accessibility.yaml',
    'protection.lock.yaml',
  ]) {
    if (existsSync(join(from, part))) cpSync(join(from, part), join(to, part), { recursive: true });
  }
}

const listed = /^languages: \[(.+)\]$/m;

/** The languages of the reports of this repository. */
export const flagshipLanguages =
  listed.exec(readFileSync(join(repository, 'tallybook.yaml'), 'utf8'))?.[1]?.split(', ') ?? [];

/** Copies the reports of this repository, to be built in some of their languages: in all of them they take minutes. */
export function copyFlagship(to: string, languages: readonly string[] = ['en']): void {
  copyProject(repository, to);
  expect(flagshipLanguages).toEqual(expect.arrayContaining([...languages]));
  const file = join(to, 'tallybook.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(listed, `languages: [${languages.join(', ')}]`));
}

/** A copy of the reports of this repository in some of their languages, until the tests of a file are over. */
export function flagshipCopy(languages?: readonly string[]): string {
  const root = temporaryFolder(afterAll);
  copyFlagship(root, languages);
  return root;
}

/** Builds a project, all of it unless some parts are named. */
export async function buildAll(
  root: string,
  env: NodeJS.ProcessEnv = process.env,
  parts: Partial<Parameters<typeof build>[0]> = {},
): Promise<void> {
  expect(await errorsOfBuild(root, env, parts)).toEqual([]);
}

/** Builds a project, all of it unless some parts are named; returns the errors that it was refused for. */
export async function errorsOfBuild(
  root: string,
  env: NodeJS.ProcessEnv = process.env,
  parts: Partial<Parameters<typeof build>[0]> = {},
) {
  const all = { only: [], languages: [], formats: [], draft: false, debug: false, env };
  const session = sharedSessions.open();
  const { diagnostics } = await build({ root, ...all, session, progress: () => {}, ...parts });
  return diagnostics.filter(({ severity }) => severity === 'error');
}
