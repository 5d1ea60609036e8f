import { controlInPath } from '../control-characters.js';
import { FileProblem, type Host } from '../host/host.js';
import type { OpenTable } from '../model/source-table.js';
import type { ResourceContract } from './contract.js';
import { checkHeader } from './header.js';
import { rowReader } from './read-rows.js';
import { type Fault, reportExcess, reportProblem } from './report.js';
import type { TableContext } from './table-context.js';
import type { RawTable } from './tables.js';

/** What a table is loaded with. */
export interface LoadTools {
  readonly packageFile: string;
  readonly host: Host;
  readonly open: OpenTable;
  readonly fault: Fault;
}

/**
 * Opens the source of a resource and checks its header. Returns undefined when it cannot be read. Its rows are read when
 * the table is asked for them; rows of a wrong length are then reported and left out.
 */
export async function load(
  contract: ResourceContract,
  { packageFile, host, open, fault }: LoadTools,
): Promise<RawTable | undefined> {
  const { limits } = host;
  const { file, writing, fields } = contract;
  const bytes = await readBytes(contract, host, fault);
  if (bytes === undefined) return undefined;
  const source = open({ ...writing, file, bytes, columns: fields.length, declaredIn: packageFile }, limits);
  if ('code' in source) {
    reportProblem(fault, source);
    return undefined;
  }
  const context: TableContext = { contract, limits, fault };
  if (!checkHeader(source.header, context)) return undefined;
  const columns = new Map(source.header.texts.map((name, index) => [name, index]));
  const column = (field: string): number => columns.get(field) ?? 0;
  return {
    contract,
    readRows: rowReader(source, context),
    column,
    cell: (row, field) => row.texts[column(field)] ?? '',
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
