import type { Nodes } from 'mdast';
import type { Diagnostic } from '../diagnostics.js';
import type { LengthLimits } from '../model/project/project.js';
import type { Document } from '../model/tree/document.js';
import { problem } from '../problems/problem.js';
import { chaptersOf, plainText } from './tree.js';

/** How many words each chapter has, what stands before the first among them. */
interface CountedChapter {
  readonly title: string;
  readonly words: number;
}

/** What holds words alone, and no other block. */
const phrasing: ReadonlySet<string> = new Set([
  ...[
    'text',
    'strong',
    'emphasis',
    'delete',
    'link',
    'linkReference',
    'inlineCode',
    'break',
    'image',
    'imageReference',
  ],
  ...['value', 'numeral', 'reference', 'foreign', 'noteMark', 'label', 'footnoteReference'],
]);

/** A report with more words than it may have: an error that says how many each chapter has. */
export function lengthProblems({ tree }: Document, length: LengthLimits | undefined): readonly Diagnostic[] {
  if (length?.words === undefined) return [];
  const chapters = chaptersOf(tree).map((chapter): CountedChapter => {
    const [heading] = chapter.children;
    return { title: heading === undefined ? chapter.id : plainText([heading]), words: wordsIn(chapter) };
  });
  const inChapters = chapters.reduce((sum, { words }) => sum + words, 0);
  const before = wordsIn(tree) - inChapters;
  const all = [...(before > 0 ? [{ title: 'before the first chapter', words: before }] : []), ...chapters];
  const words = inChapters + before;
  const { most, position, source } = length.words;
  if (words <= most) return [];
  const counted = `by chapter: ${all.map(({ title, words: own }) => `${title}: ${own}`).join('; ')}`;
  return [
    problem(source === undefined ? 'report/length.words' : 'report/length.words-most', position, {
      words,
      most,
      all: all.map(({ title, words: own }) => `${title}: ${own}`).join('; '),
      counted,
      source,
    }),
  ];
}

/** Words between spaces; signs alone are none. */
export const wordsIn = (node: Nodes): number => textOf(node).match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;

/** All that a reader reads, without drawings and what describes them, and without the contents. */
function textOf(node: Nodes): string {
  if (node.type === 'listing' || node.type === 'description' || node.type === 'drawing') return '';
  if (!('children' in node)) return plainText([node]);
  const children: readonly Nodes[] = node.children;
  return children.length > 0 && children.every(({ type }) => phrasing.has(type))
    ? plainText(children)
    : children.map(textOf).join(' ');
}
