import type { Diagnostic } from '../diagnostics.js';
import type { SourceTable } from '../model/dataset/source-table.js';
import { problem } from '../problems/problem.js';
import type { FieldContract, Queried, ResourceContract } from './contract.js';
import type { QuerySource } from './extension.js';
import { readCodeTable } from './package/code-table.js';
import { readBytes } from './read-bytes.js';
import { type Findings, type ReportFault, reportProblem } from './report.js';
import { checkLetterForms } from './rows/check-letters.js';
import { checkHeader } from './rows/header.js';
import { rowReader } from './rows/read-rows.js';
import { repeatedFaults } from './rows/repeated.js';
import { validate } from './rows/validate.js';
import type { Codes, Range } from './shape/contract.js';
import { otherCategories } from './shape/resolve-cells.js';
import { shapeTable } from './shape/shape-table.js';
import type { LoadTools, QueryTools, TableContext } from './table-context.js';
import { type CheckedTable, fieldText, type RawTable } from './tables.js';

interface TableTools extends Omit<LoadTools, 'fault'>, Pick<QueryTools, 'ask'> {
  readonly queries: QuerySource | undefined;
}

/** The checked tables of all resources whose source can be read, in their order: a query asks those before it. Foreign keys are looked up in all. */
export async function readTables(
  resources: readonly ResourceContract[],
  { queries, ...tools }: TableTools,
  found: Findings,
): Promise<CheckedTable[]> {
  const tables: CheckedTable[] = [];
  for (const contract of resources) {
    const { query } = contract;
    const fault = found.faultIn(contract.name);
    const faulty = resources.flatMap(({ name }) => (found.isFaulty(name) ? name : []));
    const raw =
      query === undefined || queries === undefined
        ? await load(contract, { ...tools, fault }, resources)
        : query.database !== undefined
          ? await loadKept({ ...contract, query }, { ...tools, fault }, queries)
          : await queries.load({ ...contract, query }, { ...tools, fault, tables, faulty });
    if (raw === undefined) continue;
    tables.push(validate(raw, tools.packageFile, tools.host.limits, fault));
    found.add(checkLetterForms(raw));
  }
  for (const table of tables) checkForeignKeys(table, tables, found.faultIn(table.contract.name));
  return tables;
}

/** The result of a query to a database, as it is kept in the project. */
async function loadKept(
  contract: Queried,
  tools: LoadTools,
  queries: QuerySource,
): Promise<RawTable | undefined> {
  const asked = await queries.checkKept(contract, tools);
  return asked && load({ ...contract, query: { ...contract.query, asked } }, tools, []);
}

/**
 * Opens the source of a resource and checks its header. Returns undefined when it cannot be read. Its rows are read when
 * the table is asked for them; rows of a wrong length are then reported and left out.
 */
async function load(
  contract: ResourceContract,
  tools: LoadTools,
  resources: readonly ResourceContract[],
): Promise<RawTable | undefined> {
  const { packageFile, host, open, fault } = tools;
  const { limits } = host;
  const { file, writing, fields } = contract;
  const codes = await readCodes(fields, tools);
  const bytes = await readBytes(contract, host, fault);
  if (bytes === undefined || codes === undefined) return undefined;
  const { shape } = contract;
  const columns = shape === undefined ? { columns: fields.length } : {};
  const sheet = shape && { sheet: shape.sheet };
  const named = [...(shape?.columns.values() ?? []), ...[...(shape?.combine.values() ?? [])].flat()];
  const headings = named.map(({ name }) => name);
  const wanted = [...fields.map(({ name }) => name), ...headings];
  const read = await open(
    { ...writing, ...sheet, file, bytes, ...columns, wanted, declaredIn: packageFile },
    limits,
  );
  if ('code' in read) {
    reportProblem(fault, read);
    return undefined;
  }
  const opened = writing.dialect.header === false ? withoutHeader(read, fields) : read;
  const context: TableContext = { contract, limits, fault, others: othersOf(contract, resources) };
  const shaped = shape && shapeTable(opened, shape, context);
  if (shape !== undefined && shaped === undefined) return undefined;
  const source = shaped ?? opened;
  if (!checkHeader(source.header, context)) return undefined;
  const indices = new Map(source.header.texts.map((name, index) => [name, index]));
  const column = (field: string): number => indices.get(field) ?? 0;
  return {
    contract,
    readRows: rowReader(source, context, shaped?.isWhole),
    column,
    cell: (row, field) => row.texts[column(field)] ?? '',
    codes,
    letterForms: () => opened.letterForms?.(),
    hasColumns: shape?.unpivot !== undefined || source.header.at(0).sheet !== undefined,
  };
}

/** The ranges of other resources in the file and sheet of one. */
const othersOf = (own: ResourceContract, resources: readonly ResourceContract[]): readonly Range[] =>
  resources.flatMap((each) =>
    each !== own && each.file === own.file && each.shape?.sheet.name === own.shape?.sheet.name
      ? (each.shape?.range ?? [])
      : [],
  );

/** A table whose first row is data: its columns are the fields, in their order. */
function withoutHeader(table: SourceTable, fields: ResourceContract['fields']): SourceTable {
  const first = table.header;
  return {
    ...table,
    header: { ...first, texts: fields.map(({ name }) => name) },
    read: (take, most = Number.POSITIVE_INFINITY) => {
      if (most > 0) take(first);
      return table.read(take, most - 1);
    },
  };
}

/** The codes of all fields, those in files read; undefined where a file is not as it should be, which is reported. */
async function readCodes(fields: readonly FieldContract[], tools: LoadTools): Promise<Codes | undefined> {
  const codes = new Map<string, ReadonlyMap<string, string>>();
  let right = true;
  for (const field of fields) {
    const { rename, name } = field;
    if (rename === undefined) continue;
    const read = 'codes' in rename ? rename.codes : await readCrosswalk(field, rename, tools);
    if (read === undefined) right = false;
    else codes.set(name, read);
  }
  return right ? codes : undefined;
}

async function readCrosswalk(
  field: FieldContract,
  { from, position }: { readonly from: string; readonly position: FieldContract['position'] },
  tools: LoadTools,
): Promise<ReadonlyMap<string, string> | undefined> {
  const table = { from, position, required: ['from', 'to'], code: 'data/rename' } as const;
  const rows = await readCodeTable(table, tools);
  if (rows === undefined) return undefined;
  const codes = new Map<string, string>();
  let right = true;
  for (const { cells, at } of rows) {
    const { from: code = '', to: category = '' } = cells;
    const report = (fault: Diagnostic): void => {
      if (right) tools.fault(fault);
      right = false;
    };
    if (codes.has(code)) report(problem('data/rename.code', at('from'), { code }));
    const known = otherCategories(category, field);
    if (known !== undefined) report(problem('data/rename.category', at('to'), { category, known }));
    codes.set(code, category);
  }
  return right ? codes : undefined;
}

/**
 * Reports rows of a table whose foreign key points at no row. Rows of a total point at nothing and are passed over, and so are
 * rows with an empty key field; a table that could not be read whole is not searched.
 */
function checkForeignKeys(
  { contract, rows }: CheckedTable,
  tables: readonly CheckedTable[],
  fault: ReportFault,
): void {
  const { repeat, close } = repeatedFaults(fault);
  const totals = new Map(contract.fields.map(({ name, total }) => [name, total]));
  for (const { fields, resource, target } of contract.foreignKeys) {
    const other = tables.find(({ contract: { name } }) => name === resource);
    if (other === undefined || !other.complete) continue;
    const known = new Set(
      other.rows.map((row) => JSON.stringify(target.map((name) => fieldText(row, name)))),
    );
    for (const row of rows) {
      const values = fields.map((name) => fieldText(row, name));
      const exempt = values.some(
        (value, index) => value === undefined || value === totals.get(fields[index] ?? ''),
      );
      if (exempt || known.has(JSON.stringify(values))) continue;
      const [first = ''] = fields;
      repeat({
        code: 'data/reference',
        column: first,
        line: row.origin.line,
        describe: () => {
          const named = target.map((name) => `\`${name}\``).join(', ');
          const actual = contract.confidential
            ? 'this value'
            : values.map((value) => `\`${value}\``).join(', ');
          return problem('data/reference', row.place(first), { resource, actual, target: named });
        },
      });
    }
  }
  close();
}
