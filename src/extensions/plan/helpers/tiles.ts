import type { Category, Row } from '../../../model/dataset/dataset.js';
import type { Tile } from '../../../model/tree/table-parts.js';
import { idFrom } from './frame.js';
import { signOfStatus } from './judgements.js';
import { choices, fieldOf, isCategory, type Plan } from './plan.js';

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
