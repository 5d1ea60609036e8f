import type { Call, Scope } from '../../../content/helpers/call.js';
import { legendOf } from '../../../content/helpers/table/surroundings.js';
import type { TableBlock } from '../../../content/printable.js';
import { requireRow } from '../../../content/selection/cells.js';
import type { Keys } from '../../../content/selection/fields.js';
import type { Category, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { LegendEntry, TableCell, TableRow } from '../../../model/tree/table-parts.js';
import {
  choices,
  chosen,
  fieldOf,
  frameOf,
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
import { signOfStatus, tallyOf, tallyText, tilesOf } from './tiles.js';

/** One line of the board: an objective, its progress, and the actions that serve it. */
interface Line {
  readonly category: Category;
  readonly total: boolean;
  readonly row: Row;
  readonly actions: readonly Row[];
}

const measures = ['actions', 'rate', 'points', 'execution'] as const;

/**
 * `{{progress-board}}`: the status of the whole strategy, a row for each strategic objective;
 * `{{progress-board objective="1"}}`: that of one, a row for each specific objective.
 */
export const progressBoard = planHelper(
  'progress-board',
  ['objective'],
  ['notes', 'caption', 'id', 'here'],
  (call, plan, scope): TableBlock => {
    const { language } = scope;
    const objective = chosen(call, plan, 'objective');
    const dataset = objective === undefined ? plan.objectives : plan.specifics;
    const lines = objective === undefined ? allObjectives(call, plan) : specificsOf(call, plan, objective);
    const rows = lines.map((line) => boardRow(call, plan, dataset, line, scope));
    const caption = ofObjective(language, 'board', objective);
    const fallback = { id: idFrom('tbl-progress', objective?.value), caption };
    const node = dataTableNode({
      ...frameOf(call, fallback, [dataset, plan.actions]),
      subtitle: language.message('content.plan.state', { date: language.date(`${scope.edition}-12-31`) }),
      stub: language.message('content.plan.objective'),
      columns: [
        wordColumn(language.message('content.plan.actions-by-status')),
        ...measures.map((measure) => numberColumn(language.message(`content.plan.board-column.${measure}`))),
      ],
      rows,
      notes: call.flag('notes', true) ? [language.message('content.plan.note.board')] : [],
      legend: [...statusLegend(plan), ...legendOf(rows, language)],
      layout: 'board',
      records: true,
    });
    return { kind: 'table', node };
  },
);

function allObjectives(call: Call, plan: Plan): Line[] {
  const { total } = fieldOf(plan.objectives, 'objective');
  return lineUp(
    call,
    plan.objectives,
    'objective',
    {},
    plan.actions.rows,
    (row, { value }) => value === total || row.keys.objective === value,
  );
}

function specificsOf(call: Call, plan: Plan, objective: Category): Line[] {
  const { total } = fieldOf(plan.specifics, 'specific');
  const actions = plan.actions.rows.filter(({ keys }) => keys.objective === objective.value);
  const keys = { objective: objective.value };
  return lineUp(
    call,
    plan.specifics,
    'specific',
    keys,
    actions,
    (row, category) => category.value === total || isCategory(plan.actions, row, 'specific', category),
  );
}

/** A line for each category of a field that has actions or a row, the total last. */
function lineUp(
  call: Call,
  dataset: PublishedDataset,
  name: string,
  fixed: Keys,
  actions: readonly Row[],
  belongs: (action: Row, category: Category) => boolean,
): Line[] {
  const field = fieldOf(dataset, name);
  const parts = partsOf(field).filter(({ value }) =>
    dataset.rows.some(
      ({ keys }) => keys[name] === value && Object.entries(fixed).every(([key, text]) => keys[key] === text),
    ),
  );
  const totals = field.categories.filter(({ value }) => value === field.total);
  return [...parts, ...totals].map((category) => ({
    category,
    total: category.value === field.total,
    row: requireRow(call, dataset, { ...fixed, [name]: category.value }),
    actions: actions.filter((action) => belongs(action, category)),
  }));
}

function boardRow(
  call: Call,
  plan: Plan,
  dataset: PublishedDataset,
  { category, total, row, actions }: Line,
  { language }: Scope,
): TableRow {
  return {
    ...(total ? {} : { code: category.value }),
    label: category.label,
    total,
    cells: [
      tilesCell(call, plan, actions, total, language),
      ...measures.map((measure) => numberCell(call, dataset, row, measure, language)),
    ],
  };
}

/** Every action as a tile, sorted by status, with the counts by status in words. The total has the counts alone. */
function tilesCell(
  call: Call,
  plan: Plan,
  actions: readonly Row[],
  total: boolean,
  language: Scope['language'],
): TableCell {
  const { categories } = choices.status(plan);
  const counted = {
    dataset: plan.actions,
    rows: actions,
    attribute: 'status',
    categories,
    unit: fieldOf(plan.status, 'actions').unit ?? '',
    tone: signOfStatus,
  };
  const tally = tallyOf(counted, call.at, language);
  const tiles = tilesOf(plan, actions);
  return { kind: 'tiles', text: tallyText(tally, language), tiles: total ? [] : tiles, tally };
}

function statusLegend(plan: Plan): LegendEntry[] {
  return choices
    .status(plan)
    .categories.map(({ value, label }) => ({ symbol: '', meaning: label, tone: signOfStatus(value) }));
}
