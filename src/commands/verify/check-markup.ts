import type { Diagnostic } from '../../diagnostics.js';
import type { Snapshot, SnapshotMarkup } from '../../model/snapshot/snapshot.js';
import { foreignMarkup } from '../../outputs/html/allowed-markup.js';
import type { PagePiece } from '../../outputs/snapshot/markup-pieces.js';
import type { Page } from '../../outputs/snapshot/read-page.js';
import { faultOf } from '../../problems/problem.js';
import { problemAt } from './problem.js';

interface MarkupInput {
  readonly html: string;
  readonly file: string;
  readonly snapshot: Snapshot;
  readonly page: Page;
  /** Parts of which a number, word or label has been reported: their markup differs too. */
  readonly faulty: ReadonlySet<string>;
}

/** More would say the same over and over. */
const mostShown = 20;

/** What the pieces of a page are called that are no parts of the report. */
const names: Readonly<Record<string, string>> = {
  _page: 'frame of the page',
  _window: 'head of the page',
  _policy: 'content security policy',
  _style: 'style sheet',
  _script: 'script',
  _origins: 'list of where numbers come from',
};

/**
 * Holds the markup of a page against what pages have at all, and every piece of it, drawings, styles and scripts too,
 * against its published hash.
 */
export function checkMarkup(input: MarkupInput): Diagnostic[] {
  const { html, file, snapshot, page } = input;
  const foreign = foreignMarkup(page.nodes).map(({ what, offset }) => {
    return problemAt(faultOf('verify/markup.pages', { what }), file, { text: html, offset });
  });
  const changed = checkPieces(snapshot.markup, input);
  return [...foreign, ...changed].slice(0, mostShown);
}

function checkPieces(
  published: readonly SnapshotMarkup[],
  { html, file, page, faulty }: MarkupInput,
): Diagnostic[] {
  const expected = numbered(published);
  const actual = numbered(page.pieces);
  const isTold = ({ id }: SnapshotMarkup): boolean => faulty.has(id);
  const lost = [...expected].flatMap(([key, piece]) => {
    if (actual.has(key) || isTold(piece)) return [];
    return [problemAt(faultOf('verify/markup.page', { name: nameOf(piece) }), file)];
  });
  const changed = [...actual].flatMap(([key, piece]) => {
    const before = expected.get(key);
    if (isTold(piece) || before?.sha256 === piece.sha256) return [];
    const what = before === undefined ? `second or new ${nameOf(piece)}` : `markup in the ${nameOf(piece)}`;
    return [
      problemAt(faultOf('verify/markup.page-published', { what }), file, { text: html, offset: piece.start }),
    ];
  });
  return [...lost, ...changed];
}

const nameOf = ({ id }: SnapshotMarkup): string =>
  Object.hasOwn(names, id) ? `${names[id]}` : `part \`${id}\``;

/** Pieces by their ids; those with the same are numbered in their order. */
function numbered<T extends SnapshotMarkup | PagePiece>(pieces: readonly T[]): Map<string, T> {
  const counts = new Map<string, number>();
  return new Map(
    pieces.map((piece) => {
      const count = (counts.get(piece.id) ?? 0) + 1;
      counts.set(piece.id, count);
      return [`${piece.id} ${count}`, piece];
    }),
  );
}
