import type { Dataset, Row } from '../../model/dataset/dataset.js';
import type { RateLink } from '../../model/dataset/protection.js';
import { isNumeric, type Suppressed, type Value } from '../../model/dataset/value.js';
import { allCountsOf, type HiddenCells } from './counted-cells.js';
import { fieldsOfNumbers } from './numbers-beside.js';
import { partnersIn } from './publication-system.js';
import { withoutFields } from './without-fields.js';

/** What stands where a count is hidden: the same for one that is sensitive and for one that protects it. */
const hiddenValue: Suppressed = {
  kind: 'suppressed',
  symbol: '[c]',
  meaning: 'not shown, to protect persons',
};

/**
 * The datasets without the numbers that are hidden, and without the rates that would give them away. A rate is kept
 * only where its numerator and its denominator are printed exactly. Other measures than counts are kept only in rows
 * whose every count is. Rows with a hidden count keep their dimensions alone: a note may say in words what the number
 * says. An attribute of numbers may count persons as well, in any row: it is kept for a reason alone.
 */
export function withoutHidden(
  datasets: readonly Dataset[],
  hidden: HiddenCells,
  rates: readonly RateLink[],
): readonly Dataset[] {
  const isHidden = (row: Row | undefined, measure: string): boolean =>
    row !== undefined && hidden.get(row)?.has(measure) === true;
  const isRounded = new Set(
    datasets.filter(({ protection }) => protection?.round !== undefined).map(({ name }) => name),
  );
  return datasets.map((dataset) => {
    const own = rates.filter((rate) => rate.dataset === dataset.name);
    if (dataset.protection === undefined && own.length === 0) return dataset;
    const counts = new Set(allCountsOf(dataset).map(({ name }) => name));
    const partners = own.map((rate) => ({ rate, partnerOf: partnersIn(rate.denominator, datasets) }));
    const gives = (row: Row, measure: string): boolean => {
      if (counts.has(measure)) return isHidden(row, measure);
      const rate = partners.find((each) => each.rate.rate === measure);
      if (isRounded.has(dataset.name)) return true;
      if (rate === undefined) return [...counts].some((name) => isHidden(row, name));
      const { numerator, denominator } = rate.rate;
      if (isRounded.has(denominator.dataset)) return true;
      return isHidden(row, numerator) || isHidden(rate.partnerOf(row), denominator.measure);
    };
    const keep = new Set(Object.keys(dataset.protection?.keep ?? {}));
    const left = withoutFields(
      dataset,
      dataset.protection === undefined ? [] : fieldsOfNumbers(dataset).filter(({ name }) => !keep.has(name)),
    );
    const [onlyNotes] = dataset.fields.filter(({ role }) => role === 'note');
    const bare = ({ noteFields, ...row }: Row): Row => ({
      ...row,
      notes: row.notes.filter((_, index) => keep.has(noteFields?.[index] ?? onlyNotes?.name ?? '')),
      attributes: Object.fromEntries(Object.entries(row.attributes).filter(([name]) => keep.has(name))),
    });
    const hides = (row: Row): boolean => [...counts].some((name) => isHidden(row, name));
    return {
      ...left,
      rows: dataset.rows.map((row, index) => {
        const shown = withoutCells(left.rows[index] ?? row, (name) => gives(row, name));
        return hides(row) ? bare(shown) : shown;
      }),
    };
  });
}

/** Neither a number nor "none recorded" stays, and no mark: one beside some hidden cells and not beside others would tell them apart. */
function withoutCells(row: Row, isHidden: (measure: string) => boolean): Row {
  const entries = Object.entries(row.measures);
  if (!entries.some(([name]) => isHidden(name))) return row;
  const tells = (value: Value): boolean => isNumeric(value) || (value.kind === 'missing' && value.adds === 0);
  const measures = entries.map(([name, value]) => [
    name,
    isHidden(name) && tells(value) ? hiddenValue : value,
  ]);
  const { marks, ...rest } = row;
  const left = Object.entries(marks ?? {}).filter(([name]) => !isHidden(name));
  return {
    ...rest,
    measures: Object.fromEntries(measures),
    ...(left.length === 0 ? {} : { marks: Object.fromEntries(left) }),
  };
}
