import { expect, test } from 'vitest';
import { parseMarkdown } from '../../src/content/markdown/parse.js';
import { plainText } from '../../src/report/tree.js';

/** Each term and definition of a text on a line; what stands in no list as it is. */
const outline = (markdown: string): string[] =>
  parseMarkdown(markdown).children.flatMap((node) =>
    node.type === 'definitionList'
      ? node.children.map(
          (part) => `${part.type === 'definitionTerm' ? 'term' : 'means'} ${plainText([part])}`,
        )
      : [`${node.type} ${plainText([node])}`],
  );

const lists: readonly (readonly [string, string, readonly string[]])[] = [
  ['a term', 'Term\n: What it *means*.', ['term Term', 'means What it means.']],
  ['lines that are set in', 'Term\n: What it\n  means\n', ['term Term', 'means What it means']],
  ['the next term on the next line', 'A\n: B\nC\n: D', ['term A', 'means B', 'term C', 'means D']],
  ['paragraphs that follow each other', 'A\n: B\n\n**C**\n: D', ['term A', 'means B', 'term C', 'means D']],
  ['two terms and two definitions', 'A\nB\n: C\n: D', ['paragraph A B : C : D']],
  ['a colon that is escaped', 'A\n\\: B', ['paragraph A : B']],
  ['a colon without a space', 'A\n:B', ['paragraph A :B']],
  ['a caption', '| A |\n|---|\n| B |\n\n: Caption', ['table AB', 'paragraph : Caption']],
  ['code before a colon', '`a`\n: B', ['term a', 'means B']],
];

test.each(lists)('%s', (_, markdown, expected) => {
  expect(outline(markdown)).toEqual(expected);
});

test('a definition stands where it was written, in quotations and lists too', () => {
  const [list] = parseMarkdown('A\n: B\n\nC\n: D').children;
  const offsets =
    list?.type === 'definitionList'
      ? list.children.flatMap((part) => part.children.map(({ position }) => position?.start.offset))
      : [];
  expect(offsets).toEqual([0, 4, 7, 11]);
  const [quotation] = parseMarkdown('> A\n> : B').children;
  expect(quotation).toMatchObject({ children: [{ type: 'definitionList' }] });
  const [items] = parseMarkdown('- A\n  : B').children;
  expect(items).toMatchObject({ children: [{ children: [{ type: 'definitionList' }] }] });
});
