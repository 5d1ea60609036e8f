import type { ResourceContract } from '../../../data/contract.js';
import type { CheckedTable } from '../../../data/tables.js';
import { checkAction } from './check-actions.js';
import { checkIndicator } from './check-indicators.js';
import type { Examination } from './examination.js';
import type { Plan } from './model.js';
import { type PlanContract, type PlanPart, planParts } from './parts.js';
import { readActions } from './read-actions.js';
import { readIndicators } from './read-indicators.js';
import { readInstitutions, readObjectives } from './read-objectives.js';

/** What the stage knows of its tables when a plan is examined. */
export interface Examined {
  readonly edition: number;
  readonly resources: Readonly<Record<PlanPart, ResourceContract>>;
  /** A part as far as it could be read. */
  tableOf(part: PlanPart): CheckedTable | undefined;
  /** True for the name of a resource that has a fault, at the moment of asking. */
  isFaulty(resource: string): boolean;
  /** True where a fault was reported before: the row is not examined further. */
  isReported(position: ReturnType<CheckedTable['rows'][number]['place']>): boolean;
  readonly fault: Examination['fault'];
  readonly warn: Examination['warn'];
}

/**
 * Reads a plan from its checked tables and checks it as a whole. Returns what progress may be derived from: objectives
 * and each part that has no fault and leans on none; undefined when the objectives themselves have one.
 */
export function examinePlan(examined: Examined): Plan | undefined {
  const { edition, resources, isFaulty } = examined;
  // Messages of a plan quote cells, its progress is worked out from all of them, and none of them counts persons.
  const guarded = planParts.flatMap((part) => {
    const { name, protection } = resources[part];
    return protection === undefined ? [] : [{ part, name, position: protection.position }];
  });
  for (const { part, name, position } of guarded) {
    const message = `Unexpected \`protect\` of \`${name}\`, a part of the plan, expected a dataset that counts persons`;
    examined.fault(part, 'data/package', position, message);
  }
  if (guarded.length > 0) return undefined;
  const examination = examinationOf(examined);
  const objectives = readObjectives(examination);
  const institutions = readInstitutions(examination);
  const actions = readActions(objectives, examination);
  const indicators = readIndicators(objectives, examination);
  for (const action of actions) checkAction(action, examination);
  for (const indicator of indicators) checkIndicator(indicator, examination);
  const sound = (...parts: PlanPart[]): boolean => parts.every((part) => !isFaulty(resources[part].name));
  if (!sound('objectives')) return undefined;
  return {
    edition,
    objectives,
    ...(sound('institutions', 'actions') ? { institutions, actions } : {}),
    ...(sound('indicators', 'indicator-values') ? { indicators } : {}),
  };
}

/** The contracts of the parts; undefined when one is not there. */
export function planResources(
  { resources }: PlanContract,
  contracts: readonly ResourceContract[],
): Record<PlanPart, ResourceContract> | undefined {
  const found = planParts.flatMap((part) => {
    const contract = contracts.find(({ name }) => name === resources[part]);
    return contract === undefined ? [] : [[part, contract] as const];
  });
  if (found.length < planParts.length) return undefined;
  return Object.fromEntries(found) as Record<PlanPart, ResourceContract>;
}

function examinationOf(examined: Examined): Examination {
  const { edition, resources, tableOf, isFaulty, isReported, fault, warn } = examined;
  // What the checks of the plan report themselves must not hide rows from the checks that follow.
  const clean = new Map(
    planParts.map((part) => {
      const { name, fields } = resources[part];
      const table = tableOf(part);
      const whole = table?.complete === true && !isFaulty(name);
      const rows = (table?.rows ?? []).filter(
        (row) => !fields.some((field) => isReported(row.place(field.name))),
      );
      return [part, { whole, rows, all: table?.rows ?? [] }] as const;
    }),
  );
  return {
    edition,
    resources,
    rowsOf: (part) => clean.get(part)?.rows ?? [],
    allRowsOf: (part) => clean.get(part)?.all ?? [],
    isWhole: (part) => clean.get(part)?.whole ?? false,
    fault,
    warn,
  };
}
