import { expect, test } from 'vitest';
import { type Diagnostic, sortDiagnostics } from '../src/diagnostics.js';

const at = (line: number, message: string): Diagnostic => ({
  severity: 'error',
  code: 'content/unknown-cell',
  message,
  position: { file: 'templates/a.md', line, column: 1 },
});

test('a fault that two languages of a report find is reported once, in the order of the file', () => {
  const found = [at(2, 'b'), at(1, 'a'), at(2, 'b'), at(2, 'c')];
  expect(sortDiagnostics(found)).toEqual([at(1, 'a'), at(2, 'b'), at(2, 'c')]);
});
