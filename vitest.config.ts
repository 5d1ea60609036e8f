import { defineConfig } from 'vitest/config';

/**
 * Tests run in a fixed time zone and locale that are not those of most machines, so that a result which leans on
 * either fails here and not at a reader's.
 */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/cases/**'],
    env: { TZ: 'Pacific/Chatham', LC_ALL: 'C' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
