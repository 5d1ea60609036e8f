import { didYouMean, listNames } from '../../diagnostics.js';
import type { Field, PublishedDataset, Row, SourceCell } from '../../model/dataset/dataset.js';
import { groupBy } from '../../model/group-by.js';
import { type FaultCall, faultOf, type ProblemId } from '../../problems/problem.js';
import { textIn } from '../rows.js';
import { type JsonObject, point, toArray, toObject, viewsIn } from '../spec.js';
import { type DataName, dataKey, dataOf, type LookupProblem, ownData } from './parts.js';

/** A `lookup` of a view in another dataset of the package. */
export interface Lookup {
  /** Key of the dataset whose rows look up; see {@link dataKey}. */
  readonly into: string;
  readonly from: DataName;
  readonly transform: JsonObject;
  readonly pointer: string;
}

/** The lookups of a chart, in their order. */
export function lookupsIn(spec: JsonObject, standard: DataName): readonly Lookup[] {
  return viewsIn(spec).flatMap(({ around, ...own }) => {
    const into = dataKey(dataOf([...around, own]) ?? standard);
    return toArray(own.view.transform).flatMap((each, index): readonly Lookup[] => {
      const transform = toObject(each);
      const from = transform.lookup === undefined ? undefined : ownData(toObject(transform.from));
      const pointer = point(own.pointer, 'transform', index);
      return from === undefined ? [] : [{ into, from, transform, pointer }];
    });
  });
}

/** What a lookup gives to one row: numbers with the cells that they are, and words. */
export interface LookedUp {
  readonly stands: Readonly<Record<string, SourceCell>>;
  readonly words: Readonly<Record<string, string>>;
}

/** The fields that a lookup adds to the rows of a dataset, and what it finds for each of them. */
export interface Resolved {
  readonly fields: readonly Field[];
  /** The other dataset; absent where the lookup is none. */
  readonly source?: PublishedDataset;
  readonly problems: readonly LookupProblem[];
  /** What is found for a row, or why nothing is. */
  find(row: Row): LookedUp | LookupProblem;
}

/** Reports what is wrong with a lookup, at the keys of its transform. */
type Say = <Id extends ProblemId>(keys: readonly (string | number)[], ...call: FaultCall<Id>) => void;

/** Fields of the other dataset, by the names that they bear in the chart. */
type Found = readonly (readonly [string, Field])[];

/**
 * Resolves a lookup: each row takes the fields of the one row of the other dataset that bears its key. Of dimensions that the key
 * leaves open the total stands for all; a row of a total looks for the total.
 */
export function resolveLookup(lookup: Lookup, dataset: PublishedDataset, source: PublishedDataset): Resolved {
  const { transform, pointer } = lookup;
  const problems: LookupProblem[] = [];
  const say: Say = (keys, ...call) => {
    problems.push({ ...faultOf(...call), pointer: point(pointer, ...keys) });
  };
  const own = keyField(transform.lookup, dataset, ['lookup'], say);
  const other = keyField(toObject(transform.from).key, source, ['from', 'key'], say);
  const found = fieldsFound(transform, dataset, source, say);
  refuseStandIn(transform.default, found, say);
  const matching = matcher(own, other, source);
  return {
    fields: found.map(([name, field]) => addedField(name, field)),
    ...(problems.length === 0 && { source }),
    problems,
    find: (row) => {
      const value = own === undefined ? undefined : textIn(row, own);
      return lookedUp(value, own?.total, matching(value ?? ''), { lookup, found, source });
    },
  };
}

/** The field that holds the key in one of the two datasets. */
function keyField(
  name: unknown,
  { fields, name: of }: PublishedDataset,
  keys: readonly string[],
  say: Say,
): Field | undefined {
  const words = fields.filter(({ role }) => role === 'dimension' || role === 'attribute');
  return fieldNamed(name, words, of, keys, say);
}

function fieldNamed(
  name: unknown,
  known: readonly Field[],
  dataset: string,
  keys: readonly (string | number)[],
  say: Say,
): Field | undefined {
  const found = known.find((field) => field.name === name);
  if (found !== undefined) return found;
  const names = known.map((field) => field.name);
  const said = { name: String(name), dataset, known: listNames(names) };
  say(keys, 'chart/unknown-field.field', said, didYouMean(said.name, names));
  return undefined;
}

function fieldsFound(
  transform: JsonObject,
  dataset: PublishedDataset,
  source: PublishedDataset,
  say: Say,
): Found {
  const names = toArray(toObject(transform.from).fields).filter(
    (name): name is string => typeof name === 'string',
  );
  const as = [transform.as ?? names].flat();
  if (names.length === 0 || names.length !== as.length || as.some((name) => typeof name !== 'string'))
    say(['from'], 'chart/spec.lookup');
  const known = source.fields.filter(({ role }) => role !== 'note');
  return names.flatMap((name, index): Found => {
    const field = fieldNamed(name, known, source.name, ['from', 'fields', index], say);
    if (field === undefined) return [];
    const made = String(as[index]);
    if (dataset.fields.some((each) => each.name === made))
      say(['from', 'fields', index], 'chart/spec.looked', { made, name: dataset.name });
    return [[made, field]];
  });
}

/** A word may stand in where nothing is found; a number may not. */
function refuseStandIn(standIn: unknown, found: Found, say: Say): void {
  const isWord = found.every(([, { role }]) => role !== 'measure');
  if (standIn === undefined || standIn === null || (typeof standIn === 'string' && isWord)) return;
  say(['default'], 'chart/data.lookup');
}

/** What the row with a key gets of the rows that bear it in the other dataset. */
function lookedUp(
  value: string | undefined,
  total: string | undefined,
  rows: readonly Row[],
  {
    lookup: { transform, pointer },
    found,
    source,
  }: { readonly lookup: Lookup; readonly found: Found; readonly source: PublishedDataset },
): LookedUp | LookupProblem {
  const { default: standIn } = transform;
  const key = String(toObject(transform.from).key);
  const [match] = rows;
  if (rows.length > 1)
    return {
      ...faultOf('chart/lookup.rows', { count: rows.length, name: source.name, value: value ?? '', key }),
      pointer,
    };
  if (match !== undefined) return cellsOf(found, match, source);
  if (typeof standIn === 'string')
    return { stands: {}, words: Object.fromEntries(found.map(([name]) => [name, standIn])) };
  // A total of what is looked up need not be there.
  if (value === total || standIn === null) return { stands: {}, words: {} };
  return { ...faultOf('chart/lookup.row', { value: value ?? '', name: source.name, key }), pointer };
}

function cellsOf(found: Found, row: Row, dataset: PublishedDataset): LookedUp {
  const stands: Record<string, SourceCell> = {};
  const words: Record<string, string> = {};
  for (const [name, field] of found) {
    const text = field.role === 'measure' ? undefined : textIn(row, field);
    if (field.role === 'measure') stands[name] = { dataset, row, measure: field };
    else if (text !== undefined) words[name] = text;
  }
  return { stands, words };
}

/** A field of another dataset as the rows that look it up have it: categories of a dimension become words. */
function addedField(name: string, { total: _, levels: __, ...field }: Field): Field {
  return field.role === 'measure' ? { ...field, name } : { ...field, name, role: 'attribute' };
}

/** Finds the rows with a key, of the totals of all dimensions that it leaves open. */
function matcher(
  own: Field | undefined,
  other: Field | undefined,
  { rows, fields }: PublishedDataset,
): (value: string) => readonly Row[] {
  if (own === undefined || other === undefined) return () => [];
  const open = fields.filter(
    ({ role, total, name }) => role === 'dimension' && total !== undefined && name !== other.name,
  );
  const whole = rows.filter(({ keys }) => open.every(({ name, total }) => keys[name] === total));
  const byKey = groupBy(whole, (row) => textIn(row, other) ?? '');
  return (value) => byKey.get(value === own.total ? (other.total ?? value) : value) ?? [];
}
