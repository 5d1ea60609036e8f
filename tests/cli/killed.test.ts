/**
 * A build that is killed by a signal that no program can hear (SIGKILL, as the system sends when memory runs out): its
 * browser ends with it, and the next build removes what it left. It needs a compiled `dist/`, as `npm test` makes.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAlive } from '../host/browser/processes.js';
import { buildNext, killWhilePrinting } from './kill-while-printing.js';
import { builtProject, contents } from './slow-build.js';

/** The old output, without what says that somebody builds there. */
const withoutLock = (output: string): [string, string][] =>
  contents(output).filter(([path]) => !path.startsWith('.build/building-'));

describe.skipIf(process.platform !== 'linux')('a build that is killed while printing', () => {
  test('takes its browser along, leaves the old output, and the next build removes its folder', async () => {
    const scene = builtProject();
    const output = join(scene.project, 'output');
    const before = contents(output);
    const started = await killWhilePrinting(scene);
    await expect.poll(() => started.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    expect(withoutLock(output)).toEqual(before);
    expect(readdirSync(scene.temporary)).toEqual([expect.stringMatching(/^tallybook-browser-/)]);
    buildNext(scene);
    expect(readdirSync(scene.temporary)).toEqual([]);
    expect(contents(output)).not.toEqual(before);
    expect(contents(output)).toEqual(withoutLock(output));
  });
});
