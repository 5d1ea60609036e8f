import { createRequire } from 'node:module';

/**
 * Returns the version of the tool, from its `package.json`. The same file whether this module runs compiled
 * (`dist/host/`) or from its source under the test runner (`src/host/`).
 */
export function toolVersion(): string {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  return version;
}
