import type { PhrasingContent } from 'mdast';
import type { Call, Scope } from '../../../content/helpers/call.js';
import { legendOf } from '../../../content/helpers/table/surroundings.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import { attributeOf } from '../../../content/selection/filters.js';
import type { Language } from '../../../language/language.js';
import { aloneOf } from '../../../language/nouns.js';
import { printQuantity } from '../../../language/print.js';
import { greatest, least } from '../../../model/chart/extremes.js';
import type { Category, Row } from '../../../model/dataset/dataset.js';
import { isNumeric, toExact } from '../../../model/dataset/value.js';
import { toDouble } from '../../../model/exact.js';
import { isExact } from '../../../model/quantity.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { Judgement, TableCell, TableColumn, TableRow, Way } from '../../../model/tree/table-parts.js';
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
  const scale = scaleOf(plan, chosenRows);
  const rows = chosenRows.map((row) =>
    indicatorRow(call, plan, row, { isGrouped, isDated: only === undefined, scale, language }),
  );
  const caption = findingOf(call, plan, objective, language);
  const node = dataTableNode({
    ...frameOf(call, { id: idFrom('tbl-scorecard', objective?.value), caption }, [plan.indicators]),
    subtitle: language.message('content.plan.values-of', { year: `${scope.edition}` }),
    stub: language.message('content.plan.indicator'),
    columns: columnsOf(only, language),
    rows,
    notes: hasNotes ? [language.message('content.plan.note.fulfilment')] : [],
    legend: legendOf(rows, language),
    tally: tallyOf(
      {
        dataset: plan.indicators,
        rows: chosenRows,
        attribute: 'verdict',
        categories: verdictsOf(plan),
        unit: fieldOf(plan.verdicts, 'indicators').unit ?? '',
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

const columnsOf = (year: string | undefined, language: Language): TableColumn[] => [
  ...measures.map((measure) =>
    numberColumn(
      language.message(`content.plan.scorecard-column.${measure}`),
      measure === 'baseline' ? year : undefined,
    ),
  ),
  wordColumn(language.message('content.plan.verdict')),
];

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
  readonly scale: (way: number) => number;
  readonly language: Language;
}

function indicatorRow(
  call: Call,
  plan: Plan,
  row: Row,
  { isGrouped, isDated, scale, language }: Shown,
): TableRow {
  const text = (attribute: string): string => attributeOf(row, fieldOf(plan.indicators, attribute));
  const objective = choices.objective(plan).categories.find(({ value }) => value === row.keys.objective);
  const detail = [aloneOf(text('unit'), language), directionOf(plan, row)?.label ?? ''].filter(
    (part) => part !== '',
  );
  const number = (measure: string) => numberCell(call, plan.indicators, row, measure, language);
  const year = isDated ? baselineYear(plan, row) : '';
  const covered = wayOf(plan, row);
  const way: Way | undefined =
    covered === undefined
      ? undefined
      : { baseline: scale(0), actual: scale(covered), target: scale(1), tone: toneOf(plan, row) };
  return {
    code: row.keys.indicator ?? '',
    label: text('name'),
    ...(detail.length > 0 && { detail: language.labels(detail) }),
    ...(isGrouped && objective !== undefined ? { group: groupOf(objective) } : {}),
    total: false,
    cells: [
      { ...number('baseline'), ...(year === '' ? {} : { detail: year }) },
      { ...number('actual'), ...(way && { way }) },
      number('target'),
      verdictCell(plan, row, number('fulfilment')),
    ],
  };
}

const directionOf = (plan: Plan, row: Row): Category | undefined =>
  fieldOf(plan.indicators, 'direction').categories.find((category) =>
    isCategory(plan.indicators, row, 'direction', category),
  );

/** How far an indicator came on the way from its baseline, at 0, to its target, at 1; undefined where one is missing or none is scored. */
function wayOf(plan: Plan, row: Row): number | undefined {
  if (verdictIn(plan, row)?.value === 'not-scored') return undefined;
  const [baseline, actual, target] = measures.map((name) => numberIn(row, name));
  if (baseline === undefined || actual === undefined || target === undefined) return undefined;
  return target === baseline ? undefined : (actual - baseline) / (target - baseline);
}

/** So far beyond the way its scale goes at most, on both sides: what is further would leave no room for the others. */
const mostBeyond = 0.5;

/** What a scale has beyond its first and last mark, so that these are seen whole. */
const margin = 0.08;

/** The scale of a table: all its baselines stand above each other, and all its targets, whichever way is better. */
function scaleOf(plan: Plan, rows: readonly Row[]): (way: number) => number {
  const ways = rows.flatMap((row) => wayOf(plan, row) ?? []);
  const low = Math.max(least([0, ...ways]), -mostBeyond);
  const high = Math.min(greatest([1, ...ways]), 1 + mostBeyond);
  return (way) => {
    if (way < low) return 0;
    return way > high ? 1 : margin + ((way - low) / (high - low)) * (1 - 2 * margin);
  };
}

function numberIn({ measures }: Row, name: string): number | undefined {
  const value = measures[name];
  return value !== undefined && isNumeric(value) ? toDouble(toExact(value)) : undefined;
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
