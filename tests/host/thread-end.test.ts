import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { copyHost } from './copied-host.js';
import { temporaryFolder } from './temporary-folder.js';

// Seen as exit code 13, "unsettled top-level await", of every sixth check of a project with faulty data.
test('a reply that arrives while a thread is being closed does not let the process end before that is done', async () => {
  const folder = temporaryFolder();
  const host = copyHost(folder);
  const main = join(folder, 'main.mjs');
  // Replies, says so in shared memory, and works on.
  writeFileSync(
    main,
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, args: [flag] }) => {
      parentPort.postMessage({ id, value: 1 });
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
      for (;;);
    });`,
  );
  const program = join(folder, 'program.mjs');
  writeFileSync(
    program,
    `import { Thread } from ${JSON.stringify(pathToFileURL(join(host, 'processes', 'thread.js')).href)};
    const thread = new Thread(${JSON.stringify(main)});
    const flag = new Int32Array(new SharedArrayBuffer(4));
    void thread.call('any.js', 'any', flag);
    Atomics.wait(flag, 0, 0);
    await thread.close();
    console.log('closed');`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  expect(stdout).toBe('closed\n');
});
