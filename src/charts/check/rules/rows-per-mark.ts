import { listNames } from '../../../diagnostics.js';
import type { Field } from '../../../model/dataset/dataset.js';
import { groupBy } from '../../../model/group-by.js';
import { faultOf } from '../../../problems/problem.js';
import type { Datums } from '../../compose/composition.js';
import { isPart } from '../../composite/parts.js';
import { rowField } from '../../rows.js';
import { encodedFields } from '../../unit.js';
import type { DrawnRule } from '../rule.js';

/** A mark is of one row. Only for units that draw cells of one measure: points of two measures, and calculated groups, may coincide. */
export const oneRowPerMark: DrawnRule = {
  on: 'unit',
  *check({ unit, drawn }, { dataset: { fields } }) {
    const encoded = [...encodedFields(unit, fields).keys()];
    const names = Object.values(unit.channels).flatMap(({ definition }) => definition.field ?? []);
    const isKnown = names.every((name) => fields.some((field) => field.name === name));
    if (isPart(unit) || !isKnown || encoded.filter(({ role }) => role === 'measure').length !== 1) return;
    const clash = firstClash(
      drawn,
      encoded.filter(({ role }) => role === 'dimension'),
    );
    if (clash === undefined) return;
    const open = fields.filter(
      ({ name, role }) => role === 'dimension' && clash.some((datum) => datum[name] !== clash[0]?.[name]),
    );
    // Without a dimension left open, a transform such as `fold` has made several rows of one.
    const way =
      open.length === 0
        ? 'encode what the transform makes'
        : `encode ${listNames(open.map(({ name }) => name))} or filter it to one value`;
    yield {
      at: unit.pointer,
      ...faultOf('chart/rows-per-mark.one-row-per-mark', { count: clash.length, mark: unit.mark, way }),
      unless: 'several-rows',
    };
  },
};

function firstClash(datums: Datums, dimensions: readonly Field[]): Datums | undefined {
  const groups = groupBy(
    datums.filter((datum) => datum[rowField] !== undefined),
    (datum) => JSON.stringify(dimensions.map(({ name }) => datum[name])),
  );
  return [...groups.values()].find((group) => group.length > 1);
}
