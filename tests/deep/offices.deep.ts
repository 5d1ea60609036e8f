/** Every published file of `examples/offices` becomes two pages on paper, without a complaint, and its output verifies. */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';

const folder = temporaryFolder(afterAll);
const names = readdirSync('examples/offices').filter((name) => !name.includes('.'));

const run = (...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], {
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
  return stdout + stderr;
};

test.each(names)('%s', (name) => {
  const project = join(folder, name);
  cpSync(join('examples/offices', name), project, {
    recursive: true,
    filter: (path) => !path.endsWith('output') && !path.endsWith('.tallybook'),
  });
  const said = run('build', project);
  expect(said).toContain('(');
  expect(said).toMatch(/built 4 files, 2 pages/);
  expect(said).not.toMatch(/(?:error|warning) (?!host\/sandbox)/);
  expect(run('verify', join(project, 'output'))).toContain('No problems');
});
