import { Tree } from '../../model/dataset/hierarchy.js';
import { problem } from '../../problems/problem.js';
import type { GateRule } from './gate-rule.js';

/**
 * Finds categories that a dimension declares and no row has. Every table and drawing would leave them out without a
 * word, though it may be the institution that sent nothing.
 */
export const everyCategory: GateRule<'gate/category'> = {
  codes: ['gate/category'],
  on: 'table',
  *check({ contract, rows }) {
    if (rows.length === 0) return;
    for (const field of contract.fields) {
      const { name, role, categories, total, position } = field;
      if (role !== 'dimension') continue;
      const present = new Set(rows.map(({ keys }) => keys[name]));
      // What is a whole of others need not be in the file itself.
      const tree = new Tree(field);
      const isPresent = (value: string): boolean => value === total || tree.isTold(value, present);
      for (const { value } of categories.filter((each) => !isPresent(each.value))) {
        const keys = { [name]: value };
        yield { ...problem('gate/category', position, { category: value, name }), keys };
      }
    }
  },
};
