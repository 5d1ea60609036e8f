import type { Related } from '../../diagnostics.js';
import { fewPersons } from '../../model/dataset/few-persons.js';
import { problem } from '../../problems/problem.js';
import type { GateRule } from './gate-rule.js';

/** Cells that a message names at most. */
const mostNamed = 12;

/**
 * Finds out whether a dataset about persons counts as few as 1 to 4 of them, where no policy protects it. The message has the places of
 * the cells and never their values.
 */
export const fewCounted: GateRule<'protect/small'> = {
  codes: ['protect/small'],
  on: 'table',
  *check({ contract, rows }) {
    if (contract.protection !== undefined) return;
    const { about, counts, fields, name } = contract;
    const few = fewPersons({ fields, rows, ...(about && { about }), ...(counts && { counts }) });
    const cells = few.map(({ row, field }): Related => {
      const keys = Object.entries(row.keys).map(([dimension, category]) => `${dimension} \`${category}\``);
      return { position: row.place(field.name), note: [`\`${field.name}\``, ...keys].join(', ') };
    });
    const [first] = cells;
    if (first === undefined) return;
    yield {
      ...problem(
        'protect/small',
        first.position,
        { name, aCount: cells.length === 1 ? 'a count' : `${cells.length} counts` },
        cells.length === 1 ? {} : { see: cells.slice(0, mostNamed) },
      ),
      keys: {},
    };
  },
};
