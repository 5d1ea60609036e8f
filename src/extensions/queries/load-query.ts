import type { FieldContract, Queried, ResourceContract } from '../../data/contract.js';
import { checkHeader } from '../../data/rows/header.js';
import { rowReader } from '../../data/rows/read-rows.js';
import type { QueryTools } from '../../data/table-context.js';
import { type CheckedRow, type CheckedTable, fieldText, type RawTable } from '../../data/tables.js';
import { type Diagnostic, listNames } from '../../diagnostics.js';
import { greatest } from '../../model/chart/extremes.js';
import { type QueryAnswer, type QueryTable, type QueryType, rowColumn } from '../../model/dataset/query.js';
import { isNumeric, type Value } from '../../model/dataset/value.js';
import { ownOf } from '../../model/own.js';
import type { Origin } from '../../model/quantity.js';
import { problem, wording } from '../../problems/problem.js';
import { sha256 } from '../../sha256.js';
import { checkSql, type SqlProblem } from './check-sql.js';
import { canonical, checkKinds, resultTable } from './result.js';
import { type ReportSql, readSql, reportFault } from './sql-text.js';
import { isNamed, isSign, isWord, type SqlToken, sqlTokens, tableTokens } from './tokens.js';

/** Digits that a `BIGINT` always holds. */
const mostOfBigint = 18;

interface Column {
  readonly name: string;
  readonly type: QueryType;
  readonly cell: (row: CheckedRow) => string | null;
}

/**
 * A checked table as a query reads it: its fields under their names, and beside each measure `NAME_missing`, the code that
 * stands for a number, and `NAME_mark`, the letters beside one. Numbers are exact: whole ones `BIGINT`, others `DECIMAL`
 * with as many places as the column needs. A column of years with a total is text.
 */
function queryTable({ contract, rows }: CheckedTable): QueryTable {
  const declared = new Set(contract.fields.map(({ name }) => name));
  const columns = contract.fields.flatMap((field) => {
    // A field that has the name of a companion goes before it.
    const [own, ...companions] = columnsOf(field, rows);
    return own === undefined ? [] : [own, ...companions.filter(({ name }) => !declared.has(name))];
  });
  return {
    name: contract.name,
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

const text: QueryType = { kind: 'text' };

const missingColumn = (measure: string): string => `${measure}_missing`;
const markColumn = (measure: string): string => `${measure}_mark`;

function columnsOf(field: FieldContract, rows: readonly CheckedRow[]): Column[] {
  const { name, role } = field;
  // Notes are for readers, and marks stand beside their measures.
  if (role === 'note' || role === 'status') return [];
  const cell = (row: CheckedRow): string | null => fieldText(row, name) ?? null;
  const column = { name, type: typeOf(field, rows, cell), cell };
  if (role !== 'measure') return [column];
  return [
    column,
    { name: missingColumn(name), type: text, cell: (row) => missingCode(row.measures[name]) ?? null },
    { name: markColumn(name), type: text, cell: (row) => ownOf(row.marks, name)?.join('') ?? null },
  ];
}

function missingCode(value: Value | undefined): string | undefined {
  if (value === undefined || isNumeric(value)) return undefined;
  return value.kind === 'missing' ? value.code : value.symbol;
}

/** Types whose cells are all of one kind, but for a total. */
const plainTypes: { readonly [Type in FieldContract['type']]?: QueryType } = {
  boolean: { kind: 'boolean' },
  date: { kind: 'date' },
  year: { kind: 'integer' },
};

function typeOf(
  { type, role, total }: FieldContract,
  rows: readonly CheckedRow[],
  cell: Column['cell'],
): QueryType {
  const plain = plainTypes[type];
  if (plain !== undefined) return total === undefined ? plain : text;
  if (type !== 'integer' && type !== 'number') return text;
  if (role === 'dimension' && total !== undefined) return text;
  const parts = rows.map((row) => (cell(row) ?? '').replace(/^[-+]/, '').split('.'));
  const whole = greatest(parts.map(([before = '']) => before.length)) ?? 0;
  const scale = greatest(parts.map(([, after = '']) => after.length)) ?? 0;
  if (scale === 0 && type === 'integer' && whole <= mostOfBigint) return { kind: 'integer' };
  return { kind: 'decimal', digits: whole + scale <= mostOfBigint ? mostOfBigint : 38, scale };
}

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
function tracedSql(
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

/**
 * Has the query of a resource answered from the tables before it, and returns the result as a table of its declared
 * fields. Undefined where that cannot be, which is reported. What rests on illustrative data, or counts persons, still
 * does so.
 */
export async function loadQuery(contract: Queried, tools: QueryTools): Promise<RawTable | undefined> {
  const { host, ask } = tools;
  const read = await readSql(contract, tools);
  if (read === undefined) return undefined;
  const { sql, report } = read;
  const tokens = sqlTokens(sql);
  const named = tableTokens(tokens);
  const isRead = (name: string): boolean => named.some((token) => isNamed(token, name));
  const tables = tools.tables.filter(({ contract: { name } }) => isRead(name));
  // What cannot be read is reported already, and is not there to be asked.
  if (tools.faulty.some(isRead)) return undefined;
  const problems = [
    ...checkSql(sql, contract.primaryKey),
    ...tables.flatMap((table) => unsaid(table, tokens)),
  ];
  if (tables.length === 0 && problems.length === 0) {
    const names = tools.tables.map(({ contract: { name } }) => `"${name}"`);
    problems.push({ at: 0, ...wording('queries/load-query.table', { names: listNames(names) }) });
  }
  const guarded = tables.filter(({ contract: { protection } }) => protection !== undefined);
  if (guarded.length > 0) {
    tools.fault(askedOfProtected(contract, guarded));
    return undefined;
  }
  for (const found of problems) report(found);
  if (problems.length > 0) return undefined;

  const traced = tracedSql(tokens, sql, tables);
  const request = { sql, tables: tables.map(queryTable), ...(traced === undefined ? {} : { traced }) };
  const answer = await ask(request, host.limits);
  if ('about' in answer) {
    reportFault(answer, contract, tools, report);
    return undefined;
  }
  return tableOf(answer, inherited(contract, tables, sql), tables, { ...tools, report });
}

/** A query sees every count, and nobody knows what its result tells of them. */
const askedOfProtected = (
  { name, position }: ResourceContract,
  tables: readonly CheckedTable[],
): Diagnostic =>
  problem('protect/query', position, {
    name,
    tables: listNames(tables.map(({ contract }) => contract.name)),
  });

function tableOf(
  answer: QueryAnswer,
  contract: ResourceContract,
  tables: readonly CheckedTable[],
  { host: { limits }, fault, report }: QueryTools & { readonly report: ReportSql },
): RawTable | undefined {
  const kinds = checkKinds(answer, contract);
  for (const problem of kinds) report({ at: 0, ...problem });
  const [only] = tables;
  const originsOf = (rows: readonly number[]): readonly Origin[] =>
    rows.flatMap((row) => only?.rows[row]?.origin ?? []);
  const source = resultTable(canonical(answer, contract), contract, originsOf);
  const context = { contract, limits, fault };
  if (kinds.length > 0 || !checkHeader(source.header, context)) return undefined;
  const indices = new Map(source.header.texts.map((name, index) => [name, index]));
  const column = (field: string): number => indices.get(field) ?? 0;
  return {
    contract,
    readRows: rowReader(source, context),
    column,
    cell: (row, field) => row.texts[column(field)] ?? '',
    codes: new Map(),
    letterForms: () => undefined,
    hasColumns: false,
  };
}

/** What is true of a table is true of what is made from it. */
function inherited(contract: Queried, tables: readonly CheckedTable[], sql: string): ResourceContract {
  const reads = tables.map(({ contract: { name } }) => name);
  const about =
    contract.about ?? tables.find(({ contract: { about: whom } }) => whom !== undefined)?.contract.about;
  return {
    ...contract,
    query: { ...contract.query, asked: { file: contract.file, sha256: sha256(sql), reads } },
    illustrative: contract.illustrative || tables.some(({ contract: { illustrative } }) => illustrative),
    ...(about === undefined ? {} : { about }),
  };
}

/**
 * What a query passes over in silence, and would get wrong: rows that are totals of others, numbers that are not known,
 * marks. It is asked to name the column that tells them, and so to say what becomes of them.
 */
function unsaid({ contract, rows }: CheckedTable, tokens: readonly SqlToken[]): SqlProblem[] {
  const at = tableTokens(tokens).find((token) => isNamed(token, contract.name))?.at ?? 0;
  // What stands after `AS` is what a column of the result is called.
  const isSaid = (name: string): boolean =>
    tokens.some((token, index) => isNamed(token, name) && !isWord(tokens[index - 1], 'as'));
  const ask = (count: number, what: string, name: string, hint: string): SqlProblem[] =>
    count === 0 || isSaid(name)
      ? []
      : [
          {
            at,
            hint,
            ...wording('queries/load-query.passes', { name: contract.name, what, otherName: name }),
          },
        ];
  return contract.fields.flatMap(({ name, role, total }): SqlProblem[] => {
    if (role === 'dimension' && total !== undefined) {
      const totals = rows.filter(({ keys }) => keys[name] === total).length;
      const shown = `'${total.replaceAll("'", "''")}'`;
      return ask(
        totals,
        `its totals over \`${name}\``,
        name,
        `leave them out (\`WHERE ${name} <> ${shown}\`) or take them alone (\`= ${shown}\`)`,
      );
    }
    if (role !== 'measure' || !isSaid(name)) return [];
    const unknown = rows.filter(({ measures }) => {
      const value = measures[name];
      return value?.kind === 'suppressed' || (value?.kind === 'missing' && value.adds === undefined);
    });
    const marked = rows.filter(({ marks }) => ownOf(marks, name) !== undefined);
    return [
      ...ask(
        unknown.length,
        `cells of \`${name}\` that are not known`,
        missingColumn(name),
        `a sum leaves them out: say which rows count, such as \`WHERE "${missingColumn(name)}" IS NULL\``,
      ),
      ...ask(
        marked.length,
        `marks of \`${name}\``,
        markColumn(name),
        `select \`max(${markColumn(name)})\` as the status of the result, or leave marked rows out`,
      ),
    ];
  });
}
