import { fail } from '../../../content/helpers/problem.js';
import { attributeOf } from '../../../content/selection/filters.js';
import type { Position } from '../../../diagnostics.js';
import type {
  Category,
  Field,
  PublishedData,
  PublishedDataset,
  Row,
} from '../../../model/dataset/dataset.js';

/** The datasets that are derived from the plan of a strategy, by what a helper asks of them. */
const names = {
  objectives: 'plan-objectives',
  specifics: 'plan-specific-objectives',
  institutions: 'plan-institutions',
  status: 'plan-status',
  actions: 'plan-actions',
  indicators: 'plan-indicators',
  verdicts: 'plan-verdicts',
} as const;

/** The plan of a strategy, as far as it may be published. */
export type Plan = Readonly<Record<keyof typeof names, PublishedDataset>>;

/** The plan of the project, or the diagnostic `content/no-plan`. */
export function requirePlan(data: PublishedData, helper: string, at: Position): Plan {
  const dataset = (name: string): PublishedDataset =>
    (Object.hasOwn(data, name) ? data[name] : undefined) ?? fail('content/no-plan.project', at, { helper });
  return {
    objectives: dataset(names.objectives),
    specifics: dataset(names.specifics),
    institutions: dataset(names.institutions),
    status: dataset(names.status),
    actions: dataset(names.actions),
    indicators: dataset(names.indicators),
    verdicts: dataset(names.verdicts),
  };
}

/** A field of a derived dataset. Its absence is a fault of the tool. */
export function fieldOf(dataset: PublishedDataset, name: string): Field {
  const field = dataset.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`No field \`${name}\` in \`${dataset.name}\``);
  return field;
}

/** The categories of a field in their order, without its total. */
export function partsOf({ categories, total }: Field): Category[] {
  return categories.filter(({ value }) => value !== total);
}

/** The parameters by which the helpers of a plan choose, and the field whose categories each takes. */
export const choices = {
  objective: (plan: Plan): Field => withoutTotal(fieldOf(plan.objectives, 'objective')),
  institution: (plan: Plan): Field => withoutTotal(fieldOf(plan.institutions, 'institution')),
  status: (plan: Plan): Field => withoutTotal(fieldOf(plan.status, 'status')),
} as const;

export type Choice = keyof typeof choices;

function withoutTotal(field: Field): Field {
  return { ...field, categories: partsOf(field) };
}

/** True when an attribute of a row is this category: derived rows hold its value or its label. */
export function isCategory(
  dataset: PublishedDataset,
  row: Row,
  attribute: string,
  category: Category,
): boolean {
  const text = attributeOf(row, fieldOf(dataset, attribute));
  return text === category.value || text === category.label;
}
