import { groupBy } from '../../model/group-by.js';
import { numberName, numberPattern, readPlace } from '../../outputs/docx/names.js';
import type { ReadParagraph } from '../../outputs/docx/read/read-paragraphs.js';
import type { Passage } from './passages.js';

/** Which passage of the report each passage of a file is: by bookmark, then by the id that Word gave it, then by its text. */
export function matchPassages(
  published: readonly Passage[],
  returned: readonly Passage[],
  isOfBuild: boolean,
): ReadonlyMap<Passage, Passage> {
  const found = new Map<Passage, Passage>();
  const taken = new Set<Passage>();
  const isFree = (passage: Passage): boolean => !taken.has(passage) && !found.has(passage);
  const pair = (theirs: Passage, own: Passage | undefined): void => {
    if (own === undefined || !isFree(theirs) || !isFree(own)) return;
    found.set(theirs, own);
    taken.add(own);
  };
  const by = (keys: (passage: Passage) => readonly string[], mayBe = alike(0)): void => {
    const known = groupBy(
      published.filter(isFree).flatMap((own) => keys(own).map((key) => ({ key, own }))),
      ({ key }) => key,
    );
    for (const theirs of returned.filter(isFree)) {
      const candidates = keys(theirs).flatMap((key) => known.get(key) ?? []);
      const possible = candidates.map(({ own }) => own).filter((own) => isFree(own) && mayBe(theirs, own));
      pair(theirs, nearest(theirs, possible));
    }
  };
  if (!isOfBuild) {
    // Cells of numbers have one fingerprint, and the offset of one may be that of another by now.
    by(cellByNumbers);
    by(cellByPlace);
  }
  by((passage) => (isOfBuild || !isCell(passage) ? passage.paragraphs.flatMap(({ places }) => places) : []));
  // In a file of another build the same words stand at other offsets.
  by(({ paragraphs }) =>
    paragraphs.flatMap(({ places }) => places.map((place) => readPlace(place).fingerprint)),
  );
  by(({ paragraphs }) => paragraphs.flatMap(({ paraId }) => paraId ?? []), alike(0.5));
  by(({ words, paragraphs: [first] }) => [`${kindOf(first)} ${words}`]);
  for (const [theirs, own] of likeNeighbours(published, returned, found, isFree)) pair(theirs, own);
  by(({ paragraphs: [first] }) => (first?.cell ? [`${kindOf(first)} ${Object.values(first.cell)}`] : []));
  return found;
}

/** It stands in a table. */
export const isCell = ({ paragraphs: [first] }: Passage): boolean => first?.cell !== undefined;

/** A cell by the names of its numbers. */
function cellByNumbers(passage: Passage): readonly string[] {
  const ids = passage.pieces.flatMap(({ id }) => id ?? []);
  const names = ids.map((id) => (numberPattern.test(id) ? id : numberName(id)));
  return isCell(passage) && ids.length > 0 ? [names.join(' ')] : [];
}

/** A cell by its table, row and column, and the fingerprint with which it left. */
const cellByPlace = ({ paragraphs }: Passage): readonly string[] =>
  paragraphs.flatMap(({ cell, part, places }) =>
    cell === undefined
      ? []
      : places.map((place) => [part, ...Object.values(cell), readPlace(place).fingerprint].join(' ')),
  );

const kindOf = (paragraph: ReadParagraph | undefined): string =>
  `${paragraph?.part} ${paragraph?.cell === undefined ? 'text' : 'cell'}`;

/** The candidate that has most words in common; the first of several. */
const nearest = (theirs: Passage, candidates: readonly Passage[]): Passage | undefined =>
  candidates.length < 2
    ? candidates[0]
    : candidates
        .map((own) => ({ own, score: similarity(theirs, own) }))
        .reduce((best, each) => (each.score > best.score ? each : best)).own;

const alike =
  (least: number) =>
  (one: Passage, other: Passage): boolean =>
    least === 0 || similarity(one, other) >= least;

/** Between passages that are known, those that have half of their words in common. */
function* likeNeighbours(
  published: readonly Passage[],
  returned: readonly Passage[],
  found: ReadonlyMap<Passage, Passage>,
  isFree: (passage: Passage) => boolean,
): Generator<[Passage, Passage]> {
  const places = new Map(published.map((own, index) => [own, index]));
  let before = -1;
  for (const [index, theirs] of returned.entries()) {
    const own = found.get(theirs);
    if (own !== undefined) before = places.get(own) ?? before;
    if (!isFree(theirs)) continue;
    const after = returned.slice(index).find((each) => found.has(each));
    const end = after === undefined ? published.length : (places.get(found.get(after) ?? theirs) ?? before);
    const candidates = published
      .slice(before + 1, Math.max(end, before + 1))
      .filter((each) => isFree(each) && kindOf(each.paragraphs[0]) === kindOf(theirs.paragraphs[0]))
      .filter((each) => alike(0.5)(theirs, each));
    const best = nearest(theirs, candidates);
    if (best !== undefined) yield [theirs, best];
  }
}

/** How much of the words of two passages is the same, from 0 to 1. */
function similarity(
  { tokens: one }: Pick<Passage, 'tokens'>,
  { tokens: other }: Pick<Passage, 'tokens'>,
): number {
  const words = (tokens: Passage['tokens']): string[] =>
    tokens.flatMap(({ text }) => (/[\p{L}\p{N}]/u.test(text) ? [text] : []));
  const counts = new Map<string, number>();
  const [first, second] = [words(one), words(other)];
  for (const word of first) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of second) {
    const count = counts.get(word) ?? 0;
    if (count > 0) common++;
    counts.set(word, count - 1);
  }
  return (2 * common) / Math.max(1, first.length + second.length);
}

/** Indexes that keep their order; the others were moved. */
export function inOrder(indexes: readonly number[]): ReadonlySet<number> {
  const best: { readonly index: number; readonly before: number | undefined }[] = [];
  const ends: number[] = [];
  const lengths: number[] = [];
  for (const [at, index] of indexes.entries()) {
    const place = ends.findIndex((end) => (best[end]?.index ?? 0) >= index);
    const length = place < 0 ? ends.length : place;
    best.push({ index, before: ends[length - 1] });
    ends[length] = at;
    lengths.push(length);
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = best[at]?.before) kept.add(best[at]?.index ?? 0);
  return kept;
}
