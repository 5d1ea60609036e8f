import { cpSync, existsSync } from 'node:fs';
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

/** A copy of the reports of this repository, until the tests of a file are over. */
export function flagshipCopy(): string {
  const root = temporaryFolder(afterAll);
  copyProject(repository, root);
  return root;
}

/** Builds all of a project. */
export async function buildAll(root: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  expect(await errorsOfBuild(root, env)).toEqual([]);
}

/** Builds all of a project; returns the errors that it was refused for. */
export async function errorsOfBuild(root: string, env: NodeJS.ProcessEnv = process.env) {
  const all = { only: [], languages: [], formats: [], draft: false, debug: false, env };
  const session = sharedSessions.open();
  const { diagnostics } = await build({ root, ...all, session, progress: () => {} });
  return diagnostics.filter(({ severity }) => severity === 'error');
}
