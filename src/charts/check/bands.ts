import { shownPlace } from '../../diagnostics.js';
import { cellOrigin } from '../../model/cell.js';
import { isNumeric } from '../../model/value.js';
import type { Datums } from '../composition.js';
import { rowsBeneath } from '../provenance/members.js';
import type { Unit } from '../unit.js';
import { type CheckContext, isAllowed, report } from './context.js';

/**
 * Checks that every row falls into a band of a chart. A row without a number falls into none, and the bands would add
 * up to fewer rows than there are without anybody saying so.
 */
export function checkBands(
  units: readonly Unit[],
  reached: Readonly<Record<string, Datums>>,
  context: CheckContext,
): void {
  const { rows } = context.dataset;
  for (const unit of units) {
    for (const { definition, pointer } of Object.values(unit.channels)) {
      const { bin, field } = definition;
      if (bin === undefined || bin === null || bin === false || typeof field !== 'string') continue;
      const lost = (reached[unit.name] ?? [])
        .filter((datum) => isOutside(datum, field))
        .flatMap((datum) => [...rowsBeneath(datum)].flatMap((index) => rows[index] ?? []))
        .find(({ measures }) => {
          const cell = Object.hasOwn(measures, field) ? measures[field] : undefined;
          return cell !== undefined && !isNumeric(cell);
        });
      if (lost === undefined || isAllowed(context, 'missing-values')) continue;
      const at = shownPlace(cellOrigin(lost, field));
      const message = `Unexpected bands of \`${field}\` over a missing value (${at}), expected numbers only`;
      report(context, 'chart/missing-value', pointer, message, {
        hint: `leave out what has no number: \`filter: isValid(datum.${field})\`, or with a reason that is printed: \`allow: {missing-values: ...}\``,
      });
    }
  }
}

/** Vega keeps the beginning of a band under a name that ends with the field. */
const isOutside = (datum: Datums[number], field: string): boolean =>
  Object.entries(datum).some(
    ([name, value]) => name.startsWith('bin_') && name.endsWith(`_${field}`) && value === null,
  );
