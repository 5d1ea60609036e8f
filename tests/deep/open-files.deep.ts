import { describe, test } from 'vitest';
import { expectTooFewFiles } from '../cli/project-shell.js';

describe.skipIf(process.platform !== 'linux')('a machine', () => {
  test.each([22, 25, 28, 31, 34, 38, 42, 46])('that lets open %d files is told so', expectTooFewFiles);
});
