/** What a stranger makes of the lists in an output folder: always a diagnostic with a code, never a failure of ours. */
import { expect, test } from 'vitest';
import { verifyFiles } from '../../src/commands/verify/verify.js';
import { parseSnapshot } from '../../src/model/snapshot/snapshot.js';
import { readNumbers } from '../../src/outputs/ledger/schema.js';
import { parseManifest } from '../../src/outputs/manifest/manifest.js';
import { seededRandom, withFile } from '../commands/verify/mutations.js';
import { outputOf, sampleProject, textOf } from '../commands/verify/sample-output.js';
import { memoryHost } from '../memory-host.js';
import { forge } from './forge.js';
import { seedOf } from './seed.js';

const runs = 1000;

test.each(['manifest.json', 'visits/en/published.json', 'visits/en/numbers.json'])(
  `${runs} forgeries of %s are read or refused`,
  async (path) => {
    const seed = seedOf(`forgeries of ${path}`);
    const random = seededRandom(seed);
    const output = await outputOf(sampleProject);
    for (let run = 0; run < runs; run++) {
      const { text, what } = forge(textOf(output, path), random);
      const bytes = new TextEncoder().encode(text);
      const about = `seed ${seed}, run ${run}: ${what}`;
      expect(() => [parseManifest(bytes), parseSnapshot(text), readNumbers(text)], about).not.toThrow();
      const files = path === 'manifest.json' ? { ...output, [path]: bytes } : withFile(output, path, text);
      const { project, tool } = memoryHost(files);
      const { diagnostics } = await verifyFiles(project, tool).catch((cause) => {
        throw new Error(about, { cause });
      });
      for (const { code, position } of diagnostics) {
        expect(code, about).toMatch(/^(verify|limit)\//);
        expect(position.line * position.column, about).toBeGreaterThan(0);
      }
    }
  },
);
