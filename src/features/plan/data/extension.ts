import type { ResourceContract } from '../../../data/contract.js';
import type { DataExtension, PublishedTables } from '../../../data/extension.js';
import type { CheckedTable } from '../../../data/tables.js';
import type { Dataset } from '../../../model/dataset.js';
import { derivePlan } from './derive.js';
import { withMarks } from './derived-marks.js';
import { examinePlan, planResources } from './examine.js';
import { type PlanContract, type PlanPart, planParts } from './parts.js';
import { planGrammar, planKey, resolvePlan } from './resolve-plan.js';

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
