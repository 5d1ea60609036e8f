import type { Dataset, Row } from '../../model/dataset/dataset.js';
import { countsPersons } from '../../model/dataset/few-persons.js';
import {
  type CellLink,
  type CellLinks,
  hidesCells,
  type LinkedCells,
} from '../../model/dataset/protection.js';
import { groupsOf } from '../../model/totals/groups.js';
import { toCell, toRest } from './cell-of-count.js';
import { allCountsOf, type CountedCell, CountedCells, countsOf, numberOf } from './counted-cells.js';
import { attainable } from './engine/goals.js';
import type { Cell, Relation, System, Term } from './engine/system.js';
import type { FoundRelation } from './related/find.js';
import type { Place } from './related/tables.js';

/** All counts of a publication as one system, and which cell of it is which of the package. */
export interface PublicationSystem {
  /** Behind the counts stand the rests. */
  readonly system: System;
  readonly counted: CountedCells;
  readonly rests: readonly Rest[];
}

/**
 * What printed persons leave beside others that are printed: 3 men of 30 persons and 27 women, or those of a town whose number is not
 * known. It is hidden in every choice, since no table has it.
 */
export interface Rest {
  readonly index: number;
  readonly whole: number;
  readonly parts: readonly number[];
  /** The count that messages name. */
  readonly told: number;
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
  const rests = [...restsOf(datasets, links, counted)].map(({ cell, ...places }, order) => ({
    index: cells.length + order,
    cell,
    ...places,
  }));
  const all = [...cells, ...rests.map(({ cell }) => cell)];
  const left = rests.map(
    ({ index, whole, parts }): Relation => ({
      terms: [term(whole, 1), ...[...parts, index].map((cell) => term(cell, -1))],
      least: 0,
      most: 0,
    }),
  );
  const system = attainable({
    cells: all,
    relations: [...relations.map((each) => asItIs(each, cells)), ...left],
  });
  return { system, counted, rests };
}

/** The counts at some indices; of a rest the one that tells it. */
export const countsAt = (
  { counted, rests }: Pick<PublicationSystem, 'counted' | 'rests'>,
  indices: readonly number[],
): CountedCell[] =>
  indices.flatMap((index) => {
    const teller = counted.cells[rests[index - counted.cells.length]?.told ?? -1];
    return teller === undefined ? (counted.cells[index] ?? []) : { ...teller, tellsRest: true as const };
  });

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
  for (const pair of pairs) {
    for (const { part, whole } of cellsOf(pair, datasets, counted))
      yield {
        terms: [term(whole, 1), term(part, -1)],
        least: 0,
        most: pair.kind === 'equals' ? 0 : Number.POSITIVE_INFINITY,
      };
  }
}

/** The cells that a link holds together, pair by pair. */
function* cellsOf(
  { own, other }: CellLink,
  datasets: readonly Dataset[],
  counted: CountedCells,
): Generator<{ readonly part: number; readonly whole: number }> {
  const partnerOf = partnersIn(other, datasets);
  for (const row of rowsOf(own, datasets)) {
    const partner = partnerOf(row);
    const part = counted.indexOf(row, own.measure);
    const whole = partner === undefined ? undefined : counted.indexOf(partner, other.measure);
    if (part !== undefined && whole !== undefined && part !== whole) yield { part, whole };
  }
}

/** What is left of persons beside those who are a part of them, as the package says, and of totals beside the parts that are known. */
function* restsOf(datasets: readonly Dataset[], { pairs }: CellLinks, counted: CountedCells) {
  for (const dataset of datasets.filter(hidesCells)) {
    for (const { total, parts, over } of groupsOf(dataset)) {
      const hasRest = over.some(({ remainder }) => remainder !== undefined);
      for (const { name, additive } of countsOf(dataset)) {
        const known = parts.flatMap((row) => counted.indexOf(row, name) ?? []);
        const whole = counted.indexOf(total, name);
        const isOpen = hasRest || known.length < parts.length;
        if (whole === undefined || additive === false || known.length === 0 || !isOpen) continue;
        yield* restOf({ whole, parts: known, told: whole }, counted);
      }
    }
  }
  for (const pair of pairs) {
    if (pair.kind === 'equals') continue;
    for (const { part, whole } of cellsOf(pair, datasets, counted)) {
      const told = [part, whole].find((index) => counted.cells.slice(index, index + 1).some(isProtected));
      if (told !== undefined) yield* restOf({ whole, parts: [part], told }, counted);
    }
  }
}

const isProtected = ({ dataset }: CountedCell): boolean => hidesCells(dataset);

function* restOf(places: Omit<Rest, 'index'>, { cells }: CountedCells) {
  const { protection } = cells[places.told]?.dataset ?? {};
  const parts = places.parts.flatMap((index) => cells[index] ?? []);
  const all = [...cells.slice(places.whole, places.whole + 1), ...parts];
  const value = all.reduce((left, cell, index) => left + (index === 0 ? 1 : -1) * (numberOf(cell) ?? 0), 0);
  const isOfPersons = all.every(({ measure, dataset }) => countsPersons(measure, dataset));
  if (protection !== undefined && isOfPersons && value >= 0)
    yield { ...places, cell: toRest(value, protection) };
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
