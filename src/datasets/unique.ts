import type { Position } from '../diagnostics.js';
import type { ResourceContract } from './contract.js';
import type { Fault } from './report.js';
import { fieldText } from './row-text.js';
import type { CheckedRow } from './tables.js';

/**
 * Reports rows that repeat the primary key, a unique key or the value of a unique field of an earlier row; true when
 * there are none.
 */
export function checkUnique(contract: ResourceContract, rows: readonly CheckedRow[], fault: Fault): boolean {
  const single = contract.fields.filter(({ constraints }) => constraints.unique).map(({ name }) => [name]);
  const keys = [contract.primaryKey, ...contract.uniqueKeys, ...single].filter((fields) => fields.length > 0);
  return keys.map((fields) => checkKey(fields, contract, rows, fault)).every((unique) => unique);
}

function checkKey(
  fields: readonly string[],
  { confidential }: ResourceContract,
  rows: readonly CheckedRow[],
  fault: Fault,
): boolean {
  const seen = new Map<string, CheckedRow>();
  let unique = true;
  for (const row of rows) {
    const values = fields.map((name) => fieldText(row, name));
    if (values.includes(undefined)) continue;
    const key = JSON.stringify(values);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row);
      continue;
    }
    unique = false;
    const [name = ''] = fields;
    const shown = fields.map((field, index) =>
      confidential ? `\`${field}\`` : `${field} \`${values[index]}\``,
    );
    const message = `Unexpected second row for ${shown.join(', ')}, expected each key once`;
    const position: Position = first.place(name);
    fault('data/duplicate-key', row.place(name), message, { see: [{ position, note: 'the first row' }] });
  }
  return unique;
}
