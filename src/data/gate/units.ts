import { listNames } from '../../diagnostics.js';
import { groupsOf } from '../../model/totals/groups.js';
import { problem } from '../../problems/problem.js';
import type { FieldContract } from '../contract.js';
import type { CheckedRow } from '../tables.js';
import { describeKeys, type Finding, type GateRule } from './gate-rule.js';

/** The attribute in which a row says its own unit. */
const unitField = 'unit';

/**
 * Finds units that are mixed in one field, in tables with an attribute `unit`. A row has one of the units that the
 * measures declare, and the parts of one total have one unit.
 */
export const oneUnit: GateRule<'gate/unit'> = {
  codes: ['gate/unit'],
  on: 'table',
  *check(table) {
    const { fields } = table.contract;
    if (!fields.some(({ name, role }) => name === unitField && role === 'attribute')) return;
    const measures = fields.filter(({ role }) => role === 'measure');
    yield* undeclared(table.rows, measures);
    const [first] = measures.filter(({ additive, unit }) => additive && unit === undefined);
    if (first === undefined) return;
    for (const { total, parts, over } of groupsOf({ fields: table.contract.fields, rows: table.rows })) {
      const units = [...new Set([...parts, total].flatMap((row) => row.attributes[unitField] ?? []))];
      if (units.length < 2) continue;
      yield {
        ...problem('gate/unit.units', total.place(unitField), {
          units: listNames(units),
          over: listNames(over.map(({ name }) => name)),
          keys: describeKeys(total.keys),
        }),
        keys: total.keys,
      };
    }
  },
};

function* undeclared(
  rows: readonly CheckedRow[],
  measures: readonly FieldContract[],
): Iterable<Finding<'gate/unit'>> {
  const declared = measures.flatMap(({ unit }) => unit ?? []);
  if (declared.length < measures.length) return;
  for (const row of rows) {
    const own = row.attributes[unitField];
    if (own === undefined || declared.includes(own)) continue;
    yield {
      ...problem('gate/unit.declared', row.place(unitField), {
        own,
        keys: describeKeys(row.keys),
        declared: listNames(declared),
      }),
      keys: row.keys,
    };
  }
}
