import { expect, test } from 'vitest';
import { putInputs } from '../../../../src/extensions/queue/enqueue/prepare.js';
import { openShare } from '../../../../src/extensions/queue/host/share.js';
import type { OpenProject } from '../../../../src/session/open-project.js';
import { temporaryFolder } from '../../../host/temporary-folder.js';
import { memoryHost } from '../../../memory-host.js';

test('a file that went while reports were enqueued is named', async () => {
  const share = openShare(temporaryFolder(), 'share');
  const files = memoryHost({ 'data/here.csv': 'a\n' });
  const opened = { files, targets: [] } as unknown as OpenProject;
  const asked = (path: string) => ({ place: 'project', asked: 'read', path, answer: 'hash' }) as const;
  expect(await putInputs(share, opened, [asked('data/here.csv')])).toHaveLength(1);
  await expect(
    putInputs(share, opened, [asked('data/here.csv'), asked('data/gone.csv')]),
  ).rejects.toMatchObject({
    diagnostic: {
      code: 'host/read',
      position: { file: 'data/gone.csv', line: 1, column: 1 },
      hint: 'enqueue again when nobody works in the project',
    },
  });
});
