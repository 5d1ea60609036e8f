import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../src/commands/build/build.js';
import { numbersSchema } from '../../src/outputs/ledger/schema.js';
import { untraced } from '../support/golden/untraced.js';

const root = mkdtempSync(join(tmpdir(), 'tallybook-deep-'));

beforeAll(async () => {
  for (const name of ['tallybook.yaml', 'data', 'templates']) {
    cpSync(name, join(root, name), { recursive: true });
  }
  const all = { only: [], languages: [], formats: [], draft: false, debug: false, env: process.env };
  const { diagnostics } = await build({ root, ...all, progress: () => {} });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each(['annual-report', 'shadow-report'])('every number of %s can be traced', async (report) => {
  const text = readFileSync(join(root, 'output', report, 'en', 'numbers.json'), 'utf8');
  expect(await untraced(root, numbersSchema.parse(JSON.parse(text)))).toEqual([]);
});
