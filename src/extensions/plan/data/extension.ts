import type { ResourceContract } from '../../../data/contract.js';
import type { DataExtension, PublishedTables } from '../../../data/extension.js';
import type { CheckedTable } from '../../../data/tables.js';
import type { Category, Dataset, Row } from '../../../model/dataset/dataset.js';
import { united } from '../../../model/dataset/missing.js';
import { type CellKey, isExact } from '../../../model/quantity.js';
import { type Computed, count } from './cells.js';
import { planActions, planInstitutionStatus, planStatus } from './derive-actions.js';
import { planIndicators, planVerdicts } from './derive-indicators.js';
import {
  attribute,
  categoriesOf,
  type DatasetSketch,
  derivedDataset,
  dimension,
  measure,
  type RowSketch,
} from './derived-dataset.js';
import { examinePlan, planResources } from './examine.js';
import { averageFulfilment, fulfilmentOf } from './fulfilment.js';
import { type Indicator, type Objective, type Plan, sourceCell } from './model.js';
import { type PlanContract, type PlanPart, planParts, totalCode } from './parts.js';
import { type Progress, progressCells, progressMeasures } from './progress.js';
import { planGrammar, planKey, resolvePlan } from './resolve-plan.js';
import { statusTones, withTones } from './tones.js';

/** Datasets of what was done: `plan-objectives`, `plan-specific-objectives` and `plan-institutions`. */

const code = attribute('code', 'Code');

/** Progress by strategic objective, with what its indicators came to. */
function planObjectives(progress: Progress, indicators: readonly Indicator[]): DatasetSketch {
  const { strategic, actions, edition, currency } = progress;
  const rowOf = (key: string, of: (strategic: string) => boolean, about?: Objective): RowSketch => ({
    keys: { objective: key },
    attributes: { code: about?.code },
    cells: {
      ...progressCells(
        actions.filter((action) => of(action.strategic)),
        edition,
      ),
      ...indicatorCells(
        indicators.filter((indicator) => of(indicator.strategic)),
        edition,
      ),
    },
    ...(about === undefined ? {} : { about }),
  });
  return {
    name: 'plan-objectives',
    title: 'Progress by objective',
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'with total')),
      code,
      ...progressMeasures(currency),
      measure('indicators', 'Indicators', 'indicators'),
      measure('scored', 'Indicators scored', 'indicators'),
      measure('fulfilment', 'Target fulfilment', '%', false),
    ],
    rows: [
      ...strategic.map((objective) => rowOf(objective.code, (above) => above === objective.code, objective)),
      rowOf(totalCode, () => true),
    ],
  };
}

function indicatorCells(indicators: readonly Indicator[], year: number): Record<string, Computed> {
  const fulfilments = indicators.map((indicator) => ({
    fulfilment: fulfilmentOf(indicator, year),
    actual: indicator.observations.get(year),
  }));
  const scored = fulfilments.filter(({ fulfilment }) => isExact(fulfilment.derivation.value));
  return {
    indicators: count(indicators.map((indicator) => sourceCell(indicator, 'direction'))),
    scored: count(
      scored.flatMap(({ actual }) => (actual === undefined ? [] : [sourceCell(actual, 'actual')])),
    ),
    fulfilment: averageFulfilment(scored.map(({ fulfilment }) => fulfilment)),
  };
}

/** Progress by specific objective, with the total of each strategic one. */
function planSpecificObjectives(progress: Progress): DatasetSketch {
  const { strategic, specific, actions, edition, currency } = progress;
  const rows = strategic.flatMap((objective): RowSketch[] => {
    const parts = specific.filter(({ parent }) => parent === objective.code);
    const own = actions.filter((action) => action.strategic === objective.code);
    return [
      ...parts.map((part) => ({
        keys: { objective: objective.code, specific: part.code },
        attributes: { code: part.code },
        cells: progressCells(
          own.filter((action) => action.specific === part.code),
          edition,
        ),
        about: part,
      })),
      {
        keys: { objective: objective.code, specific: totalCode },
        attributes: { code: objective.code },
        cells: progressCells(own, edition),
        about: objective,
      },
    ];
  });
  return {
    name: 'plan-specific-objectives',
    title: 'Progress by specific objective',
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'alone')),
      dimension('specific', 'Specific objective', categoriesOf(specific, 'with total')),
      code,
      ...progressMeasures(currency),
    ],
    rows,
  };
}

/** Progress by responsible institution. */
function planInstitutions(progress: Progress): DatasetSketch {
  const { institutions, actions, edition, currency } = progress;
  return {
    name: 'plan-institutions',
    title: 'Progress by institution',
    fields: [
      dimension('institution', 'Institution', categoriesOf(institutions, 'with total')),
      code,
      ...progressMeasures(currency),
    ],
    rows: [
      ...institutions.map((institution) => ({
        keys: { institution: institution.code },
        attributes: { code: institution.code },
        cells: progressCells(
          actions.filter((action) => action.institution === institution.code),
          edition,
        ),
        about: institution,
      })),
      { keys: { institution: totalCode }, cells: progressCells(actions, edition) },
    ],
  };
}

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
    fault: (part, problem) => tables.faultIn(resources[part].name)(problem),
    warn: (diagnostic) => tables.warn(diagnostic),
  });
  if (examined === undefined) return [];
  const sources = [...parts.values()].flatMap((table) => table ?? []);
  return withMarks(
    derivePlan(examined, plan, resources),
    sources.map(({ contract: { name }, rows }) => ({ name, rows })),
  );
}
