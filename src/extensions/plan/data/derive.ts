/** The datasets that follow from a plan: progress, actions and indicators, one by one and counted. */
import type { ResourceContract } from '../../../data/contract.js';
import type { Category, Dataset } from '../../../model/dataset/dataset.js';
import { missingBecause } from '../../../model/dataset/missing.js';
import {
  asItStands,
  attribute,
  categoriesOf,
  crossTable,
  type DatasetSketch,
  derivedDataset,
  dimension,
  measure,
  words,
} from './derived-dataset.js';
import { assessedBy, fulfilmentOf, verdictOf } from './fulfilment.js';
import {
  type Action,
  earlierPart,
  type Indicator,
  type Objective,
  type Plan,
  type PlanContract,
  type PlanPart,
  type PlanParts,
  resultTones,
  sourceCell,
  statusTones,
  totalCode,
  type Verdict,
  verdicts,
  withTones,
} from './model.js';
import { termOf } from './money.js';
import type { Progress } from './progress.js';
import { monthsPutOff, planInstitutions, planObjectives, planSpecificObjectives } from './progress.js';
import { changeSketches } from './versions.js';

const total: Category = { value: totalCode, label: words.total };

/**
 * The datasets that follow from a plan, in the order of `derivedNames`. What rests on a part that is absent from the
 * plan, because of its faults, is not derived.
 */
export function derivePlan(
  plan: Plan,
  contract: PlanContract,
  resources: PlanParts<ResourceContract>,
): Dataset[] {
  const { edition, indicators, changes } = plan;
  const { [earlierPart]: earlier } = resources;
  const strategic = plan.objectives.filter(({ parent }) => parent === undefined);
  const progress = progressOf(plan, fieldOf(resources.actions, 'planned')?.unit ?? '');
  const statuses = withTones(categories(resources.actions, 'status'), statusTones);
  const make = (parts: readonly PlanPart[], sketch: DatasetSketch): Dataset =>
    derivedDataset(sketch, {
      sources: [
        ...parts.map((part) => resources[part]),
        ...(earlier !== undefined && parts.includes('actions') ? [earlier] : []),
      ],
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
    ...(changes === undefined
      ? []
      : changeSketches(changes, plan).map((sketch) => make(ofInstitutions, sketch))),
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

/** Each action with the labels that tables of actions print; its budget as the source has it. */
function planActions(progress: Progress, statuses: readonly Category[]): DatasetSketch {
  const { strategic, specific, institutions, actions, edition, currency } = progress;
  const titleOf = (things: readonly { code: string; title: string }[], code: string): string =>
    things.find((thing) => thing.code === code)?.title ?? code;
  return {
    name: 'plan-actions',
    title: 'Actions',
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'alone')),
      dimension('action', 'Action', categoriesOf(actions, 'alone')),
      attribute('code', 'Code'),
      attribute('specific', 'Specific objective'),
      attribute('institution', 'Institution'),
      attribute('status', 'Status', { categories: statuses }),
      attribute('start', 'Start', { type: 'date' }),
      attribute('deadline', 'Deadline', { type: 'date' }),
      attribute('new-deadline', 'New deadline', { type: 'date' }),
      attribute('completed', 'Completed', { type: 'date' }),
      attribute('note', 'Note'),
      measure('planned', 'Planned', currency),
      measure('spent', 'Spent', currency),
      measure('delay', 'Put off by', 'months', false),
      measure('run', 'Time run', 'days', false),
      measure('term', 'Whole term', 'days', false),
    ],
    rows: inObjectives(strategic, actions).map((action) => ({
      keys: { objective: action.strategic, action: action.code },
      attributes: {
        code: action.code,
        specific: titleOf(specific, action.specific),
        institution: titleOf(institutions, action.institution),
        status: action.status,
        start: action.start,
        deadline: action.deadline,
        'new-deadline': action.newDeadline,
        completed: action.completed,
        note: action.row.notes.length > 0 ? action.row.notes.join(' ') : undefined,
      },
      cells: {
        planned: asItStands({ value: action.planned, cell: sourceCell(action, 'planned') }),
        spent: asItStands({ value: action.spent, cell: sourceCell(action, 'spent') }),
        delay: { value: { kind: 'integer', value: BigInt(monthsPutOff(action)) } },
        run: { value: { kind: 'integer', value: BigInt(termOf(action, edition).run) } },
        term: { value: { kind: 'integer', value: BigInt(termOf(action, edition).days) } },
      },
      about: action,
    })),
  };
}

const inObjectives = (strategic: Progress['strategic'], actions: readonly Action[]): Action[] =>
  strategic.flatMap(({ code }) => actions.filter((action) => action.strategic === code));

/** The number of actions by strategic objective and status. */
const planStatus = ({ strategic, actions }: Progress, statuses: readonly Category[]): DatasetSketch =>
  crossTable(
    { name: 'plan-status', title: 'Actions by objective and status' },
    [
      dimension('objective', 'Objective', categoriesOf(strategic, 'with total')),
      dimension('status', 'Status', [...statuses, total]),
    ],
    measure('actions', 'Actions', 'actions'),
    actions.map((action) => ({
      of: [action.strategic, action.status],
      cell: sourceCell(action, 'status'),
    })),
  );

/** The number of actions by responsible institution and status. */
const planInstitutionStatus = (
  { institutions, actions }: Progress,
  statuses: readonly Category[],
): DatasetSketch =>
  crossTable(
    { name: 'plan-institution-status', title: 'Actions by institution and status' },
    [
      dimension('institution', 'Institution', categoriesOf(institutions, 'with total')),
      dimension('status', 'Status', [...statuses, total]),
    ],
    measure('actions', 'Actions', 'actions'),
    actions.map((action) => ({
      of: [action.institution, action.status],
      cell: sourceCell(action, 'status'),
    })),
  );

/** The number of indicators by strategic objective and assessment. */
const planVerdicts = (
  strategic: readonly Objective[],
  indicators: readonly Indicator[],
  edition: number,
): DatasetSketch =>
  crossTable(
    { name: 'plan-verdicts', title: 'Indicators by objective and assessment' },
    [
      dimension('objective', 'Objective', categoriesOf(strategic, 'with total')),
      dimension('verdict', 'Assessment', [...verdictCategories, total]),
    ],
    measure('indicators', 'Indicators', 'indicators'),
    indicators.map((indicator) => {
      const verdict = verdictOf(indicator, fulfilmentOf(indicator, edition));
      return { of: [indicator.strategic, verdict], cell: verdictCell(indicator, verdict, edition) };
    }),
  );

const verdictCategories: readonly Category[] = withTones(
  verdicts.map((value) => ({ value, label: words.verdicts[value] })),
  resultTones,
);

/** Each indicator with its figures for the year of the edition. */
function planIndicators(
  strategic: readonly Objective[],
  indicators: readonly Indicator[],
  directions: readonly Category[],
  edition: number,
): DatasetSketch {
  return {
    name: 'plan-indicators',
    title: `Indicators and their targets, ${edition}`,
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'alone')),
      dimension('indicator', 'Indicator', categoriesOf(indicators, 'alone')),
      attribute('code', 'Code'),
      attribute('name', 'Name'),
      attribute('unit', 'Unit'),
      attribute('direction', 'Direction', { categories: directions }),
      attribute('verdict', 'Assessment', { categories: verdictCategories }),
      attribute('baseline-year', 'Baseline year', { type: 'year' }),
      attribute('note', 'Note'),
      measure('baseline', 'Baseline', '', false),
      measure('target', 'Target', '', false),
      measure('actual', 'Actual', '', false),
      measure('fulfilment', 'Target fulfilment', '%', false),
    ],
    rows: strategic.flatMap(({ code }) =>
      indicators
        .filter((indicator) => indicator.strategic === code)
        .map((indicator) => rowOf(indicator, edition)),
    ),
  };
}

function rowOf(indicator: Indicator, edition: number): DatasetSketch['rows'][number] {
  const observation = indicator.observations.get(edition);
  const fulfilment = fulfilmentOf(indicator, edition);
  const noValue = missingBecause('x', words.noValue);
  const inYear = (field: 'target' | 'actual') =>
    asItStands(
      observation === undefined
        ? { value: noValue, cell: sourceCell(indicator, 'code') }
        : { value: observation[field], cell: sourceCell(observation, field) },
    );
  const notes = observation?.row.notes ?? [];
  return {
    keys: { objective: indicator.strategic, indicator: indicator.code },
    attributes: {
      code: indicator.code,
      name: indicator.title,
      unit: indicator.unit,
      direction: indicator.direction,
      verdict: verdictOf(indicator, fulfilment),
      'baseline-year': indicator.baselineYear,
      note: notes.length > 0 ? notes.join(' ') : undefined,
    },
    cells: {
      baseline: asItStands({ value: indicator.baseline, cell: sourceCell(indicator, 'baseline') }),
      target: inYear('target'),
      actual: inYear('actual'),
      fulfilment,
    },
    about: indicator,
  };
}

/** What a verdict rests on: the actual value, or the direction of an indicator that is not scored. */
function verdictCell(indicator: Indicator, verdict: Verdict, edition: number) {
  const observation = indicator.observations.get(edition);
  const scored = verdict !== 'not-scored' && verdict !== 'gap' && observation !== undefined;
  const read = assessedBy(indicator, observation);
  return scored ? sourceCell(observation, 'actual', read) : sourceCell(indicator, 'direction', read);
}
