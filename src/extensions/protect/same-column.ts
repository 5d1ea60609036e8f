import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset, Field, Row } from '../../model/dataset/dataset.js';
import { numberIn } from '../../model/dataset/number-in.js';
import { groupBy, listAt } from '../../model/group-by.js';
import { problem } from '../../problems/problem.js';
import { countsOf } from './counted-cells.js';
import { policyPosition } from './named-cells.js';
import { fieldsOfNumbers } from './numbers-beside.js';
import { withoutFields } from './without-fields.js';

/** A field of one dataset that reads the column in which another one protects its counts. */
interface SameColumn {
  readonly dataset: Dataset;
  readonly field: Field;
  readonly guarded: Dataset;
  readonly measure: Field;
}

const lineOf = ({ origin: { file, sheet, line } }: Row): string => JSON.stringify([file, sheet, line]);

/** The columns that a dataset publishes though another one hides counts in them: no audit knows that they are the same numbers. */
function sameColumns(datasets: readonly Dataset[]): SameColumn[] {
  const guarded = datasets.filter(({ protection }) => protection !== undefined);
  return guarded.flatMap((each) => {
    const lines = new Map<string, Row[]>();
    for (const row of each.rows) if (row.origin.result !== true) listAt(lines, lineOf(row)).push(row);
    return datasets.flatMap((dataset) =>
      dataset === each || dataset.file !== each.file ? [] : columnsIn(dataset, each, lines),
    );
  });
}

function columnsIn(dataset: Dataset, guarded: Dataset, lines: ReadonlyMap<string, Row[]>): SameColumn[] {
  const beside = dataset.rows.flatMap((row) =>
    (lines.get(lineOf(row)) ?? []).map((other): readonly [Row, Row] => [row, other]),
  );
  if (beside.length === 0) return [];
  const hidden = new Set(isHidden(dataset));
  return dataset.fields
    .filter((field) => !hidden.has(field))
    .flatMap((field) => {
      const measure = countsOf(guarded).find((each) => isSame(beside, [dataset, field], [guarded, each]));
      return measure === undefined ? [] : [{ dataset, field, guarded, measure }];
    });
}

/** Of a dataset with a policy of its own: its counts, which it protects, and what is left out beside them. */
function isHidden(dataset: Dataset): Field[] {
  if (dataset.protection === undefined) return [];
  const keep = dataset.protection.keep ?? {};
  return [...countsOf(dataset), ...fieldsOfNumbers(dataset).filter(({ name }) => !Object.hasOwn(keep, name))];
}

/** True where two fields read one cell. Where a row does not know its columns: where they never differ, and say the same in half of all lines. */
function isSame(
  beside: readonly (readonly [Row, Row])[],
  [dataset, field]: readonly [Dataset, Field],
  [guarded, measure]: readonly [Dataset, Field],
): boolean {
  let [known, equal] = [0, 0];
  for (const [row, other] of beside) {
    const [column, own] = [row.columns?.[field.name], other.columns?.[measure.name]];
    if (column !== undefined && own !== undefined) {
      if (column === own) return true;
      continue;
    }
    const [number, count] = [numberIn(row, field, dataset), numberIn(other, measure, guarded)];
    if (count === undefined) continue;
    known++;
    if (number === undefined) continue;
    if (number !== count) return false;
    equal++;
  }
  return equal > 0 && equal * 2 >= known;
}

/**
 * The datasets without them, for a draft.
 * @param read As they were before anything was hidden.
 */
export function withoutColumns(datasets: readonly Dataset[], read: readonly Dataset[]): readonly Dataset[] {
  const gone = groupBy(sameColumns(read), ({ dataset }) => dataset.name);
  return datasets.map((each) => withoutFields(each, gone.get(each.name)?.map(({ field }) => field) ?? []));
}

/** Errors for them, each at the field that would be printed. */
export const sameColumnFaults = (datasets: readonly Dataset[]): Diagnostic[] =>
  sameColumns(datasets).map(({ dataset, field, guarded, measure }) =>
    problem(
      'protect/policy.column',
      field.position,
      { field: field.name, name: dataset.name, measure: measure.name, guarded: guarded.name },
      { see: [{ position: policyPosition(guarded), note: `\`protect\` of \`${guarded.name}\`` }] },
    ),
  );
