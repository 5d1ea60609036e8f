import type { Call } from '../../../content/helpers/call.js';
import type { HelperDefinition } from '../../../content/helpers/definition.js';
import { legendOf } from '../../../content/helpers/table/surroundings.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import { attributeOf } from '../../../content/selection/filters.js';
import type { Language } from '../../../language/language.js';
import type { Category, Row } from '../../../model/dataset/dataset.js';
import { toNumber } from '../../../model/exact.js';
import { isExact } from '../../../model/quantity.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { TableCell, TableRow } from '../../../model/tree/table-parts.js';
import { checkChoices, chosen } from './choose.js';
import { tallyOf } from './count.js';
import { frameOf, groupOf, idFrom, numberCell, numberColumn, wordColumn } from './frame.js';
import { signOfResult } from './judgements.js';
import { choices, fieldOf, isCategory, type Plan, partsOf, requirePlan } from './plan.js';

const measures = ['baseline', 'target', 'actual', 'fulfilment'] as const;

/**
 * `{{scorecard}}`: every indicator against its target of the year, by objective; `{{scorecard objective="1"}}`: those
 * of one. An indicator that lacks something is shown as a gap, with what it lacks, and counted as one.
 */
export const scorecard: HelperDefinition = {
  name: 'scorecard',
  first: 'none',
  arity: [0, 0],
  parameters: ['objective', 'notes', 'caption', 'id', 'here'],
  checkWritten: checkChoices('scorecard', ['objective']),
  run(call, scope): TableBlock | Label {
    const { language } = scope;
    const plan = requirePlan(scope.data, call.name, call.at);
    const objective = chosen(call, plan, 'objective');
    const chosenRows = plan.indicators.rows.filter(
      ({ keys }) => objective === undefined || keys.objective === objective.value,
    );
    if (chosenRows.length === 0) return nothing(objective, language);
    const rows = chosenRows.map((row) => indicatorRow(call, plan, row, objective === undefined, language));
    const caption =
      objective === undefined
        ? language.message('content.plan.scorecard')
        : language.message('content.plan.scorecard-of', { code: objective.value, title: objective.label });
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
      notes:
        'notes' in call.hash && !call.flag('notes') ? [] : [language.message('content.plan.note.fulfilment')],
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
};

function nothing(objective: Category | undefined, language: Language): Label {
  const text = language.message('content.plan.no-indicator', { objective: objective?.value ?? 'none' });
  return { kind: 'label', text, value: text };
}

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
