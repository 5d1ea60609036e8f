/** Who protects nothing pays nothing: no solver is loaded, and no process started. In a process of its own, where nobody else has. */
import { subscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { loadSolver } from '../../../src/extensions/protect/engine/solver.js';
import { repository } from '../../house/repository.js';
import { here, published } from './protected-project.js';
import { textsIn } from './publications.js';

// The solver is a program of WebAssembly, the only one here.
const programs: { instantiate(bytes: unknown): unknown } = Reflect.get(globalThis, 'WebAssembly');
const solvers = vi.spyOn(programs, 'instantiate');
const processes = vi.fn();
subscribe('child_process', processes);

/** All but the audit stays in the process of the test, so that a process is one for protection. */
const { askProtection: _, ...workers } = here;

test('the data of this repository, which protect nothing, load no solver and start no process', async () => {
  const files = Object.entries(textsIn(join(repository, 'data')));
  await published(Object.fromEntries(files.map(([file, text]) => [`data/${file}`, text])), workers);
  expect([solvers.mock.calls.length, processes.mock.calls.length]).toEqual([0, 0]);
});

test('data that protect something ask a process, which loads it', async () => {
  const { problems } = await published(textsIn(join(import.meta.dirname, 'towns')), workers, 2024);
  expect(problems).toEqual([]);
  expect([solvers.mock.calls.length, processes.mock.calls.length]).toEqual([0, 1]);
  // Whoever loads it here is seen.
  await loadSolver();
  expect(solvers).toHaveBeenCalled();
});
