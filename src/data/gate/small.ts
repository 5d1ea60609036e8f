import type { Related } from '../../diagnostics.js';
import { countsPersons, type FewPersons, fewPersons } from '../../model/dataset/few-persons.js';
import { groupBy } from '../../model/group-by.js';
import { problem } from '../../problems/problem.js';
import type { FieldContract } from '../contract.js';
import type { CheckedRow } from '../tables.js';
import type { GateRule } from './gate-rule.js';

/** Cells that a message names at most. */
const mostNamed = 12;

/**
 * Finds out whether a dataset about persons counts as few as 1 to 4 of them, where no policy protects it. A column that is not
 * declared to count them has a message of its own, with more ways out. Messages have the places of cells and never their values.
 */
export const fewCounted: GateRule<'protect/small'> = {
  codes: ['protect/small'],
  on: 'table',
  *check({ contract, rows }) {
    if (contract.protection !== undefined) return;
    const { name } = contract;
    const few = fewPersons({ ...contract, rows });
    const byColumn = groupBy(few, ({ field }) => (countsPersons(field, contract) ? undefined : field.name));
    for (const [field, own] of byColumn) {
      const cells = own.map(placeOf);
      const [first] = cells;
      if (first === undefined) continue;
      const values = { name, aCount: cells.length === 1 ? 'a count' : `${cells.length} counts` };
      const others = cells.length === 1 ? {} : { see: cells.slice(0, mostNamed) };
      yield {
        ...(field === undefined
          ? problem('protect/small', first.position, values, others)
          : problem('protect/small.column', first.position, { ...values, field }, others)),
        keys: {},
      };
    }
  },
};

function placeOf({ row, field }: FewPersons<FieldContract, CheckedRow>): Related {
  const keys = Object.entries(row.keys).map(([dimension, category]) => `${dimension} \`${category}\``);
  return { position: row.place(field.name), note: [`\`${field.name}\``, ...keys].join(', ') };
}
