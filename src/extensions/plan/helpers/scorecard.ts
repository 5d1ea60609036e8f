import type { PhrasingContent } from 'mdast';
import type { Call, Scope } from '../../../content/helpers/call.js';
import { legendOf } from '../../../content/helpers/table/surroundings.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import { attributeOf } from '../../../content/selection/filters.js';
import type { Language } from '../../../language/language.js';
import { printQuantity } from '../../../language/print.js';
import { greatest, least } from '../../../model/chart/extremes.js';
import type { Category, Row } from '../../../model/dataset/dataset.js';
import { isNumeric, toExact } from '../../../model/dataset/value.js';
import { toDouble } from '../../../model/exact.js';
import { isExact } from '../../../model/quantity.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { Bullet, Judgement, TableCell, TableRow } from '../../../model/tree/table-parts.js';
import { wordsOf } from '../plan-block.js';
import { countsOf, toldOf } from './findings.js';
import {
  choices,
  fieldOf,
  frameOf,
  groupOf,
  idFrom,
  isCategory,
  numberCell,
  numberColumn,
  type Plan,
  partsOf,
  planHelper,
  wordColumn,
} from './plan.js';
import { noIndicators, selectIndicators } from './selection.js';
import { signOfResult, tallyOf } from './tiles.js';

const measures = ['baseline', 'actual', 'target'] as const;

/**
 * `{{scorecard}}`: every indicator against its target of the year, by objective; `{{scorecard objective="1"}}`: those
 * of one. An indicator that lacks something is shown as a gap, with what it lacks, and counted as one.
 */
export const scorecard = planHelper(
  'scorecard',
  ['objective'],
  ['notes', 'caption', 'id', 'here'],
  (call, plan, scope) => scorecardOf(call, plan, scope, call.flag('notes', true)),
);

export function scorecardOf(call: Call, plan: Plan, scope: Scope, hasNotes = false): TableBlock | Label {
  const { language } = scope;
  const { objective, rows: chosenRows } = selectIndicators(call, plan);
  if (chosenRows.length === 0) return noIndicators(objective, language);
  const years = new Set(chosenRows.map((row) => baselineYear(plan, row)).filter((year) => year !== ''));
  const [year, ...others] = years;
  const only = others.length === 0 ? year : undefined;
  const isGrouped = objective === undefined;
  const rows = chosenRows.map((row) =>
    indicatorRow(call, plan, row, { isGrouped, isDated: only === undefined, language }),
  );
  const caption = findingOf(call, plan, objective, language);
  const node = dataTableNode({
    ...frameOf(call, { id: idFrom('tbl-scorecard', objective?.value), caption }, [plan.indicators]),
    subtitle: language.message('content.plan.values-of', { year: `${scope.edition}` }),
    stub: language.message('content.plan.indicator'),
    columns: [
      ...measures.map((measure) =>
        numberColumn(
          language.message(`content.plan.scorecard-column.${measure}`),
          measure === 'baseline' ? only : undefined,
        ),
      ),
      wordColumn(language.message('content.plan.verdict')),
    ],
    rows,
    notes: hasNotes ? [language.message('content.plan.note.fulfilment')] : [],
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
    records: true,
  });
  return { kind: 'table', node };
}

/** What came of the indicators: "Justice and the law: 2 of 4 indicators that were scored reached their target". */
function findingOf(
  call: Call,
  plan: Plan,
  objective: Category | undefined,
  language: Language,
): PhrasingContent[] {
  const counts = countsOf(call, plan);
  const told = toldOf('content.plan.scorecard-finding', counts.reached(), counts.of('scored'));
  const subject = objective?.label ?? language.message('content.plan.scorecard');
  const words = wordsOf(told, language, (quantity) => printQuantity(quantity, 'text', language));
  return [{ type: 'text', value: `${subject}: ` }, ...words];
}

const verdictsOf = (plan: Plan): Category[] => partsOf(fieldOf(plan.verdicts, 'verdict'));

const baselineYear = (plan: Plan, row: Row): string =>
  attributeOf(row, fieldOf(plan.indicators, 'baseline-year'));

/** What a row shows beside its indicator: the objective that it is of, and the year of its baseline. */
interface Shown {
  readonly isGrouped: boolean;
  readonly isDated: boolean;
  readonly language: Language;
}

function indicatorRow(call: Call, plan: Plan, row: Row, { isGrouped, isDated, language }: Shown): TableRow {
  const text = (attribute: string): string => attributeOf(row, fieldOf(plan.indicators, attribute));
  const objective = choices.objective(plan).categories.find(({ value }) => value === row.keys.objective);
  const detail = [text('unit'), directionOf(plan, row)?.label ?? ''].filter((part) => part !== '');
  const number = (measure: string) => numberCell(call, plan.indicators, row, measure, language);
  const year = isDated ? baselineYear(plan, row) : '';
  const bullet = bulletOf(plan, row);
  return {
    code: row.keys.indicator ?? '',
    label: text('name'),
    ...(detail.length > 0 && { detail: language.labels(detail) }),
    ...(isGrouped && objective !== undefined ? { group: groupOf(objective) } : {}),
    total: false,
    cells: [
      { ...number('baseline'), ...(year === '' ? {} : { detail: year }) },
      { ...number('actual'), ...(bullet && { bullet }) },
      number('target'),
      verdictCell(plan, row, number('fulfilment')),
    ],
  };
}

const directionOf = (plan: Plan, row: Row): Category | undefined =>
  fieldOf(plan.indicators, 'direction').categories.find((category) =>
    isCategory(plan.indicators, row, 'direction', category),
  );

/** What a scale has beyond its least and its greatest number, so that a field that ends there is seen. */
const beyond = 0.08;

/** The value on a scale from zero, which its target and its baseline share; none without a value. */
function bulletOf(plan: Plan, row: Row): Bullet | undefined {
  const [actual, target, baseline] = ['actual', 'target', 'baseline'].map((name) => numberIn(row, name));
  if (actual === undefined) return undefined;
  const all = [0, actual, target ?? 0, baseline ?? 0];
  const [low, high] = [least(all), greatest(all)];
  const part = (1 - 2 * beyond) / (high - low || 1);
  const at = (value: number): number => beyond + (value - low) * part;
  const goal = target === undefined ? undefined : goalOf(directionOf(plan, row)?.value, at(target));
  const [from, to] = [at(Math.min(0, actual)), at(Math.max(0, actual))];
  return { from, to, tone: toneOf(plan, row), ...(goal && { goal }) };
}

function numberIn({ measures }: Row, name: string): number | undefined {
  const value = measures[name];
  return value !== undefined && isNumeric(value) ? toDouble(toExact(value)) : undefined;
}

/** From a target to the end of the scale at which it is better to be. */
function goalOf(direction: string | undefined, aim: number): Bullet['goal'] {
  if (direction === 'up') return [aim, 1];
  return direction === 'down' ? [0, aim] : undefined;
}

const verdictIn = (plan: Plan, row: Row): Category | undefined =>
  verdictsOf(plan).find((category) => isCategory(plan.indicators, row, 'verdict', category));

const toneOf = (plan: Plan, row: Row): Judgement => signOfResult(verdictIn(plan, row)?.value ?? '');

/** The verdict, and where there is none, why. */
function verdictCell(plan: Plan, row: Row, { entry }: Extract<TableCell, { kind: 'value' }>): TableCell {
  const { value } = entry.quantity;
  return {
    kind: 'text',
    text: verdictIn(plan, row)?.label ?? '',
    tone: toneOf(plan, row),
    ...(isExact(value) ? {} : { detail: value.reason ?? value.meaning }),
  };
}
