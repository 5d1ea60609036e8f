import type { ResourceContract } from '../../../data/contract.js';
import type { Category, Dataset } from '../../../model/dataset.js';
import { planActions, planInstitutionStatus, planStatus } from './derive-actions.js';
import { planIndicators, planVerdicts } from './derive-indicators.js';
import { planInstitutions, planObjectives, planSpecificObjectives } from './derive-progress.js';
import { type DatasetSketch, derivedDataset } from './derived-dataset.js';
import type { Plan } from './model.js';
import type { PlanContract, PlanPart } from './parts.js';
import type { Progress } from './progress.js';
import { statusTones, withTones } from './tones.js';

/**
 * The datasets that follow from a plan, in the order of `derivedNames`. What rests on a part that is absent from the
 * plan, because of its faults, is not derived.
 */
export function derivePlan(
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
