import { rowColumn } from '../../model/query.js';
import type { CheckedTable } from '../tables.js';
import { isSign, isWord, type SqlToken } from './tokens.js';

/** Where one of these stands, a row of the result may rest on others than those of its group. */
const mixing = [
  'union',
  'intersect',
  'except',
  'with',
  'join',
  'distinct',
  'limit',
  'offset',
  'fetch',
  'over',
  'rollup',
  'cube',
  'sets',
];

const aggregates = ['sum', 'count', 'min', 'max', 'bool_and', 'bool_or'];

/**
 * The same query with one more column, last, that lists the rows of its table that went into each row. Undefined where
 * that cannot be said: of more than one table, or of a query inside another.
 */
export function tracedSql(
  tokens: readonly SqlToken[],
  sql: string,
  tables: readonly CheckedTable[],
): string | undefined {
  if (tables.length !== 1 || tokens.some((token) => isWord(token, ...mixing))) return undefined;
  if (tokens.filter((token) => isWord(token, 'select')).length !== 1) return undefined;
  const outer: SqlToken[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, ')')) depth--;
    if (depth === 0) outer.push(token);
    if (isSign(token, '(')) depth++;
  }
  const at = outer.findIndex((token) => isWord(token, 'from'));
  const from = outer[at];
  const next = outer.slice(at + 1).findIndex((token) => isWord(token, 'where', 'group', 'having', 'order'));
  const named = outer.slice(at + 1, next < 0 ? undefined : at + 1 + next);
  if (from === undefined || named.some((token) => isSign(token, ','))) return undefined;
  const isGrouped = tokens.some(
    (token, index) =>
      isWord(token, 'group') || (isWord(token, ...aggregates) && isSign(tokens[index + 1], '(')),
  );
  const row = `"${rowColumn}"`;
  return `${sql.slice(0, from.at)}, ${isGrouped ? `list(${row})` : row} ${sql.slice(from.at)}`;
}
