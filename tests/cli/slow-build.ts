/** A build that takes long enough to print to be ended in the middle, by the compiled program as a user runs it. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll } from 'vitest';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

export const program = join(repository, 'dist', 'cli.js');
const template = join('templates', 'annual-report.md');

export interface Scene {
  readonly project: string;
  /** The temporary folder of the run, where a browser keeps its profile. */
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
}

const { CI: _, GITHUB_ACTIONS: __, ...own } = process.env;
/** A small project without charts, and as it was built once, with its output; each scene is a copy. */
const small = join(repository, 'tests', 'hostile', 'project');
const built = join(temporaryFolder(afterAll), 'report');

function buildOnce(): void {
  if (existsSync(built)) return;
  cpSync(small, built, { recursive: true });
  execFileSync(process.execPath, [program, 'build', built, '--quiet'], { env: own, stdio: 'pipe' });
}

/** A project with an output, whose text has changed since and now takes long to print. */
export function builtProject(): Scene {
  const folder = temporaryFolder();
  const project = join(folder, 'report');
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  buildOnce();
  cpSync(built, project, { recursive: true });
  const chapter = `## Another\n\n${'Words that fill a line of the page and then some more. '.repeat(60)}\n\n`;
  appendFileSync(join(project, template), `\n\n${chapter.repeat(20)}`);
  return { project, temporary, env: { ...own, TMPDIR: temporary, TERM: 'xterm' } };
}

/** Changes the text to one that is soon printed. */
export function shorten(project: string): void {
  cpSync(join(small, template), join(project, template));
  appendFileSync(join(project, template), '\nA short line.\n');
}

/** Every file of the output with its content, so that two states can be compared. */
export function contents(folder: string): [string, string][] {
  return listFiles(folder).map((path) => [path, readFileSync(join(folder, path), 'base64')]);
}

/** Resolves once a child has said something on a stream. */
export function hears(stream: NodeJS.ReadableStream | null, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      said += stripVTControlCharacters(text);
      if (pattern.test(said)) resolve(said);
    });
    stream?.on('end', () => reject(new Error(`ended without ${pattern}: ${said}`)));
  });
}
