import type { Dataset, Row } from '../../model/dataset/dataset.js';
import type { CellLinks, LinkedCells } from '../../model/dataset/protection.js';
import { groupsOf } from '../../model/totals/groups.js';
import { toCell } from './cell-of-count.js';
import { allCountsOf, CountedCells } from './counted-cells.js';
import { attainable } from './engine/goals.js';
import type { Cell, Relation, System, Term } from './engine/system.js';
import type { FoundRelation } from './related/find.js';
import type { Place } from './related/tables.js';

/** All counts of a publication as one system, and which cell of it is which of the package. */
export interface PublicationSystem {
  readonly system: System;
  readonly counted: CountedCells;
}

/**
 * One system for the whole publication: every count of every dataset, since a table that may be printed whole gives
 * away what another hides. It holds totals and their parts at every level, and what the package says is equal, a part,
 * or a rate of others. It holds relations that were found though nobody states them.
 */
export function publicationSystem(
  datasets: readonly Dataset[],
  links: CellLinks,
  found: readonly FoundRelation[],
): PublicationSystem {
  const counted = new CountedCells(datasets);
  const relations = [
    ...declaredRelations(datasets, links, counted),
    ...found.flatMap((each) => foundRelations(each, datasets, counted)),
  ];
  const cells = counted.cells.map((cell, index) => toCell(cell, index / counted.cells.length));
  return { system: attainable({ cells, relations: relations.map((each) => asItIs(each, cells)) }), counted };
}

/** What the data package says of how counts hang together. */
export const declaredRelations = (
  datasets: readonly Dataset[],
  links: CellLinks,
  counted: CountedCells,
): Relation[] => [
  ...datasets.flatMap((dataset) => [...totalsOf(dataset, counted)]),
  ...pairsOf(datasets, links, counted),
];

/** The sums of a relation that was found, over the cells of the publication. */
export function foundRelations(
  { sums, factors = [1, 1] }: FoundRelation,
  datasets: readonly Dataset[],
  counted: CountedCells,
): Relation[] {
  const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  const cellAt = ({ dataset, row, measure }: Place): number[] => {
    const found = byName.get(dataset)?.rows[row];
    const cell = found === undefined ? undefined : counted.indexOf(found, measure);
    return cell === undefined ? [] : [cell];
  };
  return sums.flatMap(({ left, right }): Relation[] => {
    const sides = [left, right].map((places) => places.flatMap(cellAt));
    if (sides.flat().length < left.length + right.length) return [];
    const terms = sides.flatMap((cells, side) =>
      cells.map((cell) => term(cell, side === 0 ? factors[0] : -factors[1])),
    );
    return [{ terms, least: 0, most: 0 }];
  });
}

/** A total that was accepted though its parts come to something else: an attacker may know by how much. */
function asItIs(relation: Relation, cells: readonly Cell[]): Relation {
  const sum = relation.terms.reduce((all, { cell, factor }) => all + factor * (cells[cell]?.value ?? 0), 0);
  if (sum >= relation.least && sum <= relation.most) return relation;
  if (relation.least === relation.most) return { ...relation, least: sum, most: sum };
  return { ...relation, least: Math.min(sum, relation.least), most: Math.max(sum, relation.most) };
}

/**
 * Totals over counts that add up. Where a part is not known, or a total has a remainder, the parts come to it at the most. Persons who
 * are counted in several parts are counted once in the total: it is no part's less, and the parts' sum at the most.
 */
function* totalsOf(dataset: Dataset, counted: CountedCells): Generator<Relation> {
  const open = Number.POSITIVE_INFINITY;
  for (const { total, parts, over } of groupsOf(dataset)) {
    const hasRest = over.some(({ remainder }) => remainder !== undefined);
    for (const { name, additive } of allCountsOf(dataset)) {
      const whole = counted.indexOf(total, name);
      if (whole === undefined) continue;
      const known = parts.flatMap((row) => counted.indexOf(row, name) ?? []);
      const isExact = !hasRest && known.length === parts.length;
      const terms = [term(whole, 1), ...known.map((cell) => term(cell, -1))];
      if (additive !== false) {
        yield { terms, least: 0, most: isExact ? 0 : open };
        continue;
      }
      for (const cell of known) yield { terms: [term(whole, 1), term(cell, -1)], least: 0, most: open };
      if (isExact)
        yield { terms: [term(whole, -1), ...known.map((cell) => term(cell, 1))], least: 0, most: open };
    }
  }
}

function* pairsOf(
  datasets: readonly Dataset[],
  { pairs }: CellLinks,
  counted: CountedCells,
): Generator<Relation> {
  for (const { kind, own, other } of pairs) {
    const partnerOf = partnersIn(other, datasets);
    for (const row of rowsOf(own, datasets)) {
      const partner = partnerOf(row);
      const cell = counted.indexOf(row, own.measure);
      const beside = partner === undefined ? undefined : counted.indexOf(partner, other.measure);
      if (cell === undefined || beside === undefined || cell === beside) continue;
      yield {
        terms: [term(beside, 1), term(cell, -1)],
        least: 0,
        most: kind === 'equals' ? 0 : Number.POSITIVE_INFINITY,
      };
    }
  }
}

const term = (cell: number, factor: number): Term => ({ cell, factor });

/** The rows that have the categories of a link. */
function rowsOf({ dataset, where }: LinkedCells, datasets: readonly Dataset[]): readonly Row[] {
  const wanted = Object.entries(where);
  const rows = datasets.find(({ name }) => name === dataset)?.rows ?? [];
  return rows.filter(({ keys }) => wanted.every(([name, category]) => keys[name] === category));
}

/** Finds the row of linked cells that agrees with a row in every dimension that the link leaves open. */
export function partnersIn(linked: LinkedCells, datasets: readonly Dataset[]): (row: Row) => Row | undefined {
  const fields = datasets.find(({ name }) => name === linked.dataset)?.fields ?? [];
  const open = fields.filter(({ role, name }) => role === 'dimension' && !Object.hasOwn(linked.where, name));
  const keyOf = ({ keys }: Row): string => JSON.stringify(open.map(({ name }) => keys[name]));
  const found = new Map(rowsOf(linked, datasets).map((row) => [keyOf(row), row]));
  return (row) => found.get(keyOf(row));
}
