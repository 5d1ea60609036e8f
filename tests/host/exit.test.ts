import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { onExit } from '../../src/host/processes/exit.js';
import { copyHost } from './copied-host.js';
import { listFiles, temporaryFolder } from './temporary-folder.js';

/** Runs a program with the host's modules in a process of its own; returns how it ended and what it said. */
async function run(folder: string, program: string, signal?: NodeJS.Signals) {
  const host = existsSync(join(folder, 'dist')) ? join(folder, 'dist', 'host') : copyHost(folder);
  const file = join(host, 'program.js');
  writeFileSync(file, program);
  const child = spawn(process.execPath, [file, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (signal !== undefined && said.includes('ready')) child.kill(signal);
  });
  const [code, endedBy]: unknown[] = await once(child, 'close');
  return { code, endedBy, said };
}

describe('a cleanup', () => {
  test('taken back leaves no listener behind', () => {
    const before = process.listenerCount('SIGINT');
    const release = onExit(() => {});
    expect(process.listenerCount('SIGINT')).toBe(before + 1);
    const releaseSecond = onExit(() => {});
    expect(process.listenerCount('SIGINT')).toBe(before + 1);
    release();
    release();
    expect(process.listenerCount('SIGINT')).toBe(before + 1);
    releaseSecond();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  test('runs when the process ends, newest first, even after one that throws', async () => {
    const { code, said } = await run(
      temporaryFolder(),
      `import { onExit } from './processes/exit.js';
       onExit(() => console.log('first'));
       onExit(() => { throw new Error('broken'); });
       onExit(() => console.log('taken back'))();
       onExit(() => console.log('last'));
       process.exitCode = 3;`,
    );
    expect(said).toBe('last\nfirst\n');
    expect(code).toBe(3);
  });

  test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'runs on %s, which still ends the process',
    async (signal) => {
      const { endedBy, said } = await run(
        temporaryFolder(),
        `import { onExit } from './processes/exit.js';
         onExit(() => console.log('cleaned'));
         setInterval(() => {}, 1000);
         console.log('ready');`,
        signal,
      );
      expect(said).toBe('ready\ncleaned\n');
      expect(endedBy).toBe(signal);
    },
  );
});

test.skipIf(process.platform === 'win32')(
  'a listener that ends the process itself, once it is the last, does not wait for ours for ever',
  async () => {
    const { endedBy, said } = await run(
      temporaryFolder(),
      `import { onExit } from './processes/exit.js';
       // As the package signal-exit does, which shows the cursor again after a live list.
       process.on('SIGINT', function alone() {
         if (process.listenerCount('SIGINT') > 1) return;
         process.off('SIGINT', alone);
         process.kill(process.pid, 'SIGINT');
       });
       onExit(() => console.log('cleaned'));
       setInterval(() => {}, 1000);
       console.log('ready');`,
      'SIGINT',
    );
    expect(said).toBe('ready\ncleaned\n');
    expect(endedBy).toBe('SIGINT');
  },
);

test.skipIf(process.platform === 'win32')(
  'an interrupted build leaves the old output and no temporaries',
  async () => {
    const folder = temporaryFolder();
    const { endedBy } = await run(
      folder,
      `import { publish } from './publication/publication.js';
     import { nodeOperations } from './publication/output-operations.js';
     const root = process.argv[2] + '/output';
     const files = (text) => ['manifest.json', 'a/a.html', 'b/b.html'].map((path) => ({ path, bytes: Buffer.from(text) }));
     const earlier = { named: new Set(['manifest.json', 'a/a.html']), written: new Map() };
     const options = { manifest: 'manifest.json', obsolete: [], earlier };
     await publish(root, files('old').slice(0, 2), options);
     let written = 0;
     const operations = { ...nodeOperations, async write(path, bytes) {
       await nodeOperations.write(path, bytes);
       if (++written < 3) return;
       console.log('ready');
       await new Promise((resolve) => setTimeout(resolve, 60_000));
     } };
     await publish(root, files('new'), { ...options, operations });`,
      'SIGTERM',
    );
    expect(endedBy).toBe('SIGTERM');
    expect(listFiles(join(folder, 'output'))).toEqual(['a/a.html', 'manifest.json']);
  },
);
