import type { SourceTable } from '../model/source-table.js';
import type { ResourceContract } from './contract.js';
import { readCodes } from './crosswalk.js';
import { checkHeader } from './header.js';
import { readBytes } from './read-bytes.js';
import { rowReader } from './read-rows.js';
import { reportProblem } from './report.js';
import { shapeTable } from './shape/shape-table.js';
import type { LoadTools, TableContext } from './table-context.js';
import type { RawTable } from './tables.js';

/**
 * Opens the source of a resource and checks its header. Returns undefined when it cannot be read. Its rows are read when
 * the table is asked for them; rows of a wrong length are then reported and left out.
 */
export async function load(contract: ResourceContract, tools: LoadTools): Promise<RawTable | undefined> {
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
  const context: TableContext = { contract, limits, fault };
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
