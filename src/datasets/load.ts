import { controlInPath } from '../control-characters.js';
import { didYouMean, listNames, type Position } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { limitProblem } from '../resource-limits.js';
import type { ResourceContract } from './contract.js';
import type { Extra, Fault } from './report.js';
import { type CsvRecord, type CsvTable, cellPlace, readCsv } from './sources/csv.js';
import { decode, isEncoding } from './sources/text.js';
import type { RawTable } from './tables.js';

/**
 * Reads the file of a resource strictly: bytes, text, records, header. Returns undefined when it cannot be read;
 * rows of a wrong length are reported and left out.
 */
export async function load(
  contract: ResourceContract,
  packageFile: string,
  host: Host,
  fault: Fault,
): Promise<RawTable | undefined> {
  const bytes = await readBytes(contract, host, fault);
  const text = bytes && readText(bytes, contract, packageFile, fault);
  if (text === undefined) return undefined;
  const table = readCsv(text, contract.writing);
  const at = (place: Pick<Position, 'line' | 'column'>): Position => ({ file: contract.file, ...place });
  if (table.problem !== undefined) {
    const { kind, message, hint, line, column } = table.problem;
    const code = kind === 'delimiter' ? 'data/delimiter' : 'data/csv';
    fault(code, at({ line, column }), message, hint === undefined ? {} : { hint });
  }
  const place: Place = (record, index) => at(cellPlace(record, index, table));
  return readRows(table, { contract, packageFile, place, fault });
}

type Place = (record: CsvRecord, index: number) => Position;

interface TableContext {
  readonly contract: ResourceContract;
  readonly packageFile: string;
  readonly place: Place;
  readonly fault: Fault;
}

/** The rows under a header that has every field. An empty table is a fault, unless another one ended the reading. */
function readRows(table: CsvTable, context: TableContext): RawTable | undefined {
  const { contract, place, fault } = context;
  const [header, ...rows] = table.records;
  const whole = table.problem === undefined;
  if (header === undefined) {
    const position = { file: contract.file, line: 1, column: 1 };
    if (whole) fault('data/empty', position, 'Unexpected empty file, expected a header and rows');
    return undefined;
  }
  if (!checkDelimiter(header, table, context) || !checkHeader(header, context)) return undefined;
  if (rows.length === 0 && whole) {
    const message = `Unexpected end of \`${contract.file}\` after its header, expected rows`;
    fault('data/empty', place(header, 0), message);
    return undefined;
  }
  const records = rows.filter((row) => checkLength(row, header, place, fault));
  const columns = new Map(header.cells.map((name, index) => [name, index]));
  return {
    contract,
    records,
    complete: whole && records.length === rows.length,
    place: (record, field) => place(record, columns.get(field) ?? 0),
    cell: (record, field) => record.cells[columns.get(field) ?? 0] ?? '',
  };
}

async function readBytes(
  { file, pathPosition }: ResourceContract,
  host: Host,
  fault: Fault,
): Promise<Uint8Array | undefined> {
  try {
    return await host.project.read(file, host.limits.dataBytes);
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    if (problem.reason === 'too-large') {
      const position = { file, line: 1, column: 1 };
      const { found } = problem;
      const { code, message, hint } = limitProblem({
        name: 'dataBytes',
        limits: host.limits,
        position,
        found,
      });
      fault(code, position, message, hint === undefined ? {} : { hint });
    } else if (problem.reason === 'not-a-path') {
      fault('data/package', pathPosition, controlInPath(file) ?? '');
    } else if (problem.reason === 'outside') {
      fault(
        'data/path-outside',
        pathPosition,
        `Unexpected path \`${file}\`, expected one within the project`,
      );
    } else if (problem.reason === 'unreadable') {
      fault('host/read', pathPosition, `Unexpected refusal to read \`${file}\`, expected a readable file`);
    } else {
      const expected = problem.reason === 'missing' ? 'a file that exists' : `a file, not ${problem.found}`;
      fault('data/missing-file', pathPosition, `Unexpected path \`${file}\`, expected ${expected}`);
    }
    return undefined;
  }
}

/** Workbooks are zip files, which begin with these four bytes. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function readText(
  bytes: Uint8Array,
  { file, writing }: ResourceContract,
  packageFile: string,
  fault: Fault,
): string | undefined {
  const { encoding } = writing;
  if (encoding !== undefined && !isEncoding(encoding)) {
    const expected = 'expected one such as `utf-8`, `windows-1250` or `iso-8859-2`';
    fault('data/package', writing.encodingPosition, `Unexpected encoding \`${encoding}\`, ${expected}`);
    return undefined;
  }
  if (isZip(bytes)) {
    const message = 'Unexpected workbook (Excel or OpenDocument), expected a CSV file';
    fault('data/encoding', { file, line: 1, column: 1 }, message, {
      hint: 'save the sheet as CSV (UTF-8) and name that file in the data package',
    });
    return undefined;
  }
  const decoded = decode(bytes, encoding);
  if (decoded.text !== undefined) return decoded.text;
  const position = { file, line: decoded.line, column: decoded.column };
  const expected =
    encoding === undefined ? 'UTF-8, as no `encoding` is declared' : `\`${encoding}\` as declared`;
  const message = `Unexpected bytes, expected ${expected}`;
  const hint = `save the file as UTF-8, or declare its \`encoding\` (such as \`windows-1250\`) in ${packageFile}`;
  fault('data/encoding', position, message, { hint });
  return undefined;
}

/** A header with one column where several are declared: the file likely uses another delimiter. */
function checkDelimiter(header: CsvRecord, { delimiter }: CsvTable, context: TableContext): boolean {
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
  let right = true;
  const wrong = (index: number, message: string, more: Extra = {}): void => {
    right = false;
    fault('data/header', place(header, index), message, more);
  };
  for (const [index, name] of header.cells.entries()) {
    if (header.cells.indexOf(name) < index) {
      wrong(index, `Unexpected second column \`${name}\`, expected each column once`);
    } else if (!names.includes(name)) {
      const free = names.filter((candidate) => !header.cells.includes(candidate));
      const expected = `expected one of ${listNames(names)}`;
      wrong(index, `Unexpected column \`${name}\`, ${expected}`, didYouMean(name, free));
    }
  }
  for (const name of names.filter((candidate) => !header.cells.includes(candidate))) {
    wrong(0, `Unexpected header without \`${name}\`, expected every field that the data package declares`);
  }
  const first = header.cells.findIndex((name, index) => name !== names[index]);
  if (right && contract.ordered && first >= 0) {
    const message = `Unexpected column \`${header.cells[first]}\`, expected \`${names[first]}\` as declared`;
    wrong(first, message, {
      hint: 'order the columns as declared, or set `fieldsMatch: equal` in the schema',
    });
  }
  return right;
}

function checkLength(row: CsvRecord, header: CsvRecord, place: Place, fault: Fault): boolean {
  const [actual, expected] = [row.cells.length, header.cells.length];
  if (actual === expected) return true;
  const position = place(row, Math.min(actual, expected));
  if (actual === 1 && row.cells[0] === '') {
    fault('data/row-length', position, 'Unexpected empty line, expected a row', { hint: 'remove the line' });
  } else {
    const cells = actual === 1 ? '1 cell' : `${actual} cells`;
    fault('data/row-length', position, `Unexpected row with ${cells}, expected ${expected} as in the header`);
  }
  return false;
}
