import { problem } from '../../problems/problem.js';
import type { GateRule } from './gate-rule.js';

/** Finds years and days after the edition, in fields that declare `until: edition`. */
export const untilEdition: GateRule<'gate/future'> = {
  codes: ['gate/future'],
  on: 'table',
  *check({ contract, rows }, { declared, edition }) {
    for (const { name, role } of contract.fields) {
      if (!declared.untilEdition.includes(name)) continue;
      for (const row of rows) {
        const own = role === 'dimension' ? row.keys : row.attributes;
        const text = Object.hasOwn(own, name) ? own[name] : undefined;
        const year = Number(/^\d{4}/.exec(text ?? '')?.[0] ?? Number.NaN);
        if (text === undefined || !(year > edition)) continue;
        yield { ...problem('gate/future', row.place(name), { text, name, edition }), keys: row.keys };
      }
    }
  },
};
