import type { AskedFlow, ChartFlow, FlowRow } from '../model/chart/flow.js';
import { cellKey } from '../model/dataset/cell.js';
import { cellAddress } from '../model/dataset/cell-address.js';
import type { PublishedDataset } from '../model/dataset/dataset.js';
import { ownOf } from '../model/own.js';
import { fieldsIn } from './check/expression.js';
import { drawnRows, inFlow } from './drawing/drawn.js';
import type { Vega } from './drawing/vega.js';
import { rowField, rowOf } from './rows.js';
import { type JsonObject, toArray, toObject } from './spec.js';

/**
 * The data flow of a compiled chart: its rows, transforms and groups, and nothing that is seen. Vega calculates by it what it calculated
 * when it drew the chart.
 */
export function flowOf(
  spec: unknown,
  chart: string,
  { version, parseExpression }: Pick<Vega, 'version' | 'parseExpression'>,
  dataset: PublishedDataset,
): ChartFlow {
  const bare = bareGroup(toObject(spec));
  const written = new Set(fieldsWritten(bare));
  // Words of a row that a transform writes over are read by nothing that comes after.
  const replaced = dataset.fields.flatMap(({ name, role }) =>
    written.has(name) && (role === 'attribute' || role === 'note') ? [name] : [],
  );
  const read = new Set([
    rowField,
    ...fieldsRead(bare, parseExpression).filter((name) => !replaced.includes(name)),
  ]);
  const rows = toArray(toObject(spec).data).flatMap((each) => {
    const { name, values } = toObject(each);
    if (typeof name !== 'string' || !Array.isArray(values)) return [];
    return [[name, values.map((row) => flowRow(toObject(row), dataset, read))]];
  });
  return { chart, version, spec: bare, rows: Object.fromEntries(rows) };
}

/** A row with the fields that the flow reads: measures by the addresses of their cells, and never by their numbers. */
function flowRow(row: JsonObject, dataset: PublishedDataset, read: ReadonlySet<string>): FlowRow {
  const own = rowOf(dataset, row);
  const measures = dataset.fields.filter(({ role }) => role === 'measure').map(({ name }) => name);
  const cells = measures.flatMap((field) => {
    if (own?.measures[field] === undefined || row[field] === undefined || !read.has(field)) return [];
    const { dataset: name, field: measure, keys } = cellKey(dataset, own, { name: field });
    return [[field, cellAddress({ dataset: name, measure, keys })]];
  });
  const values = Object.entries(row).filter(([field]) => read.has(field) && !measures.includes(field));
  return { cells: Object.fromEntries(cells), values: Object.fromEntries(values) };
}

/** Keys under which Vega's transforms and groups name the fields that they read. */
const fieldKeys = new Set(['field', 'fields', 'groupby', 'key', 'values', 'x', 'y']);
const expressionKeys = new Set(['expr', 'signal', 'update', 'init']);

/** The fields that definitions of Vega read: by name, or in an expression. A field that is not among them stays out of the flow. */
function fieldsRead(value: unknown, parse: Vega['parseExpression'], key = ''): readonly string[] {
  if (typeof value === 'string') {
    if (fieldKeys.has(key)) return [value.replaceAll(/\\(.)/g, '$1')];
    return expressionKeys.has(key) ? fieldsIn(parse(value)) : [];
  }
  if (Array.isArray(value)) return value.flatMap((each) => fieldsRead(each, parse, key));
  return Object.entries(toObject(value)).flatMap(([inner, part]) =>
    // A pivot calls the field of its numbers its value.
    fieldsRead(part, parse, inner === 'value' && toObject(value).type === 'pivot' ? 'field' : inner),
  );
}

/** The fields that transforms of Vega make. */
const fieldsWritten = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap(fieldsWritten)
    : Object.entries(toObject(value)).flatMap(([key, part]) =>
        key === 'as' ? [part].flat().map(String) : fieldsWritten(part),
      );

const isUnit = (name: unknown): boolean => /(?:^|_)unit_\d+(?:_|$)/.test(String(name));

/** A group with what leads to the data of its units: marks without a look, the data that they come from, and the signals in these. */
function bareGroup({ data, marks, signals }: JsonObject): JsonObject {
  const kept = toArray(marks).flatMap((each): readonly JsonObject[] => {
    const { type, name, from, ...group } = toObject(each);
    const own = { type, name, ...some({ from }) };
    if (type !== 'group') return isUnit(name) ? [{ ...own, type: 'symbol' }] : [];
    const inner = bareGroup(group);
    return toArray(inner.marks).length === 0 ? [] : [{ ...own, ...inner }];
  });
  const sources = neededBy(kept, toArray(data).map(withoutValues));
  const steps = neededBy([...kept, ...sources], toArray(signals).map(plainSignal));
  return {
    ...(steps.length === 0 ? {} : { signals: steps }),
    ...(sources.length === 0 ? {} : { data: sources }),
    marks: kept,
  };
}

const withoutValues = (data: unknown): JsonObject => {
  const { values, ...rest } = toObject(data);
  return Array.isArray(values) ? rest : toObject(data);
};

/** A signal without what a reader would move. */
const plainSignal = (signal: unknown): JsonObject => {
  const { name, value, update, init } = toObject(signal);
  return { name, ...some({ value, update, init }) };
};

/** What of an object is there. */
const some = (of: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));

/** Those of some definitions whose names stand in what needs them, or in one another, in their order. */
function neededBy(needing: readonly unknown[], definitions: readonly JsonObject[]): readonly JsonObject[] {
  const needed = new Set<JsonObject>();
  for (const open = [...needing]; open.length > 0; ) {
    const text = JSON.stringify(open.pop());
    for (const each of definitions) {
      if (needed.has(each) || !names(text, String(each.name))) continue;
      needed.add(each);
      open.push(each);
    }
  }
  return definitions.filter((each) => needed.has(each));
}

const names = (text: string, name: string): boolean =>
  text.split(name).some((before, index, all) => {
    const after = all[index + 1];
    return after !== undefined && !/[\p{L}\p{N}_]$/u.test(before) && !/^[\p{L}\p{N}_]/u.test(after);
  });

/** What Vega makes of the fields of items once more; undefined where there is no number. Throws where it refuses the flow. */
export async function repeatFlow(
  { spec, rows, places }: AskedFlow,
  vega: Vega,
): Promise<readonly (number | undefined)[]> {
  const data = toArray(spec.data).map((each) => {
    const values = ownOf(rows, String(toObject(each).name));
    return values === undefined ? each : { ...toObject(each), values };
  });
  const root = await vega.run({ ...spec, data });
  const units = [...new Set(places.map(({ unit }) => unit))].map((name) => ({ name }));
  const drawn = drawnRows({ root, origin: { x: 0, y: 0 } }, units);
  const ordered = new Map(units.map(({ name }) => [name, inFlow(drawn[name] ?? [])]));
  return places.map(({ unit, item, field }) => {
    const value = ordered.get(unit)?.[item]?.[field];
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  });
}
