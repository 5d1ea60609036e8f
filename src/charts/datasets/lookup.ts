import type { DiagnosticCode } from '../../diagnostic-codes.js';
import { didYouMean, listNames } from '../../diagnostics.js';
import type { Field, PublishedDataset, Row, SourceCell } from '../../model/dataset/dataset.js';
import { textIn } from '../rows.js';
import { childViews, isObject, type JsonObject, point, toArray, toObject } from '../spec.js';
import { type DataName, dataKey, type LookupProblem, ownData } from './parts.js';

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
  const found: Lookup[] = [];
  const visit = (view: JsonObject, pointer: string, around: DataName): void => {
    const own = ownData(view) ?? around;
    toArray(view.transform).forEach((transform, index) => {
      if (!isObject(transform) || transform.lookup === undefined) return;
      const from = ownData(toObject(transform.from));
      const at = point(pointer, 'transform', index);
      if (from !== undefined) found.push({ into: dataKey(own), from, transform, pointer: at });
    });
    for (const child of childViews(view, pointer)) visit(child.view, child.pointer, own);
  };
  visit(spec, '', standard);
  return found;
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

/**
 * Resolves a lookup: each row takes the fields of the one row of the other dataset that bears its key. Of dimensions that the key
 * leaves open the total stands for all; a row of a total looks for the total.
 */
export function resolveLookup(
  { transform, pointer }: Lookup,
  dataset: PublishedDataset,
  source: PublishedDataset,
): Resolved {
  const problems: LookupProblem[] = [];
  const say = (
    code: DiagnosticCode,
    keys: readonly (string | number)[],
    message: string,
    hint?: string,
  ): void => {
    problems.push({ code, pointer: point(pointer, ...keys), message, ...(hint !== undefined && { hint }) });
  };
  const { lookup, default: standIn } = transform;
  const { key, fields: asked } = toObject(transform.from);
  const keyIn = (
    name: unknown,
    { fields, name: of }: PublishedDataset,
    keys: readonly string[],
  ): Field | undefined => {
    const words = fields.filter(({ role }) => role === 'dimension' || role === 'attribute');
    const found = words.find((field) => field.name === name);
    if (found !== undefined) return found;
    const names = words.map((field) => field.name);
    const expected = `expected one of ${listNames(names)} (dataset \`${of}\`)`;
    say(
      'chart/unknown-field',
      keys,
      `Unexpected field \`${String(name)}\`, ${expected}`,
      didYouMean(String(name), names).hint,
    );
    return undefined;
  };
  const [own, other] = [keyIn(lookup, dataset, ['lookup']), keyIn(key, source, ['from', 'key'])];
  const names = toArray(asked).filter((name): name is string => typeof name === 'string');
  const as = [transform.as ?? names].flat();
  if (names.length === 0 || names.length !== as.length || as.some((name) => typeof name !== 'string'))
    say(
      'chart/spec',
      ['from'],
      'Unexpected `lookup`, expected `fields` of the other dataset, and a name in `as` for each where they are to bear others',
    );
  const found = names.flatMap((name, index): readonly (readonly [string, Field])[] => {
    const field = source.fields.find((each) => each.name === name && each.role !== 'note');
    const known = source.fields.filter(({ role }) => role !== 'note').map((each) => each.name);
    if (field === undefined) {
      const expected = `expected one of ${listNames(known)} (dataset \`${source.name}\`)`;
      say(
        'chart/unknown-field',
        ['from', 'fields', index],
        `Unexpected field \`${name}\`, ${expected}`,
        didYouMean(name, known).hint,
      );
      return [];
    }
    const made = String(as[index]);
    if (dataset.fields.some((each) => each.name === made)) {
      const message = `Unexpected \`${made}\` looked up, expected a name that \`${dataset.name}\` does not have`;
      say('chart/spec', ['from', 'fields', index], message, 'give it another name: `as: [...]`');
    }
    return [[made, field]];
  });
  const isWord = found.every(([, { role }]) => role !== 'measure');
  if (standIn !== undefined && standIn !== null && (typeof standIn !== 'string' || !isWord))
    say(
      'chart/data',
      ['default'],
      'Unexpected `default` of a lookup of numbers, expected none: a number that nobody knows stays a gap',
      'look up words alone, or leave `default` out',
    );
  const matching = matcher(own, other, source);
  return {
    fields: found.map(([name, field]) => addedField(name, field)),
    ...(problems.length === 0 && { source }),
    problems,
    find: (row) => {
      const value = own === undefined ? undefined : textIn(row, own);
      const rows = matching(value ?? '');
      const [match] = rows;
      if (rows.length > 1)
        return {
          code: 'chart/lookup',
          pointer,
          message: `Unexpected ${rows.length} rows of \`${source.name}\` for \`${value ?? ''}\`, expected one for each \`${String(key)}\``,
          hint: 'look up in a dataset with one row for each key, such as the result of a query',
        };
      if (match !== undefined) return lookedUp(found, match, source);
      if (typeof standIn === 'string')
        return { stands: {}, words: Object.fromEntries(found.map(([name]) => [name, standIn])) };
      // A total of what is looked up need not be there.
      if (value === own?.total || standIn === null) return { stands: {}, words: {} };
      return {
        code: 'chart/lookup',
        pointer,
        message: `Unexpected \`${value ?? ''}\` without a row in \`${source.name}\`, expected one whose \`${String(key)}\` it is`,
        hint: 'filter it away before it is looked up, or write `default: null` where a gap is meant',
      };
    },
  };
}

/** A field of another dataset as the rows that look it up have it: categories of a dimension become words. */
function addedField(name: string, { total: _, levels: __, ...field }: Field): Field {
  return field.role === 'measure' ? { ...field, name } : { ...field, name, role: 'attribute' };
}

function lookedUp(
  found: readonly (readonly [string, Field])[],
  row: Row,
  dataset: PublishedDataset,
): LookedUp {
  const stands: Record<string, SourceCell> = {};
  const words: Record<string, string> = {};
  for (const [name, field] of found) {
    const text = field.role === 'measure' ? undefined : textIn(row, field);
    if (field.role === 'measure') stands[name] = { dataset, row, measure: field };
    else if (text !== undefined) words[name] = text;
  }
  return { stands, words };
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
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    if (open.some(({ name, total }) => row.keys[name] !== total)) continue;
    const value = textIn(row, other) ?? '';
    byKey.set(value, [...(byKey.get(value) ?? []), row]);
  }
  return (value) => byKey.get(value === own.total ? (other.total ?? value) : value) ?? [];
}
