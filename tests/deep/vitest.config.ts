import { defineConfig } from 'vitest/config';
import base, { deep } from '../../vitest.config.js';
import { filesBelow, textOf } from '../house/repository.js';

const { projects: _, ...settings } = base.test ?? {};

/** The tests beside these that leave a part to this run: they ask for `DEEP`, or what chooses for them does. */
const partly = filesBelow('tests').filter(
  (file) =>
    file.endsWith('.test.ts') &&
    /process\.env\.DEEP|\/(?:runs|worlds|support\/false-reports|golden\/build-golden)\.js'/.test(
      textOf(file),
    ),
);

/** `npm run test:deep`: minutes of random faults, too long for every push. */
export default defineConfig({
  plugins: base.plugins ?? [],
  test: {
    ...settings,
    // And what the tests beside them leave to this run.
    env: { ...settings.env, DEEP: 'true' },
    include: ['tests/deep/*.deep.ts', ...deep, ...partly],
    exclude: [],
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
