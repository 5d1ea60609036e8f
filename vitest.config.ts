import { defineConfig } from 'vitest/config';

/** What needs a process of its own: signals, the environment, ends of processes, a module in place of another. */
const machine = [
  'tests/cli/**/*.test.ts',
  'tests/commands/build/early-start.test.ts',
  'tests/content/markdown/cheap-edits.test.ts',
  'tests/host/{browser/*,exit,output-lock,thread,thread-end}.test.ts',
  'tests/flagship.test.ts',
];

/**
 * Tests run in a fixed time zone and locale that are not those of most machines, so that a result which leans on
 * either fails here and not at a reader's.
 *
 * All others share a process, since stages share nothing: loading the charts and the schemas again for each file would
 * take longer than all of their tests.
 */
export default defineConfig({
  test: {
    env: { TZ: 'Pacific/Chatham', LC_ALL: 'C' },
    // By default one core is left to Vitest itself, which has little to do: of two, one would stand still.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'machine',
          include: machine,
        },
      },
      {
        extends: true,
        test: {
          name: 'stages',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/{cases,golden}/**', ...machine],
          isolate: false,
        },
      },
    ],
  },
});
