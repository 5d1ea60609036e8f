import { expect, test } from 'vitest';
import { type Diagnostic, didYouMean, formatDiagnostic, sortDiagnostics } from '../src/diagnostics.js';

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

test('of a name that fills a file as much is printed as can be read, with what was expected', () => {
  const printed = formatDiagnostic(
    at(1, `Unexpected column \`${'x'.repeat(1_000_000)}\`, expected \`year\``),
  );
  expect(printed.length).toBeLessThan(1_300);
  expect(printed).toMatch(/: Unexpected column `x+ … x+`, expected `year`$/);
  const escaped = formatDiagnostic(at(1, `Unexpected column \`${'\0'.repeat(1_000)}\`, expected \`year\``));
  expect(escaped.length).toBeLessThan(1_300);
  expect(escaped).toMatch(/: Unexpected column `.* … .*`, expected `year`$/);
});

test('a name that fills a file is nobody’s misspelling', () => {
  expect(didYouMean('a'.repeat(1_000_000), ['b'.repeat(1_000_000), 'year'])).toEqual({});
  expect(didYouMean('yaer', ['b'.repeat(1_000_000), 'year'])).toEqual({
    hint: expect.stringContaining('`year`'),
    fix: { written: 'yaer', instead: 'year' },
  });
});
