import { problem } from '../../problems/problem.js';
import type { CheckedTable } from '../tables.js';
import type { Find } from './finding.js';

/** Finds years and days after the edition, in fields that declare `until: edition`. */
export function checkFuture(
  { contract, rows }: CheckedTable,
  untilEdition: readonly string[],
  edition: number,
  find: Find,
): void {
  for (const { name, type, role } of contract.fields) {
    if (!untilEdition.includes(name)) continue;
    for (const row of rows) {
      const own = role === 'dimension' ? row.keys : row.attributes;
      const text = Object.hasOwn(own, name) ? own[name] : undefined;
      const year = Number(/^\d{4}/.exec(text ?? '')?.[0] ?? Number.NaN);
      if (text === undefined || !(year > edition)) continue;
      const expected = type === 'date' ? `a day up to ${edition}-12-31` : `a ${type} up to ${edition}`;
      find({ ...problem('gate/future', row.place(name), { text, name, expected }), keys: row.keys });
    }
  }
}
