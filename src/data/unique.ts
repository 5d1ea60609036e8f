import type { ResourceContract } from './contract.js';
import { type Repeat, repeatedFaults } from './repeated.js';
import type { Fault } from './report.js';
import { fieldText } from './row-text.js';
import type { CheckedRow } from './tables.js';

/**
 * Reports rows that repeat the primary key, a unique key or the value of a unique field of an earlier row; true when
 * there are none.
 */
export function checkUnique(contract: ResourceContract, rows: readonly CheckedRow[], fault: Fault): boolean {
  const single = contract.fields.filter(({ constraints }) => constraints.unique).map(({ name }) => [name]);
  const { repeat, close } = repeatedFaults(fault);
  const keys = [contract.primaryKey, ...contract.uniqueKeys, ...single].filter((fields) => fields.length > 0);
  const whole = keys.map((fields) => checkKey(fields, contract, rows, repeat)).every((unique) => unique);
  close();
  return whole;
}

function checkKey(
  fields: readonly string[],
  { confidential }: ResourceContract,
  rows: readonly CheckedRow[],
  repeat: Repeat,
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
    repeat({
      code: 'data/duplicate-key',
      column: fields.join(' '),
      line: row.origin.line,
      describe: () => {
        const shown = fields.map((field, index) =>
          confidential ? `\`${field}\`` : `${field} \`${values[index]}\``,
        );
        return {
          position: row.place(name),
          message: `Unexpected second row for ${shown.join(', ')}, expected each key once`,
          more: { see: [{ position: first.place(name), note: 'the first row' }] },
        };
      },
    });
  }
  return unique;
}
