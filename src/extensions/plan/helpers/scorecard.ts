import type { Call } from '../../../content/helpers/call.js';
import { legendOf } from '../../../content/helpers/table/surroundings.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import { attributeOf } from '../../../content/selection/filters.js';
import type { Language } from '../../../language/language.js';
import type { Category, Row } from '../../../model/dataset/dataset.js';
import { toNumber } from '../../../model/exact.js';
import { isExact } from '../../../model/quantity.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { TableCell, TableRow } from '../../../model/tree/table-parts.js';
import {
  choices,
  fieldOf,
  frameOf,
  groupOf,
  idFrom,
  isCategory,
  numberCell,
  numberColumn,
  ofObjective,
  type Plan,
  partsOf,
  planHelper,
  wordColumn,
} from './plan.js';
import { noIndicators, selectIndicators } from './selection.js';
import { signOfResult, tallyOf } from './tiles.js';

const measures = ['baseline', 'target', 'actual', 'fulfilment'] as const;

/**
 * `{{scorecard}}`: every indicator against its target of the year, by objective; `{{scorecard objective="1"}}`: those
 * of one. An indicator that lacks something is shown as a gap, with what it lacks, and counted as one.
 */
export const scorecard = planHelper(
  'scorecard',
  ['objective'],
  ['notes', 'caption', 'id', 'here'],
  (call, plan, scope): TableBlock | Label => {
    const { language } = scope;
    const { objective, rows: chosenRows } = selectIndicators(call, plan);
    if (chosenRows.length === 0) return noIndicators(objective, language);
    const rows = chosenRows.map((row) => indicatorRow(call, plan, row, objective === undefined, language));
    const caption = ofObjective(language, 'scorecard', objective);
    const node = dataTableNode({
      ...frameOf(call, { id: idFrom('tbl-scorecard', objective?.value), caption }, [plan.indicators]),
      subtitle: language.message('content.plan.values-of', { year: `${scope.edition}` }),
      stub: language.message('content.plan.indicator'),
      columns: [
        ...measures.map((measure) =>
          numberColumn(language.message(`content.plan.scorecard-column.${measure}`)),
        ),
        wordColumn(language.message('content.plan.verdict')),
      ],
      rows,
      notes: call.flag('notes', true) ? [language.message('content.plan.note.fulfilment')] : [],
      legend: legendOf(rows, language),
      tally: tallyOf(
        {
          dataset: plan.indicators,
          rows: chosenRows,
          attribute: 'verdict',
          categories: verdictsOf(plan),
          unit: 'indicators',
          tone: signOfResult,
        },
        call.at,
        language,
      ),
      layout: 'scorecard',
    });
    return { kind: 'table', node };
  },
);

const verdictsOf = (plan: Plan): Category[] => partsOf(fieldOf(plan.verdicts, 'verdict'));

function indicatorRow(call: Call, plan: Plan, row: Row, grouped: boolean, language: Language): TableRow {
  const text = (attribute: string): string => attributeOf(row, fieldOf(plan.indicators, attribute));
  const objective = choices.objective(plan).categories.find(({ value }) => value === row.keys.objective);
  const unit = text('unit');
  const number = (measure: string) => numberCell(call, plan.indicators, row, measure, language);
  const year = text('baseline-year');
  return {
    code: row.keys.indicator ?? '',
    label: text('name'),
    ...(unit === '' ? {} : { detail: unit }),
    ...(grouped && objective !== undefined ? { group: groupOf(objective) } : {}),
    total: false,
    cells: [
      { ...number('baseline'), ...(year === '' ? {} : { detail: year }) },
      number('target'),
      number('actual'),
      withBar(number('fulfilment')),
      verdictCell(plan, row, number('fulfilment')),
    ],
  };
}

/** Fulfilment as a bar, whose whole length is the target. */
function withBar(cell: Extract<TableCell, { kind: 'value' }>): TableCell {
  const { value } = cell.entry.quantity;
  return isExact(value) ? { ...cell, bar: toNumber(value) } : cell;
}

/** The verdict, and where there is none, why. */
function verdictCell(plan: Plan, row: Row, { entry }: Extract<TableCell, { kind: 'value' }>): TableCell {
  const { value } = entry.quantity;
  const verdict = verdictsOf(plan).find((category) => isCategory(plan.indicators, row, 'verdict', category));
  return {
    kind: 'text',
    text: verdict?.label ?? '',
    tone: signOfResult(verdict?.value ?? ''),
    ...(isExact(value) ? {} : { detail: value.reason ?? value.meaning }),
  };
}
