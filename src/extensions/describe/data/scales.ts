import type { Form } from './form.js';
import type { TidyTable } from './found-table.js';
import type { RoledColumn } from './roles.js';
import { type SaidScale, saidScale, saysOwnUnit } from './said-scale.js';

/** A column of numbers with the thousands or millions that its heading, or the rows above it, say. */
export interface ScaledColumn {
  readonly scale?: SaidScale;
  /** Nothing beside it says another unit. */
  readonly isScaleSure?: boolean;
}

/** Finds what headings and the rows above a table say of thousands. */
export function scaled(
  columns: readonly RoledColumn[],
  { rows }: TidyTable,
  { above }: Form,
): readonly (RoledColumn & ScaledColumn)[] {
  const [aboveTable] = above.flatMap((text) => saidScale(text) ?? []);
  // "Payments, thousand euros" above "Applications" and "Paid (thousand EUR)": the headings say which.
  const isInHeadings = columns.some(
    ({ role, heading = '' }) => role === 'measure' && saidScale(heading)?.times === aboveTable?.times,
  );
  const said = isInHeadings ? undefined : aboveTable;
  const dimensions = columns.filter(({ role }) => role === 'dimension');
  const isOfOneUnit = (measure: RoledColumn): boolean =>
    !rows
      // A cell in per cent has its sign, and is no number of the column.
      .filter(({ texts }) => !(texts[measure.index] ?? '').endsWith('%'))
      .flatMap(({ texts }) => dimensions.map(({ index }) => texts[index] ?? ''))
      .some((name) => saysOwnUnit(name) || saidScale(name) !== undefined);
  return columns.map((column) => {
    if (column.role !== 'measure' || column.isPercent === true) return column;
    const own = saidScale(column.heading ?? '');
    if (own !== undefined) return { ...column, scale: own, isScaleSure: true };
    if (said === undefined || saysOwnUnit(column.heading ?? '')) return column;
    return { ...column, scale: said, isScaleSure: isOfOneUnit(column) };
  });
}
