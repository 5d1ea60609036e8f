import { expect, test } from 'vitest';
import { annotation } from '../../src/cli/print-diagnostics.js';
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
