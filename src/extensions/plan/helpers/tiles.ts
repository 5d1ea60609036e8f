import type { Position } from '../../../diagnostics.js';
import type { Language } from '../../../language/language.js';
import { printQuantity } from '../../../language/print.js';
import { cellKey, countQuantity } from '../../../model/dataset/cell.js';
import type { Category, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { ownOf } from '../../../model/own.js';
import type { Quantity } from '../../../model/quantity.js';
import type { Judgement, TallyEntry, Tile } from '../../../model/tree/table-parts.js';
import { resultTones, statusTones } from '../data/model.js';
import { choices, fieldOf, idFrom, isCategory, type Plan } from './plan.js';

/** The sign of how far an action has come. */
export const signOfStatus = (status: string): Judgement => `status-${ownOf(statusTones, status) ?? 'idle'}`;

/** The sign of what came of an indicator. */
export const signOfResult = (verdict: string): Judgement => `result-${ownOf(resultTones, verdict) ?? 'idle'}`;

/** The id of the row of an action, the same in every edition: "action-1-2-3". */
export const actionId = (code: string): string => idFrom('action', code);

/** The status of an action. */
export function statusOf(plan: Plan, action: Row): Category | undefined {
  return choices
    .status(plan)
    .categories.find((category) => isCategory(plan.actions, action, 'status', category));
}

/** A tile for each action, by status and within one in the order of the plan, each a link to the row of its action. */
export function tilesOf(plan: Plan, actions: readonly Row[]): Tile[] {
  const order = choices.status(plan).categories.map(({ value }) => value);
  const { categories } = fieldOf(plan.actions, 'action');
  const placed = actions.map((action) => ({ action, status: statusOf(plan, action) }));
  const sorted = placed.toSorted(
    (a, b) => order.indexOf(a.status?.value ?? '') - order.indexOf(b.status?.value ?? ''),
  );
  return sorted.map(({ action, status }) => {
    const code = action.keys.action ?? '';
    const title = categories.find(({ value }) => value === code)?.label ?? '';
    return {
      code,
      title: `${code} ${title}: ${status?.label ?? ''}`,
      tone: signOfStatus(status?.value ?? ''),
      target: actionId(code),
    };
  });
}

/** What is counted: the rows of a derived dataset, by the categories of an attribute. */
interface Counted {
  readonly dataset: PublishedDataset;
  readonly rows: readonly Row[];
  readonly attribute: string;
  readonly categories: readonly Category[];
  readonly unit: string;
  readonly tone: (category: string) => Judgement;
}

/**
 * How many rows there are of each category, in the order of the categories; those without rows are left out. Each
 * number rests on the cells that it counts.
 */
export function tallyOf(counted: Counted, at: Position, language: Language): TallyEntry[] {
  const { dataset, attribute, categories, tone } = counted;
  return categories.flatMap((category): TallyEntry[] => {
    const rows = counted.rows.filter((row) => isCategory(dataset, row, attribute, category));
    if (rows.length === 0) return [];
    const entry = printQuantity(countOf(counted, rows, at), 'table', language);
    return [{ word: category.label, tone: tone(category.value), entry }];
  });
}

/** How many rows there are, on the cells that are counted. */
function countOf(
  { dataset, attribute, unit }: Pick<Counted, 'dataset' | 'attribute' | 'unit'>,
  rows: readonly Row[],
  at: Position,
): Quantity {
  const cells = rows.map((row) => cellKey(dataset, row, { name: attribute }));
  return countQuantity(dataset, cells, at, unit);
}

/** A tally as plain text: "Implemented 5, Late 1". */
export function tallyText(tally: readonly TallyEntry[], language: Language): string {
  return language.labels(tally.map(({ word, entry }) => `${word} ${entry.text}`));
}
