import type { Root, RootContent, Table } from 'mdast';
import { visitParents } from 'unist-util-visit-parents';
import { describe, expect, it } from 'vitest';
import { legendNode, sourcesNode } from '../../../src/model/tree/table-nodes.js';
import { plainText } from '../../../src/report/tree.js';
import { applyTransforms, referenceTexts } from '../apply.js';

function listingsOf(root: Root): string[][] {
  const lists: string[][] = [];
  visitParents(root, (node) => {
    if (node.type !== 'listing') return;
    lists.push(
      node.children.map(
        ({ depth, enumerator, children, id }) =>
          `${depth} ${enumerator || '-'} ${plainText(children)} #${id}`,
      ),
    );
  });
  return lists;
}

describe('listings', () => {
  it('hold chapters and sections, but not the contents themselves nor deeper levels', () => {
    const { root } = applyTransforms(
      '# Contents {.unnumbered}\n\n::contents\n\n# A\n## B\n### C\n\n:::annex\n# D\n:::',
    );
    expect(listingsOf(root)).toEqual([['1 1 A #a', '2 1.1 B #b', '1 A D #d']]);
  });

  it('leave out sections that three chapters or more have under the same title', () => {
    const chapter = (name: string, ...sections: string[]): string =>
      `# ${name}\n${sections.map((title) => `## ${title}`).join('\n')}\n`;
    const { root } = applyTransforms(
      `# Contents {.unnumbered}\n\n::contents\n\n${chapter('A', 'Next steps', 'Twice')}${chapter('B', 'Next steps', 'Twice')}${chapter('C', 'Own', 'Next steps')}`,
    );
    const titles = listingsOf(root)[0]?.map((entry) => entry.split(' ').slice(1, -1).join(' '));
    expect(titles).toEqual(['1 A', '1.2 Twice', '2 B', '2.2 Twice', '3 C', '3.1 Own']);
  });

  it('hold no chapter whose sections are the lists of figures and tables, which follow them on paper', () => {
    const { root } = applyTransforms(
      '# Contents {.unnumbered}\n\n::contents\n\n# Lists {.unnumbered}\n## Figures {.unnumbered}\n\n::figures\n\n# A\n## B',
    );
    expect(listingsOf(root)[0]).toEqual(['1 1 A #a', '2 1.1 B #b']);
  });

  it('name figures and tables by label and title', () => {
    const { root } = applyTransforms(
      '::figures\n\n::tables\n\n# A\n\n@table-one\n\n@chart-one\n\n@chart-two',
    );
    expect(listingsOf(root)).toEqual([
      ['1 Figure 1 Chart one #fig-one', '1 Figure 2 Chart two #fig-two'],
      ['1 Table 1 Table one #tbl-one'],
    ]);
  });

  it('repeat a number as text and leave note marks and links out', () => {
    const { root } = applyTransforms(
      '::contents\n\n# All %255 victims[^n] in [law](#b)\n## B\n\n[^n]: Note.',
    );
    expect(listingsOf(root)).toEqual([['1 1 All 255 victims in law #all-victims-in-law', '2 1.1 B #b']]);
    let types: string[] = [];
    visitParents(root, (node) => {
      if (node.type === 'listing')
        types = node.children.flatMap(({ children }) => children.map((c) => c.type));
    });
    expect(new Set(types)).toEqual(new Set(['text', 'numeral']));
  });

  it('count captioned tables with the others, and references find them', () => {
    const table: Table = { type: 'table', children: [] };
    const block: RootContent = {
      type: 'captionedTable',
      id: 'tbl-words',
      children: [
        { type: 'caption', children: [{ type: 'text', value: 'In words' }] },
        table,
        legendNode([]),
        sourcesNode([]),
      ],
      at: { file: 'report.md', line: 1, column: 1 },
    };
    const { root, problems } = applyTransforms('::tables\n\n# A\n\n@table-one\n\n@words\n\n[](#tbl-words)', {
      words: block,
    });
    expect(problems).toEqual([]);
    expect(listingsOf(root)).toEqual([['1 Table 1 Table one #tbl-one', '1 Table 2 In words #tbl-words']]);
    expect(referenceTexts(root)).toEqual(['Table 2']);
  });
});
