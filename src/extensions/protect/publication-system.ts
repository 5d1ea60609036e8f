import type { Dataset, Field, Row } from '../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../model/dataset/hierarchy.js';
import {
  type CellLinks,
  hasCategories,
  isPublished,
  type LinkedCells,
  type ProtectionPolicy,
} from '../../model/dataset/protection.js';
import { ownOf } from '../../model/own.js';
import { groupsOf } from '../../model/totals/groups.js';
import { type CountedCell, CountedCells, countIn, countsOf } from './counted-cells.js';
import { attainable } from './engine/attainable.js';
import type { Cell, Need, Relation, System, Term } from './engine/system.js';
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
  { sums }: FoundRelation,
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
    const terms = sides.flatMap((cells, side) => cells.map((cell) => term(cell, side === 0 ? 1 : -1)));
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

/** @param place How far down the list of counts it stands, from 0 to 1. */
function toCell(counted: CountedCell, place: number): Cell {
  const { dataset, row, measure } = counted;
  const value = countIn(row, measure.name) ?? 0;
  const { protection } = dataset;
  if (protection === undefined || protection.round !== undefined)
    return { value, least: Math.min(value, 1), cost: Number.POSITIVE_INFINITY };
  const areZerosShown = protection.zeros === 'shown';
  const least = areZerosShown && value > 0 ? 1 : 0;
  const isByDecision = isPublished(dataset, row, measure.name);
  const need = isSmall(value, protection) && !isByDecision;
  const stays = (areZerosShown && value === 0) || isByDecision || isNever(row, protection);
  return {
    value,
    least,
    cost: stays ? Number.POSITIVE_INFINITY : costOf(counted, protection) + perPlace * place,
    ...(need ? { need: needOf(protection, areZerosShown) } : {}),
    ...(protection.singletons === 'protected' ? { alone: true } : {}),
    ...(value >= protection.threshold
      ? { ifSmall: { below: protection.threshold, need: needOf(protection, areZerosShown) } }
      : {}),
  };
}

/** What has to stay possible of a small count. */
export function needOf({ level, threshold }: ProtectionPolicy, areZerosShown: boolean): Need {
  if (level === 'exact') return { kind: 'two-values' };
  return { kind: 'range', from: areZerosShown ? 1 : 0, to: level === 'range' ? threshold - 1 : threshold };
}

/** True for a count that a policy would hide. */
export const isSmall = (value: number, { threshold, zeros }: ProtectionPolicy): boolean =>
  value < threshold && (value > 0 || (value === 0 && zeros === 'sensitive'));

const isNever = (row: Row, { never }: ProtectionPolicy): boolean =>
  never.some((where) => hasCategories(row, where));

/** How much dearer a total is for every level that it stands above its parts: readers ask for totals first. */
const perLevel = 3;

/**
 * Among choices that cost the same, the one higher up goes; no policy has so fine a weight. Never the one that counts fewer: whoever knows
 * that would compare it with those that are printed.
 */
const perPlace = 1 / 100;

function costOf({ dataset, row }: CountedCell, { weight }: ProtectionPolicy): number {
  const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
  const levels = dimensions.reduce((sum, field) => sum + levelOf(field, row.keys[field.name] ?? ''), 0);
  const factor = dimensions.reduce(
    (product, { name }) => product * (ownOf(ownOf(weight, name), row.keys[name] ?? '') ?? 1),
    1,
  );
  return factor * (1 + perLevel * levels);
}

/** How many levels of parts a category has below it. */
function levelOf(field: Field, category: string): number {
  const { total } = field;
  const depths = isHierarchy(field) ? (field.levels?.length ?? 1) : 1;
  if (category === total) return depths;
  return isHierarchy(field) ? heightOf(new Tree(field), category) : 0;
}

const heightOf = (tree: Tree, category: string): number =>
  tree.partsOf(category).reduce((most, part) => Math.max(most, 1 + heightOf(tree, part)), 0);

/**
 * Totals over counts that add up. Where a part is not known, or a total has a remainder, the parts come to it at the most. Persons who
 * are counted in several parts are counted once in the total: it is no part's less, and the parts' sum at the most.
 */
function* totalsOf(dataset: Dataset, counted: CountedCells): Generator<Relation> {
  const open = Number.POSITIVE_INFINITY;
  for (const { total, parts, over } of groupsOf(dataset)) {
    const hasRest = over.some(({ remainder }) => remainder !== undefined);
    for (const { name, additive } of countsOf(dataset)) {
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
