/** Who protects nothing pays nothing: no solver is loaded, and no process started. */
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { repository } from '../../house/repository.js';
import { here, published } from './protected-project.js';
import { textsIn } from './publications.js';

const used = vi.hoisted((): { what: string[] } => ({ what: [] }));

vi.mock('highs', () => {
  used.what.push('solver');
  return { default: () => Promise.reject(new Error('no solver here')) };
});

vi.mock('../../../src/host/processes/child.js', async (original) => {
  const real = await original<typeof import('../../../src/host/processes/child.js')>();
  return {
    ...real,
    Child: class {
      constructor() {
        used.what.push('process');
      }
      call(): Promise<void> {
        return Promise.reject(new real.ChildEnded('time'));
      }
      close(): void {}
    },
  };
});

/** All but the audit stays in the process of the test, so that a process is one for protection. */
const { askProtection: _, ...workers } = here;

test('the data of this repository, which protect nothing, load no solver and start no process', async () => {
  const files = Object.entries(textsIn(join(repository, 'data')));
  await published(Object.fromEntries(files.map(([file, text]) => [`data/${file}`, text])), workers);
  expect(used.what).toEqual([]);
});

test('data that protect something ask a process', async () => {
  const { problems } = await published(textsIn(join(import.meta.dirname, 'towns')), workers, 2024);
  expect(used.what).toEqual(['process']);
  expect(problems.join('\n')).toContain('protect/time');
});
