import type { Diagnostic, Position } from '../../../diagnostics.js';
import type { Dataset } from '../../../model/dataset/dataset.js';
import { type CellLinks, hidesCells } from '../../../model/dataset/protection.js';
import { isCalledTotal } from '../../../model/totals/total-word.js';
import { problem } from '../../../problems/problem.js';
import { CountedCells, countIn, countsOf } from '../counted-cells.js';
import type { Term } from '../engine/system.js';
import { type LockFile, lockPath, type ProtectionLock } from '../lock.js';
import { policyPosition } from '../named-cells.js';
import { declaredRelations, foundRelations } from '../publication-system.js';
import { type FoundRelation, findRelations } from './find.js';
import { type PossiblePart, possibleParts } from './possible-parts.js';
import { type Place, wholeWords } from './tables.js';

/** A prime whose squares are exact in a double: what depends on other relations by it depends on them. */
const prime = 94_906_249;

const modulo = (value: number): number => ((value % prime) + prime) % prime;

/** The number that gives 1 with another. */
function inverseOf(value: number): number {
  let [rest, next, own, other] = [prime, value, 0, 1];
  while (next !== 0) {
    const times = Math.floor(rest / next);
    [rest, next] = [next, rest - times * next];
    [own, other] = [other, own - times * other];
  }
  return modulo(own);
}

/** Linear relations, of which it is known whether another follows from them. */
class Span {
  /** By the last cell of each, whose factor is 1. */
  readonly #rows = new Map<number, ReadonlyMap<number, number>>();

  /** Adds a relation. False where it says nothing that those before do not say together. */
  add(terms: readonly Term[]): boolean {
    const left = new Map<number, number>();
    for (const { cell, factor } of terms) left.set(cell, modulo((left.get(cell) ?? 0) + factor));
    for (;;) {
      let last = -1;
      for (const [cell, factor] of left)
        if (factor === 0) left.delete(cell);
        else last = Math.max(last, cell);
      if (last === -1) return false;
      const factor = left.get(last) ?? 0;
      const row = this.#rows.get(last);
      if (row === undefined) {
        const inverse = inverseOf(factor);
        for (const [cell, own] of left) left.set(cell, modulo(own * inverse));
        this.#rows.set(last, left);
        return true;
      }
      for (const [cell, own] of row) left.set(cell, modulo((left.get(cell) ?? 0) - modulo(factor * own)));
    }
  }
}

/** What holds in the numbers and is declared nowhere, without what `unrelated` takes out with a reason. */
export interface Related {
  /** An attacker finds them too: they belong to the system. */
  readonly sure: readonly FoundRelation[];
  /** Chance may have made them: somebody has to say. */
  readonly asked: readonly FoundRelation[];
  /** Columns that may be parts of others: somebody has to say that too. */
  readonly parts: readonly PossiblePart[];
  /** What `unrelated` and `related` name and the numbers do not show, with its place. */
  readonly unmet: readonly (readonly [words: string, position: Position])[];
  /** The words of all that holds, declared or not. */
  readonly holding: ReadonlySet<string>;
}

export const nothingFound: Related = { sure: [], asked: [], parts: [], unmet: [], holding: new Set() };

/** The relations of a publication that the data package does not know of, and that do not follow from what it knows and one another. */
export function relatedIn(datasets: readonly Dataset[], links: CellLinks): Related {
  const said = (key: 'unrelated' | 'related'): ReadonlyMap<string, Position> =>
    new Map(datasets.flatMap(({ protection }) => [...(protection?.[key] ?? [])]));
  const [unrelated, confirmed] = [said('unrelated'), said('related')];
  const all = findRelations(datasets);
  const possible = possibleParts(datasets, links, all);
  const holding = new Set([...all, ...possible].map(({ words }) => words));
  const unmet = [...unrelated, ...confirmed].filter(
    ([words]) => !holding.has(words) && !isOfTotalWord(words, datasets),
  );
  const found = all.filter(({ words }) => !unrelated.has(words));
  const counted = new CountedCells(datasets);
  const known = new Span();
  for (const { terms, least, most } of declaredRelations(datasets, links, counted))
    if (least === most) known.add(terms);
  const isNews = (each: FoundRelation): boolean =>
    foundRelations(each, datasets, counted).filter(({ terms }) => known.add(terms)).length > 0;
  const isTaken = ({ isSure, words }: FoundRelation): boolean => isSure || confirmed.has(words);
  const sure = found.filter((each) => isTaken(each) && isNews(each));
  return {
    sure,
    asked: found.filter((each) => !isTaken(each) && isNews(each)),
    parts: possible.filter(({ words }) => !unrelated.has(words)),
    unmet,
    holding,
  };
}

/** Whether a reason frees a category that is only called a total: its numbers need not add up. */
const isOfTotalWord = (words: string, datasets: readonly Dataset[]): boolean =>
  datasets.some(({ name, fields }) =>
    fields.some(({ name: dimension, categories }) =>
      categories.some(
        ({ value, label }) =>
          (isCalledTotal(value) || isCalledTotal(label)) && words === wholeWords(name, dimension, value),
      ),
    ),
  );

/** Errors for counts that are hidden in one place and that another one, which hides nothing, is found to print. */
export function printedElsewhere({ sure }: Related, datasets: readonly Dataset[]): Diagnostic[] {
  const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  const hidesAt = ({ dataset, measure }: Place): boolean => {
    const found = byName.get(dataset);
    return found !== undefined && hidesCells(found) && countsOf(found).some(({ name }) => name === measure);
  };
  const isSmall = ({ dataset, row, measure }: Place): boolean => {
    const { protection, rows } = byName.get(dataset) ?? {};
    const counted = rows?.[row] === undefined ? 0 : (countIn(rows[row], measure) ?? 0);
    return protection !== undefined && counted > 0 && counted < protection.threshold;
  };
  return sure.flatMap(({ sums, words, factors }): Diagnostic[] => {
    const sides = [sums[0]?.left, sums[0]?.right].flatMap((side) => side?.[0] ?? []);
    const open = sides.find((each) => !hidesAt(each));
    const hidden = sides.find(hidesAt);
    const hider = byName.get(hidden?.dataset ?? '');
    if (open === undefined || hider === undefined) return [];
    // What is small in a sum is hidden by the choice; a small count that stands there alone is not.
    const isPrinted = ([place, ...more]: readonly Place[]): boolean =>
      place !== undefined &&
      more.length === 0 &&
      place.dataset === hider.name &&
      hidesAt(place) &&
      isSmall(place);
    if (!sums.some(({ left, right }) => isPrinted(left) || isPrinted(right))) return [];
    return [
      problem(
        factors === undefined ? 'protect/related.small' : 'protect/related.times',
        policyPosition(hider),
        {
          name: open.dataset === hider.name ? open.measure : open.dataset,
          hiderName: hider.name,
          words,
          takenOut: takenOut(words),
        },
      ),
    ];
  });
}

/** Errors for sure relations that the lock does not have: the choice that it holds took no account of them. */
export const notChosenFor = ({ sure }: Related, lock: LockFile | undefined): Diagnostic[] =>
  sure
    .filter(({ words, dataset }) => hidesCells(dataset) && lock?.related?.relations.includes(words) !== true)
    .map((each) => told(each, 'error'));

/** Warnings for relations of the lock that the numbers of today break: mostly one table was corrected and the other forgotten. */
export const brokenSince = ({ holding }: Related, { file, positionOf }: ProtectionLock): Diagnostic[] =>
  (file?.related?.relations ?? [])
    .filter((words) => !holding.has(words))
    .map((words) =>
      problem('protect/related.held', positionOf(words.split(/[.:]/u, 1)[0] ?? ''), { words, lockPath }),
    );

/** Warnings that ask for a word on relations that chance may have made. */
export const askedOf = ({ asked, parts, unmet }: Related): Diagnostic[] => [
  ...asked.map((each) => told(each, 'warning')),
  ...parts.map(
    ({ words, dataset, part, whole }): Diagnostic =>
      problem('protect/related.part', policyPosition(dataset), {
        part,
        whole,
        name: dataset.name,
        takenOut: takenOut(words),
      }),
  ),
  ...unmet.map(([words, position]): Diagnostic => problem('protect/related.relation', position, { words })),
];

const written = (key: 'unrelated' | 'related', words: string): string =>
  `write under \`protect\` \`${key}: {${JSON.stringify(words)}: reason}\``;

/** What takes a relation out that holds by chance: the end of a hint. */
export const takenOut = (words: string): string => written('unrelated', words);

function told(found: FoundRelation, severity: 'error' | 'warning'): Diagnostic {
  const { words, dataset, sums, remedy } = found;
  const places = sums.length === 1 ? 'the one place' : `all ${sums.length} places`;
  const declare = remedy === '' ? '' : `declare it (\`${remedy}\`), or `;
  const out = takenOut(words);
  return problem(
    severity === 'error' ? 'protect/related.holds' : 'protect/related.chance',
    policyPosition(dataset),
    { words, places, declare, out, related: written('related', words) },
    { severity },
  );
}
