import { expect, test } from 'vitest';
import { faultOf, phrase, problem, wording } from '../src/problems/problem.js';
import { filesBelow, textOf } from './house/repository.js';

const position = { file: 'tallybook.yaml', line: 2, column: 1 };

test('an id finds severity, code, message and hint', () => {
  const values = {
    may: 'A file may have',
    most: '5 rows',
    which: 'this one',
    has: 'has more',
    name: 'chartRows',
  };
  expect(problem('limit/exceeded', position, values)).toStrictEqual({
    severity: 'error',
    code: 'limit/exceeded',
    message: 'A file may have 5 rows, and this one has more',
    hint: 'if this is right, `limits: {chartRows: NUMBER}` in tallybook.yaml raises the limit',
    position,
  });
});

test('a value that looks like another value stays as it is', () => {
  const values = { may: `\${most} $& {name}`, most: 'b', which: 'c', has: 'd', name: 'e' };
  expect(faultOf('limit/exceeded', values).message).toBe(`\${most} $& {name} b, and c d`);
});

test('what a call adds comes before the words of the id', () => {
  const added = { hint: 'retype it', severity: 'warning', see: [{ position, note: 'here' }] } as const;
  expect(faultOf('content/character', { name: 'U+0000' }, added)).toStrictEqual({
    severity: 'warning',
    code: 'content/character',
    message: 'The text has the U+0000, which not every reader sees as it is',
    hint: 'retype it',
    see: [{ position, note: 'here' }],
  });
});

test('words and sentences have no code', () => {
  expect(wording('bytes/wrong.byte', { byte: 'FF' })).toStrictEqual({
    message: 'The byte `FF` is not UTF-8',
    hint: 'save the file as UTF-8',
  });
  expect(phrase('yaml/positions.tab')).toBe('This line is indented by a tab');
});

test('the types of messages and texts are those of their files', async () => {
  const { idModules } = (await import('../src/message-ids.mjs')) as {
    idModules(): Readonly<Record<string, string>>;
  };
  const plain = (text: string): string => text.replace(/[\s|]+/g, ' ');
  for (const [file, text] of Object.entries(idModules()))
    expect(plain(textOf(`src/${file}`)), file).toBe(plain(text));
});

test('every text that is there is asked for', async () => {
  const { problemTexts } = (await import('../src/message-ids.mjs')) as { problemTexts(): object };
  const asked = filesBelow('src')
    .filter((file) => file.endsWith('.ts') && !/\/text-ids?(?:\.d)?\.ts$/.test(file))
    .flatMap((file) => textOf(file).match(/(?<=')[\w./-]+(?=')/g) ?? []);
  const ids = new Set(asked);
  expect(Object.keys(problemTexts()).filter((id) => !ids.has(id))).toEqual([]);
});
