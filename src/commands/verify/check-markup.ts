import type { Diagnostic } from '../../diagnostics.js';
import type { SnapshotMarkup } from '../../model/snapshot/snapshot.js';
import { foreignMarkup } from '../../outputs/html/allowed-markup.js';
import { isText, type MarkupElement, type MarkupNode, textIn } from '../../outputs/snapshot/read-markup.js';
import { frameAttribute } from '../../outputs/snapshot/read-page.js';
import { faultOf } from '../../problems/problem.js';
import { mostShown, type PublishedPage } from './problem.js';

/** What the pieces of a page are called that are no parts of the report. */
const names: ReadonlyMap<string, string> = new Map([
  ['_page', 'frame of the page'],
  ['_window', 'head of the page'],
  ['_policy', 'content security policy'],
  ['_style', 'style sheet'],
  ['_script', 'script'],
  ['_origins', 'list of where numbers come from'],
]);

const nameOf = ({ id }: SnapshotMarkup): string => names.get(id) ?? `part \`${id}\``;

/**
 * Holds the markup of a page against what pages have at all, and every piece of it, drawings, styles and scripts too,
 * against its published hash.
 *
 * @param faulty Parts of which a number, word or label has been reported: their markup differs too.
 */
export function checkMarkup(
  { page, snapshot, at }: PublishedPage,
  faulty: ReadonlySet<string>,
): Diagnostic[] {
  const foreign = foreignMarkup(page.nodes).map(({ what, offset }) =>
    at(faultOf('verify/markup.pages', { what }), offset),
  );
  const expected = numbered(snapshot.markup);
  const actual = numbered(page.pieces);
  const lost = [...expected].flatMap(([key, piece]) =>
    actual.has(key) || faulty.has(piece.id)
      ? []
      : [at(faultOf('verify/markup.page', { name: nameOf(piece) }))],
  );
  const changed = [...actual].flatMap(([key, piece]) => {
    const before = expected.get(key);
    if (faulty.has(piece.id) || before?.sha256 === piece.sha256) return [];
    const what = before === undefined ? `second or new ${nameOf(piece)}` : `markup in the ${nameOf(piece)}`;
    return [at(faultOf('verify/markup.page-published', { what }), piece.start)];
  });
  return [...foreign, ...lost, ...changed].slice(0, mostShown);
}

/** Pieces by their ids; those with the same are numbered in their order. */
function numbered<T extends SnapshotMarkup>(pieces: readonly T[]): Map<string, T> {
  const counts = new Map<string, number>();
  return new Map(
    pieces.map((piece) => {
      const count = (counts.get(piece.id) ?? 0) + 1;
      counts.set(piece.id, count);
      return [`${piece.id} ${count}`, piece];
    }),
  );
}

/**
 * Numbers in drawings that are not those published, and what a drawing for windows of another width prints otherwise
 * than the first of its figure, whose words are published. It has the same numbers, each once, and no other word. The
 * numbers along its axes may differ.
 */
export function checkFrames({ page, snapshot, at }: PublishedPage): Diagnostic[] {
  const published = new Map(snapshot.numbers.map(({ id, text }) => [id, withoutSpaces(text)]));
  const found = drawingsByFigure(page.nodes).flatMap(([first, ...others]) => {
    const known = textsIn(first, 'data-id');
    const words = new Set(known.map(({ text }) => text));
    return [
      ...(first.attributes.has(frameAttribute) ? [at(faultOf('verify/text.drawing'), first.start)] : []),
      ...known.flatMap(({ text, id, start }) =>
        id === undefined || published.get(id) === text
          ? []
          : [at(faultOf('verify/text.number', { text, id }), start)],
      ),
      ...others.flatMap((other) => {
        const wanted = new Set(known.flatMap(({ id }) => id ?? []));
        const strange = textsIn(other, 'data-repeats').filter(({ text, id, isAxis }) =>
          id === undefined
            ? !words.has(text) && !(isAxis && /^[\p{N}\p{P}\p{S}]+$/u.test(text))
            : !wanted.delete(id) || published.get(id) !== text,
        );
        return [
          ...strange.map(({ text, start }) => at(faultOf('verify/text.printed', { text }), start)),
          ...(wanted.size > 0 ? [at(faultOf('verify/text.lacks'), other.start)] : []),
        ];
      }),
    ];
  });
  return found.slice(0, mostShown);
}

/** The drawings of each figure, the one whose words are published first. */
function drawingsByFigure(nodes: readonly MarkupNode[]): [MarkupElement, ...MarkupElement[]][] {
  const found: [MarkupElement, ...MarkupElement[]][] = [];
  const visit = (within: readonly MarkupNode[]): void => {
    for (const node of within) {
      if (isText(node)) continue;
      const before = node.attributes.has(frameAttribute) ? found.at(-1) : undefined;
      if (before !== undefined) before.push(node);
      else if (node.name === 'svg') found.push([node]);
      else visit(node.children);
    }
  };
  visit(nodes);
  return found;
}

interface DrawnText {
  readonly text: string;
  /** Of the number that it prints. */
  readonly id: string | undefined;
  readonly isAxis: boolean;
  readonly start: number;
}

/** The labels of a drawing without spaces: one breaks into other lines than another. */
function textsIn({ children }: MarkupElement, key: string, isAxis = false): readonly DrawnText[] {
  return children.flatMap((node): readonly DrawnText[] => {
    if (isText(node) || node.name === 'desc') return [];
    const { name, attributes, start } = node;
    const text = name === 'text' ? withoutSpaces(textIn(node.children)) : '';
    return text === ''
      ? textsIn(node, key, isAxis || attributes.has('data-axis'))
      : [{ text, id: attributes.get(key), isAxis, start }];
  });
}

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');
