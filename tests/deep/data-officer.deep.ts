/** Every command of `docs/data-officer.md`, as a new user types it, one after the other in a clean folder beside a copy of the tool. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

const page = readFileSync(join(repository, 'docs/data-officer.md'), 'utf8');
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);
const firstFile = /```text\n([\s\S]*?)```/.exec(page.slice(page.indexOf('## The first hour')))?.[1] ?? '';

/** A merge tells what is missing, and ends with 1: nobody filled in the forms that came back. */
const isAnswer = (command: string): boolean => command.includes('collect merge');

test('each does what the page says', () => {
  const folder = temporaryFolder(afterAll);
  const tool = join(folder, 'tallybook');
  mkdirSync(tool);
  for (const name of ['dist', 'node_modules', 'package.json'])
    symlinkSync(join(repository, name), join(tool, name));
  for (const name of ['tallybook.yaml', 'data', 'templates', 'sources'])
    cpSync(join(repository, name), join(tool, name), { recursive: true, force: true, errorOnExist: false });
  writeFileSync(join(tool, 'visits.csv'), firstFile);
  for (const command of commands) {
    const isOfProject = command.startsWith('mkdir -p data') || command.startsWith('cp output');
    // Commands of a year later are typed in the folder of the project.
    const cwd = isOfProject ? join(folder, 'my-visits') : tool;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
      cwd,
      encoding: 'utf8',
      timeout: 300_000,
    });
    expect(isAnswer(command) ? [0, 1] : [0], `${command}\n${stdout}${stderr}`).toContain(status);
    expect(stdout + stderr, command).not.toMatch(/usage\/|host\/internal/);
  }
  expect(commands.length).toBeGreaterThan(12);
});
