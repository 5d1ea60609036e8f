import { problem } from '../../problems/problem.js';
import type { Fault } from '../report.js';
import type { CheckedTable } from '../tables.js';
import { repeatedFaults } from './repeated.js';
import { fieldText } from './row-text.js';

/**
 * Reports rows of a table whose foreign key points at no row. Rows of a total point at nothing and are passed over, and so are
 * rows with an empty key field; a table that could not be read whole is not searched.
 */
export function checkForeignKeys(
  { contract, rows }: CheckedTable,
  tables: readonly CheckedTable[],
  fault: Fault,
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
          const actual = contract.confidential ? 'value' : values.map((value) => `\`${value}\``).join(', ');
          const expected = `a row of \`${resource}\` with it in ${target.map((name) => `\`${name}\``).join(', ')}`;
          return problem('data/reference', row.place(first), { actual, first, expected });
        },
      });
    }
  }
  close();
}
