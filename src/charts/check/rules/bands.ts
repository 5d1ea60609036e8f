import { shownPlace } from '../../../diagnostics.js';
import { cellOrigin } from '../../../model/dataset/cell.js';
import { isNumeric } from '../../../model/dataset/value.js';
import { ownOf } from '../../../model/own.js';
import { faultOf } from '../../../problems/problem.js';
import type { Datums } from '../../compose/composition.js';
import { rowsBeneath } from '../../provenance/members.js';
import type { DrawnRule } from '../rule.js';

/**
 * Every row falls into a band of a chart. A row without a number falls into none, and the bands would add
 * up to fewer rows than there are without anybody saying so.
 */
export const everyRowInBand: DrawnRule = {
  on: 'channel',
  *check({ definition: { bin, field }, pointer, reached }, { dataset: { rows } }) {
    if (bin === undefined || bin === null || bin === false || typeof field !== 'string') return;
    const lost = reached
      .filter((datum) => isOutside(datum, field))
      .flatMap((datum) => [...rowsBeneath(datum)].flatMap((index) => rows[index] ?? []))
      .find(({ measures }) => {
        const cell = ownOf(measures, field);
        return cell !== undefined && !isNumeric(cell);
      });
    if (lost === undefined) return;
    yield {
      at: pointer,
      ...faultOf('chart/missing-value.every-row-in-band', {
        field,
        place: shownPlace(cellOrigin(lost, field)),
      }),
      unless: 'missing-values',
    };
  },
};

/** Vega keeps the beginning of a band under a name that ends with the field. */
const isOutside = (datum: Datums[number], field: string): boolean =>
  Object.entries(datum).some(
    ([name, value]) => name.startsWith('bin_') && name.endsWith(`_${field}`) && value === null,
  );
