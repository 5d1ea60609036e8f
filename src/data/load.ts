import { controlInPath } from '../control-characters.js';
import type { Position } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { cellPlace, openCsv, type RecordPlace } from '../inputs/csv.js';
import { decode, isEncoding } from '../inputs/text.js';
import type { ResourceContract } from './contract.js';
import { readHeader } from './header.js';
import { rowReader } from './read-rows.js';
import { type Fault, reportExcess } from './report.js';
import { reportProblem, type TableContext } from './table-context.js';
import type { RawTable } from './tables.js';

/**
 * Opens the file of a resource strictly: bytes, text, header. Returns undefined when it cannot be read. Its rows are
 * read when the table is asked for them; rows of a wrong length are then reported and left out.
 */
export async function load(
  contract: ResourceContract,
  packageFile: string,
  host: Host,
  fault: Fault,
): Promise<RawTable | undefined> {
  const { limits } = host;
  const bytes = await readBytes(contract, host, fault);
  const text = bytes && readText(bytes, contract, packageFile, fault);
  if (text === undefined) return undefined;
  const file = openCsv(text, contract.writing);
  if ('kind' in file) {
    reportProblem(file, { contract, limits, fault });
    return undefined;
  }
  const place = (record: RecordPlace, index: number): Position => ({
    file: contract.file,
    ...cellPlace(record, index, file),
  });
  const context: TableContext = { contract, packageFile, limits, place, fault };
  const header = readHeader(file, context);
  if (header === undefined) return undefined;
  const columns = new Map(header.cells.map((name, index) => [name, index]));
  return {
    contract,
    readRows: rowReader(file, header, context),
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
      reportExcess(fault, { name: 'dataBytes', limits: host.limits, position, found: problem.found });
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
): Uint8Array | undefined {
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
  if (decoded.bytes !== undefined) return decoded.bytes;
  const { byte, ...place } = decoded.wrong;
  const position = { file, ...place };
  const expected =
    encoding === undefined ? 'UTF-8, as no `encoding` is declared' : `\`${encoding}\` as declared`;
  const message = `Unexpected byte \`${byte}\`, expected ${expected}`;
  fault('data/encoding', position, message, { hint: encodingHint(bytes, packageFile) });
  return undefined;
}

const commonEncodings = [
  ['windows-1252', 'Western Europe'],
  ['windows-1250', 'Central Europe and the Balkans'],
  ['windows-1251', 'Cyrillic'],
] as const;

/** Names every common encoding that can read the file: bytes alone do not tell which of them is meant. */
function encodingHint(bytes: Uint8Array, packageFile: string): string {
  const able = commonEncodings
    .filter(([name]) => decode(bytes, name).bytes !== undefined)
    .map(([name, use]) => `\`${name}\` (${use})`);
  const declare =
    able.length === 0 ? '' : `, or declare its \`encoding\` in ${packageFile}, such as ${able.join(' or ')}`;
  return `save the file as UTF-8${declare}`;
}
