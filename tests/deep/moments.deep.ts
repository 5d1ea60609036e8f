/** What `npm test` tries at one moment or of one machine, at the others. It needs a compiled `dist/`. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectWholeWhenKilled } from '../cli/shared-project.js';
import { program } from '../cli/slow-build.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

describe.skipIf(process.platform === 'win32')('a build that is killed', () => {
  test.each([1, 2, 3, 5])(
    'before change %i of names leaves an output that the next build finds whole',
    (nth) => expectWholeWhenKilled(nth),
  );
});

test.skipIf(process.platform !== 'linux')('a machine whose home takes no folder prints all the same', () => {
  const folder = temporaryFolder();
  const [project, temporary] = [join(folder, 'report'), join(folder, 'tmp')];
  mkdirSync(temporary);
  cpSync(join(repository, 'src/project/starter'), project, { recursive: true });
  const homeless = { HOME: '/proc', XDG_CACHE_HOME: '', TALLYBOOK_CACHE: '', TMPDIR: temporary };
  const env = { ...process.env, ...homeless };
  const { status, stderr } = spawnSync(process.execPath, [program, 'build', project], {
    env,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  expect(existsSync(join(project, 'output/annual-report/en/annual-report.pdf'))).toBe(true);
});
