import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { numbersSchema } from '../../src/outputs/ledger/schema.js';
import { untraced } from '../support/golden/untraced.js';
import { buildAll, flagshipCopy } from '../support/project-copy.js';

const root = flagshipCopy();

beforeAll(() => buildAll(root));

test.each(['annual-report', 'shadow-report'])('every number of %s can be traced', async (report) => {
  const text = readFileSync(join(root, 'output', report, 'en', 'numbers.json'), 'utf8');
  expect(await untraced(root, numbersSchema.parse(JSON.parse(text)))).toEqual([]);
});
