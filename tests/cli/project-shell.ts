/** Lines of shell in a copy of a small project without charts. It needs a compiled `dist/`, as `npm test` makes. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

const program = join(repository, 'dist', 'cli.js');

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** True when the project has an output folder with a manifest. */
  readonly isBuilt: boolean;
}

/** Runs a line of shell in a copy of that project, where `tallybook` is the program. */
export function shell(line: string, env: NodeJS.ProcessEnv = {}): Ran {
  const folder = temporaryFolder();
  const project = join(folder, 'report');
  cpSync(join(repository, 'tests', 'hostile', 'project'), project, { recursive: true });
  const { CI: _, GITHUB_ACTIONS: __, ...own } = process.env;
  const script = `tallybook() { '${process.execPath}' ${env.NODE_ARGUMENTS ?? ''} '${program}' "$@"; }\n${line}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: project,
    env: { ...own, ...env },
    encoding: 'utf8',
  });
  expect(stderr).not.toMatch(/^\s+at |\[object |Node\.js v\d/m);
  return {
    code: status,
    out: stdout,
    err: stderr,
    isBuilt: existsSync(join(project, 'output', 'manifest.json')),
  };
}

/** Expects that a build that may open so many files ends with the problem that says so. */
export function expectTooFewFiles(most: number): void {
  const { code, err } = shell(`ulimit -n ${most}; tallybook build`);
  expect([most, code]).toEqual([most, 3]);
  // With very few the program itself cannot be read. What a browser says of it, if anything, is left to chance.
  expect(err).toMatch(/error host\/(open-files: |package: .*EMFILE).*\n {2}hint: .*ulimit -n 1024/);
}
