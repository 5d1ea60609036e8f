import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Commands } from '../../../src/extensions/preview/commands.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';

test('a command runs as the command line runs it, and what it prints is problems and lines', async () => {
  const folder = temporaryFolder(afterAll);
  const root = join(folder, 'project');
  for (const name of ['project', 'other'])
    cpSync(join(repository, 'src/project/starter'), join(folder, name), { recursive: true });
  const commands = new Commands({
    wanted: { root, only: [], languages: [] },
    env: process.env,
    told: () => {},
  });
  expect(await commands.start('next', new URLSearchParams())).toBe('started');
  await expect.poll(() => commands.state?.isRunning, { timeout: 20_000 }).toBe(false);
  expect(commands.state).toMatchObject({
    name: 'next',
    code: 1,
    problems: [{ code: 'next/kept', position: { file: 'output/annual-report/en/published.json' } }],
    lines: [],
  });
  expect(await commands.start('open', new URLSearchParams({ folder: 'other' }))).toBe('started');
  await expect.poll(() => commands.state?.address, { timeout: 20_000 }).toMatch(/^http:\/\/127\.0\.0\.1:/);
  const address = commands.state?.address ?? '';
  expect((await fetch(address)).status).toBe(200);
  commands.close();
  const isGone = () =>
    fetch(address).then(
      () => false,
      () => true,
    );
  await expect.poll(isGone, { timeout: 20_000 }).toBe(true);
});
