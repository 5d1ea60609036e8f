import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { resolveProject } from '../../src/project/resolve.js';
import { memoryHost } from '../memory-host.js';

const files = { 'data/datapackage.yaml': '', 'a.md': '' };
const resolve = (keys: string, ofReport = '') =>
  resolveProject({
    ...memoryHost({
      ...files,
      'tallybook.yaml': `title: A\npublisher: B\nedition: 2025\n${keys}reports:\n  annual: {template: a.md${ofReport}}\n`,
    }),
    now: () => Date.parse('2026-03-31T12:00:00Z'),
  });
const signed = 'signed-off: {by: "Ana Berisha, Statistics", on: 2026-03-31}\n';

describe('status, sign-off and embargo', () => {
  test('nothing is said by default', async () => {
    const { value } = await resolve('');
    expect(value?.reports[0]?.release).toBeUndefined();
    expect(value?.embargoed).toBeUndefined();
  });

  test('a report inherits them, and its own status needs its own sign-off', async () => {
    const { value } = await resolve(`status: final\n${signed}`);
    expect(value?.reports[0]?.release).toEqual({
      status: 'final',
      signedOff: { by: 'Ana Berisha, Statistics', on: '2026-03-31' },
    });
    const own = await resolve(
      `status: final\n${signed}`,
      ', status: provisional, embargo: "2026-04-15T10:00Z"',
    );
    expect(own.value?.reports[0]?.release).toEqual({ status: 'provisional', embargo: '2026-04-15T10:00Z' });
  });

  test.each([
    [
      'status: final\n',
      'tallybook.yaml:4:9',
      '`annual` is final, and nobody signed it off\n  hint: add `signed-off',
    ],
    [
      signed.replace('2026-03-31', '2026-04-02'),
      'tallybook.yaml:4:49',
      '`2026-04-02` is in the future: nothing was signed off or corrected on that day\n  hint: ',
    ],
    [
      signed.replace('2026-03-31', '2026-02-30'),
      'tallybook.yaml:4:49',
      '`2026-02-30` is not a day\n  hint: ',
    ],
    [
      'embargo: 2026-04-15\n',
      'tallybook.yaml:4:10',
      '`2026-04-15` is not a moment at which an embargo can end\n  hint: ',
    ],
    ['embargo: 2026-04-15T10:00\n', 'tallybook.yaml:4:10', '`2026-04-15T10:00` is not a moment'],
    ['embargo: 2026-02-30T10:00+02:00\n', 'tallybook.yaml:4:10', '`2026-02-30T10:00+02:00` is not a moment'],
  ])('%s is told where it stands', async (keys, place, words) => {
    const { value, diagnostics } = await resolve(keys);
    expect(value).toBeUndefined();
    expect(diagnostics.map(formatDiagnostic).join('\n')).toContain(
      `${place} error project/release: ${words}`,
    );
  });

  test('an embargo asks for a folder apart from the output', async () => {
    const { diagnostics } = await resolve('embargo: "2026-04-15T10:00Z"\nembargoed: output/later\n');
    expect(diagnostics.map(formatDiagnostic)).toEqual([
      'tallybook.yaml:5:12 error project/value: The folders of `embargoed` and `output` overlap: one of `output/later` and `output` is inside the other\n' +
        '  hint: for example `embargoed: embargoed`',
    ]);
  });
});
