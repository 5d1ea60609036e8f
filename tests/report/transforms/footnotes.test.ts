import type { Root } from 'mdast';
import { visitParents } from 'unist-util-visit-parents';
import { describe, expect, it } from 'vitest';
import type { EndnotesNode } from '../../../src/model/tree/nodes.js';
import { plainText } from '../../../src/report/tree.js';
import { applyTransforms } from '../apply.js';

/** "1 Text <- marks" for the notes of each chapter. */
function notesOf(root: Root): string[][] {
  const found: EndnotesNode[] = [];
  visitParents(root, (node) => {
    if (node.type === 'endnotes') found.push(node);
  });
  return found.map((endnotes) =>
    endnotes.children.map(
      ({ number, children, references }) => `${number} ${plainText(children)} <- ${references.join(' ')}`,
    ),
  );
}

describe('footnotes', () => {
  it('stand at the end of the chapter that uses them first, numbered through the report', () => {
    const { root, problems } = applyTransforms(
      '# A\n\nOne.[^a]\n\n# B\n\nTwo.[^b] Again.[^a]\n\n[^b]: Note b.\n\n[^a]: Note a.',
    );
    expect(notesOf(root)).toEqual([
      ['1 Note a. <- _note-1-mark-1 _note-1-mark-2'],
      ['2 Note b. <- _note-2-mark-1'],
    ]);
    const last = root.children.map((node) =>
      node.type === 'section' ? node.children.at(-1)?.type : node.type,
    );
    expect(last).toEqual(['endnotes', 'endnotes']);
    expect(problems).toEqual([]);
  });

  it('may hold marks themselves', () => {
    const { root } = applyTransforms('# A\n\nOne.[^a]\n\n[^a]: Note a.[^b]\n\n[^b]: Note b.');
    expect(notesOf(root)).toEqual([['1 Note a. <- _note-1-mark-1', '2 Note b. <- _note-2-mark-1']]);
  });

  it('warn when nothing uses them', () => {
    const { root, problems } = applyTransforms('# A\n\n[^a]: Note.');
    expect(notesOf(root)).toEqual([]);
    expect(problems).toEqual([
      'report.md:3:1 warning document/unused-footnote: Nothing points at the footnote `a`\n  hint: write `[^a]` where it belongs, or take it out',
    ]);
  });

  it('are reported where they have no words', () => {
    const { problems } = applyTransforms('# A\n\nOne.[^a] Two.[^b]\n\n[^a]:\n\n[^b]: &nbsp;');
    expect(problems.map((each) => each.split('\n')[0])).toEqual([
      'report.md:5:1 error document/empty-footnote: The footnote `a` has no words',
      'report.md:7:1 error document/empty-footnote: The footnote `b` has no words',
    ]);
  });

  it('are reported at the mark when they are not defined', () => {
    const { problems } = applyTransforms(
      '# A\n\nFirst line,\nthen a mark.[^methd] And.[^method]\n\n[^method]: Note.',
    );
    expect(problems).toEqual([
      [
        'report.md:4:13 error document/unknown-footnote: There is no footnote `methd`',
        '  hint: did you mean `method`?',
      ].join('\n'),
    ]);
  });

  it('are reported when they are defined twice', () => {
    const { problems } = applyTransforms('# A\n\nOne.[^a]\n\n[^a]: First.\n\n[^a]: Second.');
    expect(problems).toEqual([
      [
        'report.md:7:1 error document/duplicate-id: The footnote `a` is defined twice\n  hint: keep one definition',
        '  see: report.md:5:1, the first `a`',
      ].join('\n'),
    ]);
  });
});
