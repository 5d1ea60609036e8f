import { describe, expect, test } from 'vitest';
import { controlInPath, visible, visibleJson, visibleLines } from '../src/control-characters.js';
import { formatDiagnostic } from '../src/diagnostics.js';

/** Clears a screen, sets a title, hides text: what terminals obey, in seven and in eight bits. */
const escapes = 'a\u001b[2Jb\u009b31mc\u0007d\u0000e\u007f';
const turned = 'a\u202Eb\u2066c\u2028d';

describe('control characters', () => {
  test('stand as their escapes in a line', () => {
    expect(visible(escapes)).toBe('a\\u001b[2Jb\\u009b31mc\\u0007d\\u0000e\\u007f');
    expect(visible(turned)).toBe('a\\u202eb\\u2066c\\u2028d');
    expect(visible('one\r\ntwo\tthree')).toBe('one\\r\\ntwo\\tthree');
  });

  test('leave the letters of every script alone', () => {
    const text = 'të dhëna, податци, 数据, आँकड़े, نتائج, 👩‍🔬';
    expect(visible(text)).toBe(text);
  });

  test('are named where they stand in a path', () => {
    expect(controlInPath('a\u001bb')).toBe('The path `a\u001bb` has U+001B, a character that cannot be seen');
    expect(controlInPath('të dhëna/b.csv')).toBeUndefined();
  });
});

describe('what is printed', () => {
  test('keeps its lines, and none of them is a command to GitHub Actions', () => {
    expect(visibleLines('a\n::stop-commands::x\n  ::error::y\n##[group]z\r')).toBe(
      'a\n\\::stop-commands::x\n  \\::error::y\n##\\[group]z\\r',
    );
  });

  test('is the same value as JSON', () => {
    const value = { text: `${escapes}${turned}##[group]\n"` };
    const json = visibleJson(JSON.stringify(value));
    expect(JSON.parse(json)).toEqual(value);
    expect(json).not.toMatch(/[\p{Cc}\u2028\u202E\u2066]|##\[/u);
  });

  test('of a diagnostic is a line each for message, hint and related places, whatever they hold', () => {
    const position = { file: 'a\n::stop-commands::x', line: 1, column: 2 };
    const printed = formatDiagnostic({
      severity: 'error',
      code: 'data/header',
      message: 'Unexpected column `x\n::add-mask::y`',
      position,
      hint: 'did you mean `\u001b[31m`?',
      see: [{ position, note: 'here\r\n' }],
    });
    expect(printed.split('\n')).toEqual([
      'a\\n::stop-commands::x:1:2 error data/header: Unexpected column `x\\n::add-mask::y`',
      '  hint: did you mean `\\u001b[31m`?',
      '  see: a\\n::stop-commands::x:1:2, here\\r\\n',
    ]);
  });
});
