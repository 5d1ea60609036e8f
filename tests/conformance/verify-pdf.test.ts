import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';

const script = join(import.meta.dirname, 'verify-pdf.mjs');

test.skipIf(process.platform === 'win32')(
  'veraPDF is asked for both profiles of each PDF, and one that fails ends it with 1',
  () => {
    const folder = temporaryFolder();
    const fake = join(folder, 'verapdf');
    // Knows only one of the profiles.
    writeFileSync(fake, '#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "$*"\n[ "$2" = ua1 ]\n');
    chmodSync(fake, 0o755);
    const file = join(folder, 'a.pdf');
    writeFileSync(file, '%PDF-1.7');
    const run = (env: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, [script, file], { encoding: 'utf8', env: { ...process.env, ...env } });
    const found = run({ VERAPDF: fake });
    expect(found.stdout).toBe(
      `PASS ua1 ${file}\nFAIL 2a ${file}\n--flavour 2a --format text --verbose ${file}\n`,
    );
    expect(found.status).toBe(1);
    const none = run({ VERAPDF: join(folder, 'absent') });
    expect(none.stderr).toContain('Unexpected machine without veraPDF');
    expect(none.status).toBe(3);
  },
);
