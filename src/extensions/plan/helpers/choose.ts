import type { Call } from '../../../content/helpers/call.js';
import type { WrittenArguments } from '../../../content/helpers/definition.js';
import { findCategory } from '../../../content/selection/fields.js';
import type { Position } from '../../../diagnostics.js';
import type { Category, PublishedData } from '../../../model/dataset/dataset.js';
import { type Choice, choices, type Plan, requirePlan } from './plan.js';

/** The category that a call names for a choice; undefined when it does not mention it. */
export function chosen(call: Call, plan: Plan, choice: Choice): Category | undefined {
  const value = call.text(choice);
  return value === undefined ? undefined : categoryOf(plan, choice, value, call.hashAt(choice));
}

/** The categories that a call names for a choice, `"late|not-started"`; undefined when it does not mention it. */
export function chosenSeveral(call: Call, plan: Plan, choice: Choice): Category[] | undefined {
  const value = call.text(choice);
  return value?.split('|').map((part) => categoryOf(plan, choice, part.trim(), call.hashAt(choice)));
}

function categoryOf(plan: Plan, choice: Choice, value: string, at: Position): Category {
  const field = choices[choice](plan);
  findCategory(field, value, at);
  return field.categories.find((category) => category.value === value) ?? { value, label: value };
}

/** Checks that there is a plan, and the choices that are written out in a call. */
export function checkChoices(
  helper: string,
  taken: readonly Choice[],
): (written: WrittenArguments, data: PublishedData, at: Position) => void {
  return (written, data, at) => {
    const plan = requirePlan(data, helper, at);
    for (const choice of taken) {
      const argument = written.get(choice);
      if (argument === undefined) continue;
      for (const part of argument.text.split('|')) categoryOf(plan, choice, part.trim(), argument.at);
    }
  };
}
