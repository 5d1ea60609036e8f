import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../model/dataset/hierarchy.js';
import { listAt } from '../../model/group-by.js';
import { phrase } from '../../problems/problem.js';
import type { Call } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import type { Filters } from './fields.js';

/** Dimensions of which a call names levels, with these: 0 is the topmost. */
export type AskedLevels = ReadonlyMap<Field, readonly number[]>;

/** The dimensions whose categories are part of one another. */
const hierarchiesOf = ({ fields }: Pick<PublishedDataset, 'fields'>): readonly Field[] =>
  fields.filter((field) => field.role === 'dimension' && isHierarchy(field));

/** The levels that `level="district"` names, or `level="region|district"`. Fails on one that no dimension has. */
function findLevels(
  dataset: Pick<PublishedDataset, 'fields' | 'name'>,
  text: string,
  position: Position,
): AskedLevels {
  const asked = new Map<Field, number[]>();
  for (const name of text.split('|').map((each) => each.trim())) {
    const field = hierarchiesOf(dataset).find(({ levels = [] }) => levels.includes(name));
    if (field === undefined) {
      const known = hierarchiesOf(dataset).flatMap(({ levels = [] }) => levels);
      const said = { name, datasetName: dataset.name, levels: listNames(known) };
      const none = { hint: phrase('content/unknown-level.none', { datasetName: dataset.name }) };
      const more = known.length === 0 ? none : didYouMean(name, known);
      return fail('content/unknown-level', position, said, more);
    }
    listAt(asked, field).push(field.levels?.indexOf(name) ?? 0);
  }
  return asked;
}

/** The levels that a call names. */
export function askedLevels(call: Call, dataset: PublishedDataset): AskedLevels {
  const text = call.text('level');
  return text === undefined ? new Map() : findLevels(dataset, text, call.hashAt('level'));
}

/**
 * What stands for a category of a level that has no row of its own while its parts have. It is nothing (an error), its
 * parts, or the category itself, whose parts somebody adds up.
 */
export type Rowless = 'refused' | 'parts' | 'kept';

/** The filters of a call with the categories of the levels that it names. Those that have no row in any way are left out. */
export function withLevels(
  call: Call,
  dataset: PublishedDataset,
  filters: Filters,
  rowlessOf: (field: Field) => Rowless = () => 'refused',
): Filters {
  const asked = askedLevels(call, dataset);
  if (asked.size === 0) return filters;
  const wanted = new Map(filters);
  for (const [field, depths] of asked) {
    const tree = new Tree(field);
    const wholes = filters.get(field);
    for (const value of wholes ?? []) refuseDeeper(call, { field, tree, value, depths });
    const present = presentIn(dataset, field);
    const rowless = rowlessOf(field);
    const withRows = (value: string): readonly string[] => {
      if (present.has(value)) return [value];
      if (!tree.isTold(value, present)) return [];
      if (rowless === 'kept') return [value];
      if (rowless === 'parts') return tree.partsOf(value).flatMap(withRows);
      return refuseRowless(dataset, field, value, call.hashAt('level'));
    };
    const values = depths.flatMap((depth) => tree.atDepth(depth, wholes));
    wanted.set(field, [...new Set(values)].flatMap(withRows));
  }
  return wanted;
}

/** The categories of a dimension that have a row. */
export const presentIn = ({ rows }: PublishedDataset, { name }: Field): ReadonlySet<string | undefined> =>
  new Set(rows.map(({ keys }) => keys[name]));

function refuseRowless(dataset: PublishedDataset, field: Field, value: string, position: Position): never {
  return fail('content/mixed-levels.row', position, {
    level: field.levels?.[new Tree(field).depthOf(value)],
    name: dataset.name,
    value,
  });
}

/** Fails where a level that is to be drawn lacks rows that its parts have. */
export function checkLevelRows(dataset: PublishedDataset, text: string, position: Position): void {
  for (const [field, depths] of findLevels(dataset, text, position)) {
    const tree = new Tree(field);
    const present = presentIn(dataset, field);
    const rowless = depths
      .flatMap((depth) => tree.atDepth(depth))
      .find((value) => !present.has(value) && tree.isTold(value, present));
    if (rowless !== undefined) refuseRowless(dataset, field, rowless, position);
  }
}

interface AskedCategory {
  readonly field: Field;
  readonly tree: Tree;
  readonly value: string;
  readonly depths: readonly number[];
}

function refuseDeeper(call: Call, { field, tree, value, depths }: AskedCategory): void {
  const own = tree.depthOf(value);
  const above = depths.find((depth) => depth < own);
  if (above === undefined) return;
  fail('content/mixed-levels.below', call.hashAt('level'), {
    level: field.levels?.[above],
    value,
    otherLevel: field.levels?.[own],
  });
}

/** Fails where things would be counted twice: a category is to be added to one that it is part of. */
export function refuseCountedTwice(call: Call, field: Field, values: readonly string[]): void {
  const twice = isHierarchy(field) ? new Tree(field).countedTwice(values) : undefined;
  if (twice === undefined) return;
  const [part, whole] = [`\`${twice.part}\``, `\`${twice.whole}\``];
  fail(
    'content/mixed-levels.counted',
    call.hashAt(call.has(field.name) ? field.name : 'level'),
    { part, whole, name: field.name },
    { hint: levelHint(field) },
  );
}

/** Fails where a call shows all of a dimension and its rows stand at several levels: nothing says which is meant. */
export function refuseMixedLevels(
  call: Call,
  dataset: PublishedDataset,
  filters: Filters,
  shown: readonly Field[],
): void {
  for (const field of hierarchiesOf(dataset)) {
    if (!shown.includes(field) || filters.has(field)) continue;
    const values = [...presentIn(dataset, field)].map((value) => value ?? '');
    const twice = new Tree(field).countedTwice(values);
    if (twice === undefined) continue;
    fail(
      'content/mixed-levels.several',
      call.at,
      { name: field.name, datasetName: dataset.name, part: twice.part, whole: twice.whole },
      { hint: levelHint(field) },
    );
  }
}

/** "write `level="district"`". */
export const levelHint = ({ levels = [] }: Field): string =>
  `write ${levels.map((level) => `\`level="${level}"\``).join(' or ')}`;
