import { listNames, type Position } from '../../diagnostics.js';
import type { SourceFile, SourceProblem, SourceRow, SourceTable } from '../../model/dataset/source-table.js';
import { problem } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { decodeSource } from '../decode-source.js';
import type { SourceFormat } from '../format.js';
import { JsonFault, type JsonRecord, JsonScanner, locator } from './scan.js';

/** A list of objects, or with `property` the list that an object has under that name. */
export const json: SourceFormat = { dialect: ['property'], open };

/** One object a line. */
export const ndjson: SourceFormat = { dialect: [], open };

/** Opens a table whose rows are objects: the keys of the first are the columns, and every other has the same. */
function open(source: SourceFile, limits: ResourceLimits): SourceTable | SourceProblem {
  const { file, format, dialect } = source;
  const bytes = decodeSource(source);
  if ('code' in bytes) return bytes;
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes);
  const place = locator(text, file);
  const records = function* (): Generator<JsonRecord> {
    const scanner = new JsonScanner(text);
    if (format === 'ndjson') {
      yield* scanner.sequence();
    } else {
      if (dialect.property !== undefined) scanner.enter(dialect.property);
      yield* scanner.list();
      if (dialect.property === undefined) scanner.requireEnd();
    }
  };
  let first: JsonRecord | undefined;
  try {
    [first] = records();
  } catch (fault) {
    return problemOf(fault, place);
  }
  if (first === undefined) {
    const position = { file, line: 1, column: 1 };
    return problem('data/empty.object', position);
  }
  const names = [...first.cells.keys()];
  if (names.length > limits.columns) {
    return limitProblem({ name: 'columns', limits, position: place(first.start), found: names.length });
  }
  const keyPlaces = new Map([...first.cells].map(([name, { start }]) => [name, place(start)]));
  const start = place(first.start);
  const header: SourceRow = {
    texts: [...first.cells.values()].map(({ key }) => key),
    line: start.line,
    at: (column) => keyPlaces.get(names[column] ?? '') ?? start,
  };
  return {
    header,
    read(take, most = Number.POSITIVE_INFINITY) {
      let given = 0;
      try {
        for (const record of records()) {
          if (given++ >= most) return undefined;
          const problem = otherKeys(record, names, place);
          if (problem !== undefined) return problem;
          take(rowOf(record, names, place));
        }
      } catch (fault) {
        return problemOf(fault, place);
      }
      return undefined;
    },
  };
}

function rowOf({ cells, start, end }: JsonRecord, names: readonly string[], place: Place): SourceRow {
  const starts = names.map((name) => cells.get(name)?.start ?? end);
  return {
    texts: names.map((name) => cells.get(name)?.text ?? ''),
    line: place(start).line,
    at: (column) => place(starts[column] ?? end),
  };
}

type Place = (offset: number) => Position;

/** A key that an object lacks may be forgotten or mean nothing; only its author knows, and can write `null`. */
function otherKeys(
  { cells, start }: JsonRecord,
  names: readonly string[],
  place: Place,
): SourceProblem | undefined {
  const lacking = names.filter((name) => !cells.has(name));
  const added = [...cells].find(([name]) => !names.includes(name));
  if (lacking.length === 0 && added === undefined) return undefined;
  return added === undefined
    ? problem('data/json.lacks', place(start), { lacking: listNames(lacking) })
    : problem('data/json', place(added[1].start), { key: added[0], names: listNames(names) });
}

function problemOf(fault: unknown, place: Place): SourceProblem {
  if (!(fault instanceof JsonFault)) throw fault;
  const { at, message, hint } = fault;
  return { code: 'data/json', position: place(at), message, ...(hint === undefined ? {} : { hint }) };
}
