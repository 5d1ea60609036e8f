import type { Call, Scope } from '../../../content/helpers/call.js';
import type { HelperDefinition } from '../../../content/helpers/definition.js';
import { fail } from '../../../content/helpers/problem.js';
import { here, idOf } from '../../../content/helpers/table.js';
import type { Printable } from '../../../content/printable.js';
import { quantityAt } from '../../../content/selection/cells.js';
import { findCategory } from '../../../content/selection/fields.js';
import { attributeOf } from '../../../content/selection/filters.js';
import type { Position } from '../../../diagnostics.js';
import type { Language, MessageArguments } from '../../../language/language.js';
import { printQuantity } from '../../../language/print.js';
import type {
  Category,
  Field,
  PublishedData,
  PublishedDataset,
  Row,
} from '../../../model/dataset/dataset.js';
import { distinctSources } from '../../../model/dataset/sources.js';
import { ownOf } from '../../../model/own.js';
import type { StatedTable } from '../../../model/tree/data-table.js';
import type { TableCell, TableColumn } from '../../../model/tree/table-parts.js';
import type { DerivedName } from '../data/model.js';

/** The plan of a strategy, as far as it may be published. */
export type Plan = ReturnType<typeof requirePlan>;

/** The plan of the project, or the diagnostic `content/no-plan`. */
function requirePlan(data: PublishedData, helper: string, at: Position) {
  const dataset = (name: DerivedName): PublishedDataset =>
    ownOf(data, name) ?? fail('content/no-plan.project', at, { helper });
  return {
    objectives: dataset('plan-objectives'),
    specifics: dataset('plan-specific-objectives'),
    institutions: dataset('plan-institutions'),
    status: dataset('plan-status'),
    actions: dataset('plan-actions'),
    indicators: dataset('plan-indicators'),
    verdicts: dataset('plan-verdicts'),
    /** Undefined where no earlier version of the plan is kept. */
    changed: ownOf(data, 'plan-changed-actions' satisfies DerivedName),
  };
}

/** A helper that prints a part of the plan, chosen by objective, institution or status. Without a plan it is `content/no-plan`. */
export const planHelper = (
  name: string,
  chosenBy: readonly Choice[],
  parameters: readonly string[],
  print: (call: Call, plan: Plan, scope: Scope) => Printable,
): HelperDefinition => ({
  name,
  first: 'none',
  arity: [0, 0],
  parameters: [...chosenBy, ...parameters],
  checkWritten(written, data, at) {
    const plan = requirePlan(data, name, at);
    for (const choice of chosenBy) {
      const argument = written.get(choice);
      if (argument === undefined) continue;
      for (const part of argument.text.split('|')) categoryOf(plan, choice, part.trim(), argument.at);
    }
  },
  run: (call, scope) => print(call, requirePlan(scope.data, name, call.at), scope),
});

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

type Choice = keyof typeof choices;

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

/** What every table of a plan has around its rows: id, caption, sources, and whether it rests on made-up data. */
export function frameOf(
  call: Call,
  fallback: Pick<StatedTable, 'id' | 'caption'>,
  datasets: readonly PublishedDataset[],
): Pick<StatedTable, 'id' | 'caption' | 'sources' | 'illustrative' | 'stays' | 'at'> {
  return {
    id: idOf(call, fallback.id),
    caption: captionOf(call, fallback.caption),
    sources: distinctSources(datasets.flatMap((dataset) => dataset.sources)),
    illustrative: datasets.some(({ illustrative }) => illustrative),
    stays: call.flag(here),
    at: call.at,
  };
}

/** The author's caption, else the one of the helper. */
export function captionOf<T>(call: Call, fallback: T): string | T {
  const caption = call.text('caption');
  if (caption !== '') return caption ?? fallback;
  return fail('content/argument.empty-2', call.hashAt('caption'));
}

/** "tbl-actions-1-late": parts that are absent leave no trace, and characters that ids do not have become hyphens. */
export function idFrom(...parts: readonly (string | undefined)[]): string {
  return parts
    .flatMap((part) => (part === undefined ? [] : [part.toLowerCase().replace(/[^a-z0-9]+/g, '-')]))
    .join('-');
}

/** A measure of a row as a cell. */
export function numberCell(
  call: Call,
  dataset: PublishedDataset,
  row: Row,
  measure: string,
  language: Language,
): Extract<TableCell, { kind: 'value' }> {
  const quantity = quantityAt(dataset, row, fieldOf(dataset, measure), call.at);
  return { kind: 'value', entry: printQuantity(quantity, 'table', language) };
}

export const numberColumn = (label: string, unit?: string): TableColumn => ({
  label,
  ...(unit === undefined ? {} : { unit }),
  total: false,
  align: 'right',
});

export const wordColumn = (label: string): TableColumn => ({ label, total: false, align: 'left' });

/** A heading of rows: "1.2 Specialised courts". */
export const groupOf = ({ value, label }: Category): string => `${value}\u2002${label}`;

/** What a table or chart says of the whole plan, or of one objective: "Actions", "Actions of objective 1". */
export const ofObjective = (
  language: Language,
  name: 'action-table' | 'board' | 'late' | 'timeline',
  objective: Category | undefined,
  values: MessageArguments = {},
): string =>
  objective === undefined
    ? language.message(`content.plan.${name}`, values)
    : language.message(`content.plan.${name}-of`, {
        code: objective.value,
        title: objective.label,
        ...values,
      });
