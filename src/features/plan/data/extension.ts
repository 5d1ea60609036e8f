import type { ResourceContract } from '../../../data/contract.js';
import type { DataExtension, PublishedTables } from '../../../data/extension.js';
import type { CheckedTable } from '../../../data/tables.js';
import type { Category, Dataset, Row } from '../../../model/dataset.js';
import { united } from '../../../model/missing.js';
import type { CellKey } from '../../../model/quantity.js';
import { planActions, planInstitutionStatus, planStatus } from './derive-actions.js';
import { planIndicators, planVerdicts } from './derive-indicators.js';
import { planInstitutions, planObjectives, planSpecificObjectives } from './derive-progress.js';
import { type DatasetSketch, derivedDataset } from './derived-dataset.js';
import { examinePlan, planResources } from './examine.js';
import type { Plan } from './model.js';
import { type PlanContract, type PlanPart, planParts } from './parts.js';
import type { Progress } from './progress.js';
import { planGrammar, planKey, resolvePlan } from './resolve-plan.js';
import { statusTones, withTones } from './tones.js';

/**
 * The datasets that follow from a plan, in the order of `derivedNames`. What rests on a part that is absent from the
 * plan, because of its faults, is not derived.
 */
function derivePlan(
  plan: Plan,
  contract: PlanContract,
  resources: Readonly<Record<PlanPart, ResourceContract>>,
): Dataset[] {
  const { edition, indicators } = plan;
  const strategic = plan.objectives.filter(({ parent }) => parent === undefined);
  const progress = progressOf(plan, fieldOf(resources.actions, 'planned')?.unit ?? '');
  const statuses = withTones(categories(resources.actions, 'status'), statusTones);
  const make = (parts: readonly PlanPart[], sketch: DatasetSketch): Dataset =>
    derivedDataset(sketch, {
      sources: parts.map((part) => resources[part]),
      edition,
      position: contract.position,
    });
  const ofActions: readonly PlanPart[] = ['actions', 'objectives'];
  const ofInstitutions: readonly PlanPart[] = ['actions', 'institutions'];
  const ofIndicators: readonly PlanPart[] = ['indicators', 'indicator-values', 'objectives'];
  return [
    ...(progress === undefined || indicators === undefined
      ? []
      : [make([...ofActions, 'indicators', 'indicator-values'], planObjectives(progress, indicators))]),
    ...(progress === undefined
      ? []
      : [
          make(ofActions, planSpecificObjectives(progress)),
          make(ofInstitutions, planInstitutions(progress)),
          make(ofActions, planStatus(progress, statuses)),
          make(ofInstitutions, planInstitutionStatus(progress, statuses)),
          make([...ofActions, 'institutions'], planActions(progress, statuses)),
        ]),
    ...(indicators === undefined
      ? []
      : [
          make(
            ofIndicators,
            planIndicators(strategic, indicators, categories(resources.indicators, 'direction'), edition),
          ),
          make(ofIndicators, planVerdicts(strategic, indicators, edition)),
        ]),
  ];
}

function progressOf(
  { edition, objectives, institutions, actions }: Plan,
  currency: string,
): Progress | undefined {
  if (institutions === undefined || actions === undefined) return undefined;
  return {
    edition,
    currency,
    strategic: objectives.filter(({ parent }) => parent === undefined),
    specific: objectives.filter(({ parent }) => parent !== undefined),
    institutions,
    actions,
  };
}

const fieldOf = ({ fields }: ResourceContract, name: string) => fields.find((field) => field.name === name);

const categories = (resource: ResourceContract, name: string): readonly Category[] =>
  fieldOf(resource, name)?.categories ?? [];

/** Derived datasets whose numbers bear the marks of every cell that they were made from: provisional money is so in its sum. */
function withMarks(
  derived: readonly Dataset[],
  sources: readonly { readonly name: string; readonly rows: readonly Row[] }[],
): readonly Dataset[] {
  const marked = new Map(
    sources.flatMap(({ name, rows }) =>
      rows.flatMap(({ keys, marks = {} }) =>
        Object.entries(marks).map(([field, own]) => [idOf({ dataset: name, field, keys }), { marks: own }]),
      ),
    ),
  );
  if (marked.size === 0) return derived;
  const marksOf = (row: Row): Pick<Row, 'marks'> => {
    const entries = Object.entries(row.derivations ?? {}).flatMap(([field, { cells }]) => {
      const { marks } = united(cells.map((cell) => marked.get(idOf(cell)) ?? {}));
      return marks === undefined ? [] : [[field, marks] as const];
    });
    return entries.length === 0 ? {} : { marks: Object.fromEntries(entries) };
  };
  return derived.map((dataset) => ({
    ...dataset,
    rows: dataset.rows.map((row) => ({ ...row, ...marksOf(row) })),
  }));
}

const idOf = ({ dataset, field, keys }: Pick<CellKey, 'dataset' | 'field' | 'keys'>): string =>
  JSON.stringify([dataset, field, ...Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** The key `plan` of a data package: its resources are examined as a whole, and progress is derived from them. */
export const planData: DataExtension = {
  key: planKey,
  description: 'The resources that make up the plan of a strategy; progress is derived from them.',
  grammar: planGrammar,
  resolve(written) {
    const { value: plan, diagnostics } = resolvePlan(written);
    const resources = plan && planResources(plan, written.resources);
    if (plan === undefined || resources === undefined) return { diagnostics };
    return { value: { derive: (tables) => deriveFrom(plan, resources, tables) }, diagnostics };
  },
};

/** The datasets that follow from a plan, once its tables were checked together. */
function deriveFrom(
  plan: PlanContract,
  resources: Readonly<Record<PlanPart, ResourceContract>>,
  tables: PublishedTables,
): readonly Dataset[] {
  const parts = new Map<PlanPart, CheckedTable | undefined>(
    planParts.map((part) => [part, tables.tableOf(resources[part].name)]),
  );
  const examined = examinePlan({
    edition: tables.edition,
    resources,
    tableOf: (part) => parts.get(part),
    isFaulty: (name) => tables.isFaulty(name),
    isReported: (position) => tables.isReported(position),
    fault: (part, ...rest) => tables.faultIn(resources[part].name)(...rest),
    warn: (diagnostic) => tables.warn(diagnostic),
  });
  if (examined === undefined) return [];
  const sources = [...parts.values()].flatMap((table) => table ?? []);
  return withMarks(
    derivePlan(examined, plan, resources),
    sources.map(({ contract: { name }, rows }) => ({ name, rows })),
  );
}
