import { describe, expect, test } from 'vitest';
import { allCodes } from '../support/all-codes.js';
import { filesBelow, textOf } from './repository.js';

const sources = filesBelow('src').filter((path) => path.endsWith('.ts') && !path.endsWith('-codes.ts'));
const expectations = filesBelow('tests').filter(
  (path) =>
    (path.endsWith('.test.ts') && !path.startsWith('tests/house/')) ||
    /\/(diagnostics|expected)\.txt$|\/false-reports\/[\w-]+\.yaml$/.test(path),
);
const codes = Object.keys(allCodes);
/** Without the lines in which extensions say what their codes mean. */
const code = allOf(sources).replaceAll(/'[a-z]+\/[a-z-]+':\s+'[A-Z`].*/g, '');
const cases = allOf(expectations);

/** One long text: the names of the codes cannot span two files. */
function allOf(paths: readonly string[]): string {
  return paths.map(textOf).join('\n');
}

/** The names in a text that could be codes. */
const namesIn = (text: string): ReadonlySet<string> => new Set(text.match(/[a-z]+\/[a-z-]+(?![\w-])/g));

describe('every diagnostic code', () => {
  test('has a case in the tests', () => {
    const names = namesIn(cases);
    expect(codes.filter((name) => !names.has(name))).toEqual([]);
  });

  test('is used', () => {
    const names = namesIn(code);
    expect(codes.filter((name) => !names.has(name))).toEqual([]);
  });

  test('has a description that is a sentence', () => {
    for (const description of Object.values(allCodes)) expect(description).toMatch(/^[A-Z`].*\.$/);
  });
});
