import { readCodeTable } from './code-table.js';
import type { FieldContract } from './contract.js';
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
  tools: LoadTools,
): Promise<ReadonlyMap<string, string> | undefined> {
  const table = { from, position, required: ['from', 'to'], code: 'data/rename' } as const;
  const rows = await readCodeTable(table, tools);
  if (rows === undefined) return undefined;
  const codes = new Map<string, string>();
  let right = true;
  for (const { cells, at } of rows) {
    const { from: code = '', to: category = '' } = cells;
    const report = (column: string, message: string): void => {
      if (right) tools.fault('data/rename', at(column), message);
      right = false;
    };
    if (codes.has(code)) report('from', `Unexpected second code \`${code}\`, expected each once`);
    const fault = unknownCategory(category, field);
    if (fault !== undefined) report('to', fault);
    codes.set(code, category);
  }
  return right ? codes : undefined;
}
