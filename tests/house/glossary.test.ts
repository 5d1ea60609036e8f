import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { filesBelow, textOf } from './repository.js';

const glossary = [...textOf('docs/words.md').matchAll(/^\| ([a-z]+) \| (.+?) \| ([a-z, ]*)\|$/gm)].map(
  ([, word = '', meaning = '', not = '']) => ({
    word,
    meaning,
    not: not.split(',').map((each) => each.trim()),
  }),
);
const words = glossary.map(({ word }) => word);

const guide = ['README.md', ...filesBelow('docs')]
  .filter((path) => path.endsWith('.md') && !/^docs\/(?:decisions\/|words\.md|benchmarks)/.test(path))
  .map(textOf);
const messages = filesBelow('src')
  .filter((path) => path.endsWith('problems.yaml'))
  .flatMap((path) => Object.values(parse(textOf(path)) as Record<string, string | Record<string, string>>))
  .flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)));

/** What commands and codes begin with and needs no explanation: words of statistics, publishing and programs, and of daily life. */
const common =
  'accessibility build calculate chart check collect content data describe diff doctor document enqueue geometry host init language layout limit lsp map messages next number output plan preview project protect queue quotation report review trace translate translation usage verify word worker'.split(
    ' ',
  );

test('the glossary has at most 25 words, each once, in their order', () => {
  expect(words.length).toBeGreaterThan(15);
  expect(words.length).toBeLessThanOrEqual(25);
  expect(words).toEqual([...new Set(words)].sort());
});

test('each word of it is in the guide or in messages', () => {
  const texts = [...guide, ...messages].join('\n');
  expect(words.filter((word) => !new RegExp(`\\b${word}(?:e?s)?\\b`, 'i').test(texts))).toEqual([]);
});

test('nothing is called by a word that the glossary replaces', () => {
  const plain = [...guide, ...messages].map((text) =>
    text.replaceAll(/^ *(`{3,})[\s\S]*?^ *\1$|`[^`\n]*`|\$\{\w+\}/gm, 'x'),
  );
  for (const not of glossary.flatMap((entry) => entry.not).filter((word) => word !== ''))
    expect(plain.filter((text) => new RegExp(`\\b${not}s?\\b`, 'i').test(text))).toEqual([]);
});

test('what a command or the code of a message begins with is a common word, or in the glossary', () => {
  const codes = [...textOf('docs/reference/messages.md').matchAll(/^\| `([a-z]+)\//gm)];
  const commands = [...textOf('docs/reference/commands.md').matchAll(/^## ([a-z]+)/gm)];
  const used = [...new Set([...codes, ...commands].map(([, word = '']) => word))];
  expect(used.filter((word) => !common.includes(word) && !words.includes(word))).toEqual([]);
  expect(common.filter((word) => !used.includes(word))).toEqual([]);
});
