import type { ResourceContract } from '../../../data/contract.js';
import type { DataExtension, PublishedTables } from '../../../data/extension.js';
import type { Dataset, Row } from '../../../model/dataset/dataset.js';
import { united } from '../../../model/dataset/missing.js';
import type { CellKey } from '../../../model/quantity.js';
import { derivePlan } from './derive.js';
import { examinePlan, planResources } from './examine.js';
import { type PlanContract, type PlanPart, planParts } from './model.js';
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
  const examined = examinePlan(resources, tables);
  if (examined === undefined) return [];
  const sources = planParts.flatMap((part) => tables.tableOf(resources[part].name) ?? []);
  return withMarks(
    derivePlan(examined, plan, resources),
    sources.map(({ contract: { name }, rows }) => ({ name, rows })),
  );
}

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
