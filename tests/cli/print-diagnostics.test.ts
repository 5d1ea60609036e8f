import { expect, test } from 'vitest';
import { printDiagnostics } from '../../src/cli/print-diagnostics.js';
import type { Diagnostic } from '../../src/diagnostics.js';
import { resourceLimits } from '../../src/resource-limits.js';

const problem = (line: number, severity: Diagnostic['severity']): Diagnostic => ({
  severity,
  code: 'data/total',
  message: `Unexpected ${line}, expected less`,
  position: { file: 'a.csv', line, column: 1 },
});
const many = [problem(1, 'warning'), problem(2, 'error'), problem(3, 'warning'), problem(4, 'error')];

function printed(json: boolean, most: number): string[] {
  const lines: string[] = [];
  const take = (line: string): void => void lines.push(line);
  const terminal = {
    cwd: '/p',
    env: {},
    out: take,
    err: take,
    json: (value: unknown) => take(JSON.stringify(value)),
    command: take,
  };
  printDiagnostics(many, json, '/p', terminal as never, resourceLimits({ diagnostics: most }));
  return lines;
}

test('as many problems are printed as the limit allows, errors first of all, and the last line says how many are not', () => {
  expect(printed(false, 3)).toEqual([
    'a.csv:1:1 warning data/total: Unexpected 1, expected less',
    'a.csv:2:1 error data/total: Unexpected 2, expected less',
    'a.csv:4:1 error data/total: Unexpected 4, expected less',
    'tallybook:1:1 note limit/exceeded: Unexpected 1 more problems, which are not printed, expected at most 3 problems printed of a run\n  hint: if this is right, `limits: {diagnostics: NUMBER}` in tallybook.yaml raises the limit',
  ]);
  expect(printed(true, 3).map((line) => JSON.parse(line).severity)).toEqual([
    'warning',
    'error',
    'error',
    'note',
  ]);
  expect(printed(false, 4)).toHaveLength(4);
});
