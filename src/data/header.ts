import { didYouMean, listNames, type Position } from '../diagnostics.js';
import { type CsvFile, type CsvRecord, scanCsv } from '../inputs/csv.js';
import { invisibleIn } from '../model/invisible.js';
import { lookOf } from '../model/look.js';
import type { FieldContract } from './contract.js';
import { repeatedFaults } from './repeated.js';
import { type Extra, reportExcess } from './report.js';
import { recordBytes, reportProblem, type TableContext } from './table-context.js';

/** The first record, if it has every field. */
export function readHeader(file: CsvFile, context: TableContext): CsvRecord | undefined {
  const { contract, limits, place, fault } = context;
  const read: CsvRecord[] = [];
  const bounds = { records: 1, recordBytes: recordBytes(context) };
  const problem = scanCsv(file, (record) => void read.push(record), bounds);
  const [header] = read;
  if (problem !== undefined) reportProblem(problem, context);
  else if (header === undefined) {
    const position = { file: contract.file, line: 1, column: 1 };
    fault('data/empty', position, 'Unexpected empty file, expected a header and rows');
  }
  if (header === undefined) return undefined;
  if (header.cells.length > limits.columns) {
    const found = `${header.cells.length.toLocaleString('en')} columns`;
    reportExcess(fault, { name: 'columns', limits, position: place(header, limits.columns), found });
    return undefined;
  }
  if (header.cells.some((name) => invisibleIn(name) !== undefined)) {
    reportInvisible(header, context);
    return undefined;
  }
  return checkDelimiter(header, file, context) && checkHeader(header, context) ? header : undefined;
}

function reportInvisible(header: CsvRecord, { place, fault }: TableContext): void {
  const { repeat, close } = repeatedFaults(fault);
  for (const [index, name] of header.cells.entries()) {
    const hidden = invisibleIn(name);
    if (hidden === undefined) continue;
    const message = `Unexpected invisible character ${hidden} in the name of a column, expected text that shows all that it holds`;
    const describe = () => ({ position: place(header, index), message });
    repeat({ code: 'data/invisible', column: '', line: header.line, describe });
  }
  close();
}

/** The declared field that a column looks like, though its name is another text. */
const twinOf = (name: string, fields: readonly FieldContract[]): FieldContract | undefined =>
  fields.find((field) => field.name !== name && lookOf(field.name) === lookOf(name));

/** A header with one column where several are declared: the file likely uses another delimiter. */
function checkDelimiter(header: CsvRecord, { delimiter }: CsvFile, context: TableContext): boolean {
  const { contract, packageFile, place, fault } = context;
  const [only = ''] = header.cells;
  if (header.cells.length > 1 || contract.fields.length === 1) return true;
  const other = [';', ',', '\t', '|'].find((mark) => mark !== delimiter && only.includes(mark));
  if (other === undefined) return true;
  const expected = `expected ${contract.fields.length} separated by ${shown(delimiter)}`;
  const setting = `dialect: {delimiter: "${other === '\t' ? '\\t' : other}"}`;
  fault('data/delimiter', place(header, 0), `Unexpected header with one column, ${expected}`, {
    hint: `the header looks separated by ${shown(other)}: set \`${setting}\` in ${packageFile}`,
  });
  return false;
}

const shown = (delimiter: string): string => (delimiter === '\t' ? 'a tab' : `\`${delimiter}\``);

function checkHeader(header: CsvRecord, { contract, place, fault }: TableContext): boolean {
  const names = contract.fields.map(({ name }) => name);
  const { repeat, close } = repeatedFaults(fault);
  const declared = new Set(names);
  const present = new Set(header.cells);
  const absent = names.filter((name) => !present.has(name));
  const seen = new Set<string>();
  let right = true;
  for (const [index, name] of header.cells.entries()) {
    const isSecond = seen.has(name);
    seen.add(name);
    if (!isSecond && declared.has(name)) continue;
    right = false;
    const twin = isSecond ? undefined : twinOf(name, contract.fields);
    repeat({
      code: twin === undefined ? 'data/header' : 'data/twins',
      column: isSecond ? 'second' : '',
      line: header.line,
      describe: () => describeColumn(name, { position: place(header, index), isSecond, twin, names, absent }),
    });
  }
  for (const name of absent) {
    right = false;
    const message = `Unexpected header without \`${name}\`, expected every field that the data package declares`;
    const describe = () => ({ position: place(header, 0), message });
    repeat({ code: 'data/header', column: 'absent', line: header.line, describe });
  }
  close();
  const first = header.cells.findIndex((name, index) => name !== names[index]);
  if (right && contract.ordered && first >= 0) {
    const message = `Unexpected column \`${header.cells[first]}\`, expected \`${names[first]}\` as declared`;
    fault('data/header', place(header, first), message, {
      hint: 'order the columns as declared, or set `fieldsMatch: equal` in the schema',
    });
    return false;
  }
  return right;
}

interface WrongColumn {
  readonly position: Position;
  readonly isSecond: boolean;
  readonly twin: FieldContract | undefined;
  readonly names: readonly string[];
  readonly absent: readonly string[];
}

function describeColumn(
  name: string,
  { position, isSecond, twin, names, absent }: WrongColumn,
): { readonly position: Position; readonly message: string; readonly more?: Extra } {
  if (isSecond) {
    return { position, message: `Unexpected second column \`${name}\`, expected each column once` };
  }
  if (twin !== undefined) {
    const message = `Unexpected column \`${name}\` that looks like the field \`${twin.name}\`, expected the same text`;
    return { position, message, more: { see: [{ position: twin.position, note: 'the field' }] } };
  }
  const message = `Unexpected column \`${name}\`, expected one of ${listNames(names)}`;
  return { position, message, more: didYouMean(name, absent) };
}
