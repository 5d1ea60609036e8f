/** A law: what a build writes, `verify` finds nothing wrong with. The goldens are looked at where they are built. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { filesBelow, repository } from '../../house/repository.js';
import { memoryHost } from '../../memory-host.js';
import { buildInMemory } from './sample-output.js';

const cases = readdirSync(join(repository, 'tests/cases'))
  .map((name) => `tests/cases/${name}`)
  .filter((folder) => existsSync(join(repository, folder, 'diagnostics.txt')))
  .filter((folder) => !isFaulty(folder));

/** Nothing is written of a project with errors. */
function isFaulty(folder: string): boolean {
  return / error [a-z]+\//.test(readFileSync(join(repository, folder, 'diagnostics.txt'), 'utf8'));
}

describe('nothing is wrong with what is built of', () => {
  test.each([...cases, 'src/project/starter'])('%s', async (folder) => {
    const files = Object.fromEntries(
      filesBelow(folder)
        .filter((path) => /\/(tallybook\.yaml$|data\/|templates\/|charts\/|pictures\/)/.test(path))
        .map((path) => [path.slice(folder.length + 1), readFileSync(join(repository, path))]),
    );
    const { output, diagnostics } = await buildInMemory(files);
    expect(Object.keys(output), diagnostics.map(formatDiagnostic).join('\n')).not.toEqual([]);
    const { project, tool } = memoryHost(output);
    const verified = await verifyFiles(project, tool);
    expect(verified.diagnostics.map(formatDiagnostic)).toEqual([]);
  });
});
