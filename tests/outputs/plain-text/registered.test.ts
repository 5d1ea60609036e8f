/**
 * The plain-text output beside those of the package, in the one place where outputs are listed: a report is published in it
 * as in any other, without another line of the tool.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { type BuildOptions, build } from '../../../src/commands/build/build.js';
import { verify } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { copyProject } from '../../support/project-copy.js';

vi.mock('../../../src/model/dataset/formats.js', () => ({ formats: ['html', 'pdf', 'text'] }));
vi.mock('../../../src/outputs/outputs.js', async (original) => ({
  outputs: {
    ...(await original<typeof import('../../../src/outputs/outputs.js')>()).outputs,
    text: (await import('./output.js')).text,
  },
}));

const root = temporaryFolder(afterAll);
copyProject(join(import.meta.dirname, '../../golden/missing-values'), root);
askFor('[html, text]');
const folder = join(root, 'output/missing-values/en');
const options: Omit<BuildOptions, 'progress'> = {
  root,
  only: [],
  languages: [],
  formats: [],
  draft: false,
  debug: false,
  // A server keeps no record, and what no record names is not taken away.
  env: { ...process.env, CI: '' },
};

function askFor(formats: string): void {
  const file = join(root, 'tallybook.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/formats: \[.*?\]/, `formats: ${formats}`));
}

async function built(formats: typeof options.formats): Promise<readonly string[]> {
  const { diagnostics, outputs } = await build({ ...options, formats, progress: () => {} });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
  return outputs.map(({ path }) => path);
}

test('a format that is foreign to the package is asked for, made, listed and verified like any other', async () => {
  expect(await built([])).toEqual([
    'missing-values/en/numbers.json',
    'missing-values/en/published.json',
    'missing-values/en/missing-values.html',
    'missing-values/en/missing-values.text',
  ]);
  expect(readFileSync(join(folder, 'missing-values.text'), 'utf8')).toMatch(/^Missing values\nData office/);
  const { outputs } = JSON.parse(readFileSync(join(root, 'output/manifest.json'), 'utf8'));
  expect(outputs.map(({ format }: { format: string }) => format)).toEqual(['html', 'text', 'json', 'json']);
  const { diagnostics } = await verify({ root: join(root, 'output') });
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
});

test('it is not made where another format alone is asked for, and stays where it was', async () => {
  expect(await built(['html'])).not.toContain('missing-values/en/missing-values.text');
  expect(readdirSync(folder)).toContain('missing-values.text');
});

test('it is taken away where the project does not ask for it any more', async () => {
  askFor('[html]');
  await built([]);
  expect(existsSync(join(folder, 'missing-values.text'))).toBe(false);
});
