import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import type { Missing } from '../../../src/model/dataset/value.js';
import { exact } from '../../../src/model/exact.js';
import type { LedgerEntry } from '../../../src/model/quantity.js';
import { twoMeanings } from '../../../src/outputs/ledger/contradictions.js';
import { english } from '../../support/english.js';
import { entryOf } from './entries.js';

const at = (line: number) => ({ file: 'data/datapackage.yaml', line, column: 11 });
const missing = (meaning: string, line: number, more: Partial<Missing> = {}, text = '[x]'): LedgerEntry =>
  entryOf(text, { kind: 'missing', code: '[x]', symbol: '[x]', meaning, declaredAt: at(line), ...more });

const problems = (...entries: LedgerEntry[]): string[] => twoMeanings(entries, english).map(formatDiagnostic);

test('a symbol with two meanings is an error that names both lines of the data package, once', () => {
  const second = missing('not asked', 40);
  expect(problems(missing('not available', 12), second, missing('not available', 12), second)).toEqual([
    [
      'data/datapackage.yaml:40:11 error number/two-meanings: `[x]` means `not asked` here and `not available` elsewhere',
      '  hint: give one of the two another `symbol`, or both the same `label`, under `missingValues`',
      '  see: data/datapackage.yaml:12:11, where it is before',
    ].join('\n'),
  ]);
});

test('one meaning declared twice, one with a reason beside it, and a meaning printed in words are no conflict', () => {
  expect(
    problems(
      missing('not available', 12),
      missing('not available', 40, { reason: 'there is no baseline' }),
      missing('not asked', 50, {}, 'not asked'),
    ),
  ).toEqual([]);
});

test('a symbol that stands beside numbers as a mark means the mark', () => {
  const marked = entryOf('5', exact(5n), { marks: ['r'] });
  expect(problems(marked, missing('refused', 40, { symbol: '[r]' }, '[r]'))).toEqual([
    expect.stringMatching(/:40:11 error .*`\[r\]` means `refused` here and `revised` elsewhere/),
  ]);
});

test('what Tallybook finds missing itself stands where the template asks for it', () => {
  const { declaredAt: _, ...value } = missing('not available', 1).quantity.value as Missing;
  const [problem = ''] = problems(missing('not counted', 12), entryOf('[x]', value));
  expect(problem).toMatch(/^a\.md:1:1 error number\/two-meanings: `\[x\]` means `not available` here/);
});

test('the mark of illustrative numbers means that they are illustrative', () => {
  const marked = entryOf('5', exact(5n), { illustrative: true });
  const [problem = ''] = problems(marked, missing('in doubt', 40, { symbol: 'illus' }, 'illus'));
  expect(problem).toContain('`illus` means `in doubt` here and `illustrative` elsewhere');
});
