import { expect, test } from 'vitest';
import { annotation, codeQuality } from '../../src/cli/print-diagnostics.js';
import type { Diagnostic } from '../../src/diagnostics.js';

const diagnostic: Diagnostic = {
  severity: 'error',
  code: 'data/total',
  message: 'Unexpected 5 %\r\nof all, expected less',
  position: { file: 'data/a,b: 100%.csv', line: 7, column: 3 },
  hint: 'count again',
};

test('an annotation escapes what would end its command, a property or its text', () => {
  expect(annotation(diagnostic)).toBe(
    '::error file=data/a%2Cb%3A 100%25.csv,line=7,col=3,title=data/total::' +
      'Unexpected 5 %25%0D%0Aof all, expected less%0Ahint: count again',
  );
});

test('an annotation cannot smuggle a second command in', () => {
  const message = 'Unexpected name `x`\n::add-mask::y';
  expect(annotation({ ...diagnostic, message }).split('\n')).toHaveLength(1);
});

test('an annotation about the machine names no file', () => {
  const position = { file: 'tallybook', line: 1, column: 1 };
  expect(annotation({ ...diagnostic, severity: 'warning', code: 'host/sandbox', position })).toMatch(
    /^::warning title=host\/sandbox::Unexpected/,
  );
});

test('a note is a notice, since GitHub knows no notes', () => {
  expect(annotation({ ...diagnostic, severity: 'note' })).toMatch(/^::notice file=/);
});

test('a code quality report has a path from the repository, and a fingerprint for each problem that no moved line changes', () => {
  const at = (line: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
    ...diagnostic,
    position: { file: 'data/a.csv', line, column: 1 },
    ...more,
  });
  const reported = (...diagnostics: Diagnostic[]) =>
    codeQuality(diagnostics, '/repository/report', { env: { CI_PROJECT_DIR: '/repository' }, cwd: '/' });
  const [first, second, third] = reported(at(7), at(9), at(11, { severity: 'note', code: 'claim/word' }));
  expect(first).toEqual({
    description: expect.stringMatching(/of all, expected less; hint: count again$/),
    check_name: 'data/total',
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    severity: 'major',
    location: { path: 'report/data/a.csv', lines: { begin: 7 } },
  });
  expect([third?.severity, new Set([first, second, third].map((each) => each?.fingerprint)).size]).toEqual([
    'info',
    3,
  ]);
  expect(reported(at(8), at(9)).map(({ fingerprint }) => fingerprint)).toEqual([
    first?.fingerprint,
    second?.fingerprint,
  ]);
});

test('a code quality report says no more of small counts than the log', () => {
  const told: Diagnostic = { ...diagnostic, code: 'protect/related', message: 'Who was counted' };
  const text = (env: NodeJS.ProcessEnv): string =>
    JSON.stringify(codeQuality([told], '/', { env, cwd: '/' }));
  expect(text({})).toContain('Who was counted');
  expect(text({ CI: 'true' })).not.toContain('Who was counted');
});
