import type { Diagnostic } from '../../diagnostics.js';
import type { SnapshotMarkup } from '../../model/snapshot/snapshot.js';
import { foreignMarkup } from '../../outputs/html/allowed-markup.js';
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
