import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { verifyFiles } from '../../src/commands/verify/verify.js';
import { mutateDigit, mutateMarkup, seededRandom, withFile } from '../commands/verify/mutations.js';
import { memoryHost } from '../memory-host.js';
import { buildAll, flagshipCopy } from '../support/project-copy.js';
import { seedOf } from './seed.js';

const mutations = 100;
const root = flagshipCopy();
let output: Record<string, Uint8Array> = {};

beforeAll(async () => {
  await buildAll(root);
  const folder = join(root, 'output');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  output = Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [
        path
          .slice(folder.length + 1)
          .split(sep)
          .join('/'),
        readFileSync(path),
      ];
    }),
  );
});

test.each([
  ['digits', mutateDigit],
  ['tags, attributes and letters', mutateMarkup],
] as const)(
  `verify notices each of ${mutations} changed %s, the manifest rewritten to match`,
  async (name, mutate) => {
    const seed = seedOf(`changed ${name} on finished pages`);
    const random = seededRandom(seed);
    const pages = Object.keys(output).filter((path) => path.endsWith('.html'));
    const unnoticed: string[] = [];
    for (let run = 0; run < mutations; run++) {
      const page = pages[Math.floor(random() * pages.length)] ?? '';
      const mutated = mutate(new TextDecoder().decode(output[page]), random);
      const { project, tool } = memoryHost(withFile(output, page, mutated.html));
      const { diagnostics } = await verifyFiles(project, tool);
      if (diagnostics.length === 0) unnoticed.push(`${page} ${mutated.what}`);
    }
    process.stdout.write(`  ${mutations - unnoticed.length} of ${mutations} noticed\n`);
    expect(unnoticed, `seed ${seed}`).toEqual([]);
  },
);
