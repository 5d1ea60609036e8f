import { expect, test } from 'vitest';
import { cellQuantity } from '../../src/model/dataset/cell.js';
import type { Missing } from '../../src/model/dataset/value.js';

const missing = (meaning: string): Missing => ({ kind: 'missing', code: '[x]', symbol: '[x]', meaning });
const origin = { file: 'data/plan.csv', line: 2 };
const row = (meaning: string) => ({ keys: {}, origin, measures: { rate: missing(meaning) } });
const dataset = { name: 'plan', illustrative: false };
const measure = { name: 'rate' };
const at = { file: 'report.md', line: 1, column: 1 };

const meaningOf = (line: Parameters<typeof cellQuantity>[1]): unknown => {
  const value = cellQuantity(dataset, line, measure, at)?.value;
  return value !== undefined && 'meaning' in value ? value.meaning : value;
};

test('a cell that stands for one of another dataset, or was calculated, says in its own language why it has no number', () => {
  const stands = { rate: { dataset, row: row('not available'), measure } };
  expect(meaningOf({ ...row('nuk disponohet'), stands })).toBe('nuk disponohet');
  const derivations = {
    rate: { value: missing('not available'), operation: 'share', cells: [] } as const,
  };
  expect(meaningOf({ ...row('nuk disponohet'), derivations })).toBe('nuk disponohet');
});
