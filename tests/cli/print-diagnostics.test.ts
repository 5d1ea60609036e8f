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

function printed(json: boolean, most: number, diagnostics = many, env = {}): string[] {
  const lines: string[] = [];
  const take = (line: string): void => void lines.push(line);
  const terminal = {
    cwd: '/p',
    env,
    out: take,
    err: take,
    json: (value: unknown) => take(JSON.stringify(value)),
    command: take,
  };
  printDiagnostics(diagnostics, json, '/p', terminal as never, resourceLimits({ diagnostics: most }));
  return lines;
}

test('as many problems are printed as the limit allows, errors first of all, and the last line says how many are not', () => {
  expect(printed(false, 3)).toEqual([
    'a.csv:1:1 warning data/total: Unexpected 1, expected less',
    'a.csv:2:1 error data/total: Unexpected 2, expected less',
    'a.csv:4:1 error data/total: Unexpected 4, expected less',
    'tallybook:1:1 note limit/exceeded: 1 more problems are not printed\n  hint: `limits: {diagnostics: NUMBER}` in tallybook.yaml prints more',
  ]);
  expect(printed(true, 3).map((line) => JSON.parse(line).severity)).toEqual([
    'warning',
    'error',
    'error',
    'note',
  ]);
  expect(printed(false, 4)).toHaveLength(4);
});

test('a log of CI names no category of a small count', () => {
  const see = [{ position: { file: 'a.csv', line: 7, column: 1 }, note: '`persons`, town `east`' }];
  const small: Diagnostic = { ...problem(1, 'error'), code: 'protect/lock', see };
  expect(printed(false, 3, [small]).join()).toContain('east');
  expect(printed(false, 3, [small], { CI: 'true' }).join()).not.toContain('east');
  expect(printed(true, 3, [small], { CI: 'true' }).join()).not.toContain('east');
  // Other messages keep the places that they lean on.
  expect(printed(false, 3, [{ ...problem(1, 'error'), see }], { CI: 'true' }).join()).toContain('east');
});

test.each(['protect/related', 'protect/exchange'] as const)(
  'a log of CI does not say what %s is about',
  (code) => {
    const related: Diagnostic = {
      ...problem(1, 'warning'),
      code,
      message: '`clients: town north is the sum of the others` holds',
      hint: 'write `related: {"clients: town north is the sum of the others": reason}`',
    };
    expect(printed(false, 3, [related]).join()).toContain('north');
    for (const json of [false, true]) {
      const log = printed(json, 3, [related], { CI: 'true', GITHUB_ACTIONS: 'true' }).join();
      expect(log).toContain(code);
      expect(log).not.toContain('north');
    }
  },
);
