import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAnew } from '../../../src/content/markdown/parse.js';
import { parseSections } from '../../../src/content/markdown/parse-sections.js';
import { repository } from '../../house/repository.js';
import { runs } from '../../support/runs.js';

/** Each may end, or run into what follows, in a way of its own. */
const pieces = [
  '# One {#sec-one}',
  '## Two\nand a line',
  'Words of *a* paragraph\nin two lines.',
  '- an item\n- another',
  '- an item\n\n  with more',
  '1. first\n\n   ## Within',
  '> quoted\n> more',
  '> # Quoted',
  '```\ncode',
  '```',
  '~~~ vega-lite\n{}\n~~~',
  '    indented code',
  '<!-- a comment',
  '-->',
  '<div>\nmarkup',
  '<pre>\n# no heading',
  '</pre>',
  ':::note',
  ':::',
  '::figure{#fig-a}',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  'Term\n: what it is',
  '---',
  'Set\n===',
  '[a link][one] and [one]',
  '[one]: https://example.org',
  'a note[^n]',
  '[^n]: The note.\n\n    # Within the note',
  '\ttabbed\ttext',
  '- item\n  ```\n  code in it',
  '',
  ' ',
  '\u00e9\u{1F600} `code` &amp; https://example.org/a',
];

const text = fc
  .array(
    fc.tuple(
      fc.constantFrom(...pieces),
      fc.constantFrom('\n', '\n\n', '\n\n\n', '\n\n# A heading\n\n', '\n\n## B\n'),
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.flat().join(''));

test.runIf(process.env.DEEP)('a text that is parsed by its sections has the tree of the whole', () => {
  fc.assert(
    fc.property(text, (markdown) => {
      expect(parseSections(markdown, parseAnew)).toEqual(parseAnew(markdown));
    }),
    runs(150, 1_500),
  );
});

test('of a text in which a sentence changed, one section is parsed, and what was parsed before is not changed', () => {
  const known = new Map<string, ReturnType<typeof parseAnew>>();
  let parsed = 0;
  const parse = (markdown: string): ReturnType<typeof parseAnew> => {
    const tree = known.get(markdown) ?? parseAnew(markdown);
    if (!known.has(markdown)) parsed++;
    known.set(markdown, tree);
    return tree;
  };
  const write = (word: string): string => `# One\n\nWords.\n\n## Two\n\n${word}.\n\n## Three\n\n- last\n`;
  const first = parseSections(write('first'), parse);
  expect(parsed).toBe(3);
  const second = parseSections(write('another word\n\nand more'), parse);
  expect(parsed).toBe(4);
  expect(second).toEqual(parseAnew(write('another word\n\nand more')));
  expect(first).toEqual(parseAnew(write('first')));
  expect(second.children[0]).not.toBe(first.children[0]);
});

test.runIf(process.env.DEEP)('the long report comes apart', () => {
  const long = readFileSync(`${repository}/templates/annual-report.md`, 'utf8');
  let most = 0;
  const tree = parseSections(long, (markdown) => {
    most = Math.max(most, markdown.length);
    return parseAnew(markdown);
  });
  expect(tree).toEqual(parseAnew(long));
  expect(most).toBeLessThan(long.length / 2);
});
