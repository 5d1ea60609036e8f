import { cellAddress } from '../../model/dataset/cell-address.js';
import type { TextChange } from '../../model/snapshot/editions.js';
import type { Snapshot, SnapshotDataset, SnapshotRevisedText } from '../../model/snapshot/snapshot.js';
import type { Unexplained } from '../extension.js';
import { compareCells } from './compare-cells.js';
import { compareTexts } from './compare-texts.js';

/**
 * What one side published and the other has otherwise without a reason in its `revisions.csv`: figures, and units,
 * labels, definitions and meanings. What counts as a revision is what counts as one beside `previous`, which the later
 * side may have left out, or given another content. So a reason holds only for the figure that it names as the earlier
 * one.
 *
 * Where both sides are of one edition, it is in preparation and knows no reasons: then there is nothing, or with `withinEdition` its
 * figures that differ. A final edition is published: each figure that differs needs a correction.
 * Datasets that no report draws on any more are not looked at.
 */
export function unexplainedRevisions(
  before: readonly Snapshot[],
  after: readonly Snapshot[],
  withinEdition = false,
): readonly Unexplained[] {
  const [was, is] = [before[0], after[0]];
  if (was === undefined || is === undefined) return [];
  const isEarlier = was.edition < is.edition;
  const isSame = was.edition === is.edition;
  const finals = before.filter(({ release }) => isSame && release?.status === 'final');
  if (!isEarlier && !withinEdition && finals.length === 0) return [];
  const later = datasetsOf(after);
  const names = new Set(later.map(({ name }) => name));
  const compared = isEarlier || withinEdition ? before : finals;
  const earlier = datasetsOf(compared).filter(({ name }) => names.has(name));
  const reasons = after.flatMap(({ revisions, corrections = [] }) =>
    isSame ? corrections : [...revisions, ...corrections],
  );
  const figures = unexplainedFigures(earlier, later, reasons);
  return isEarlier ? [...figures, ...unexplainedWords(before, after, is)] : figures;
}

/** Of all reports, each once. */
function datasetsOf(snapshots: readonly Snapshot[]): readonly SnapshotDataset[] {
  const byName = new Map<string, SnapshotDataset>();
  for (const dataset of snapshots.flatMap(({ datasets }) => datasets))
    if (!byName.has(dataset.name)) byName.set(dataset.name, dataset);
  return [...byName.values()];
}

function unexplainedFigures(
  earlier: readonly SnapshotDataset[],
  later: readonly SnapshotDataset[],
  reasons: Snapshot['revisions'],
): Unexplained[] {
  const explained = new Set(reasons.map(({ cell, before = '' }) => `${cell} ${before}`));
  return compareCells(earlier, later)
    .map(({ cell, ...texts }) => ({ what: cellAddress(cell), ...texts }))
    .filter(({ what, before = '' }) => !explained.has(`${what} ${before}`));
}

/** In the language that data are written in, the first: a better translation revises nothing. */
function unexplainedWords(
  before: readonly Snapshot[],
  after: readonly Snapshot[],
  { edition, language }: Snapshot,
): Unexplained[] {
  const inLanguage = (side: readonly Snapshot[]) => side.filter((each) => each.language === language);
  const [earlier, later] = [inLanguage(before), inLanguage(after)];
  const explained = new Set(later.flatMap(revisedTextsOf).map(placeOf));
  const changes = compareTexts({
    before: { edition: earlier[0]?.edition ?? edition, datasets: datasetsOf(earlier) },
    after: { edition, datasets: datasetsOf(later) },
  });
  return changes
    .filter((change) => !explained.has(placeOf(change)))
    .map(({ before: was, after: is, ...place }) => ({
      what: describe(place),
      before: was,
      ...(is === undefined ? {} : { after: is }),
    }));
}

const revisedTextsOf = (snapshot: Snapshot): readonly SnapshotRevisedText[] =>
  'revisedTexts' in snapshot ? snapshot.revisedTexts : [];

type Place = Omit<TextChange, 'before' | 'after'>;

const placeOf = ({ dataset, what, field, category, symbol, key }: Place): string =>
  JSON.stringify([dataset, what, field, category, symbol, key]);

/** `visits/reader=adults label` */
function describe({ dataset, what, field, category, symbol, key }: Place): string {
  const of = category === undefined ? field : `${field}=${category}`;
  return `${[dataset, of].filter((part) => part !== undefined).join('/')} ${[symbol, key, what].filter((part) => part !== undefined).join(' ')}`;
}
