import { posix } from 'node:path';
import { listNames } from '../diagnostics.js';
import type { SourceRow } from '../model/source-table.js';
import type { FieldContract } from './contract.js';
import { readBytes } from './read-bytes.js';
import { reportProblem } from './report.js';
import type { Codes } from './shape/contract.js';
import { unknownCategory } from './shape/resolve-cells.js';
import type { LoadTools } from './table-context.js';

/** The codes of all fields, those in files read; undefined where a file is not as it should be, which is reported. */
export async function readCodes(
  fields: readonly FieldContract[],
  tools: LoadTools,
): Promise<Codes | undefined> {
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
  { packageFile, host, open, fault }: LoadTools,
): Promise<ReadonlyMap<string, string> | undefined> {
  const file = posix.isAbsolute(from) ? from : posix.join(posix.dirname(packageFile), from);
  const bytes = await readBytes({ file, pathPosition: position }, host, fault);
  if (bytes === undefined) return undefined;
  const source = await open({ file, bytes, format: 'csv', dialect: {}, columns: 2 }, host.limits);
  if ('code' in source) {
    reportProblem(fault, source);
    return undefined;
  }
  const { header } = source;
  const columns = ['from', 'to'].map((name) => header.texts.indexOf(name));
  const [fromColumn = -1, toColumn = -1] = columns;
  if (fromColumn < 0 || toColumn < 0) {
    const message = `Unexpected header ${listNames(header.texts)}, expected the columns \`from\` and \`to\``;
    fault('data/rename', header.at(0), message);
    return undefined;
  }
  const codes = new Map<string, string>();
  let right = true;
  const report = (row: SourceRow, column: number, message: string): void => {
    if (right) fault('data/rename', row.at(column), message);
    right = false;
  };
  const problem = source.read((row) => {
    const [code, category] = [row.texts[fromColumn], row.texts[toColumn]];
    if (row.texts.length === 1 && row.texts[0] === '') return;
    if (code === undefined || category === undefined) {
      return report(
        row,
        row.texts.length,
        `Unexpected row with ${row.texts.length} cells, expected ${header.texts.length}`,
      );
    }
    if (codes.has(code)) report(row, fromColumn, `Unexpected second code \`${code}\`, expected each once`);
    const fault = unknownCategory(category, field);
    if (fault !== undefined) report(row, toColumn, fault);
    codes.set(code, category);
  });
  if (problem !== undefined) reportProblem(fault, problem);
  return right && problem === undefined ? codes : undefined;
}
