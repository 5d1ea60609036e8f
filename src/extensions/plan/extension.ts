import type { ResourceContract } from '../../data/contract.js';
import type { DataExtension, PublishedTables } from '../../data/extension.js';
import type { Dataset, Row } from '../../model/dataset/dataset.js';
import { united } from '../../model/dataset/missing.js';
import type { CellKey } from '../../model/quantity.js';
import type { Extension } from '../extension.js';
import { derivePlan } from './data/derive.js';
import { examinePlan, planResources } from './data/examine.js';
import type { PlanContract, PlanParts } from './data/model.js';
import { planGrammar, planKey, resolvePlan } from './data/resolve-plan.js';
import { returnForms } from './forms.js';
import { actionTable } from './helpers/action-table.js';
import { lateActions } from './helpers/late-actions.js';
import { objectiveResult, objectiveSpread } from './helpers/objective.js';
import { planChanges } from './helpers/plan-changes.js';
import { progressBoard } from './helpers/progress-board.js';
import { scorecard } from './helpers/scorecard.js';
import { timeline } from './helpers/timeline.js';
import { planBlock } from './plan-block.js';

/** The key `plan` of a data package: its resources are examined as a whole, and progress is derived from them. */
const planData: DataExtension = {
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
  resources: PlanParts<ResourceContract>,
  tables: PublishedTables,
): readonly Dataset[] {
  const examined = examinePlan(resources, tables);
  if (examined === undefined) return [];
  const sources = Object.values(resources).flatMap(({ name }) => tables.tableOf(name) ?? []);
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

/** What can be wrong with a plan. */
const codes = {
  'plan/package': 'A resource of the plan does not exist, or lacks a field that a plan needs.',
  'plan/reserved': 'A code of the plan is one that derived datasets keep for totals.',
  'plan/blank': 'A cell that the plan needs is empty.',
  'plan/reference': 'A code of an objective, institution or indicator has no row.',
  'plan/cycle': 'An objective is above itself, directly or through others.',
  'plan/level': 'An objective, or an action, does not fit the two levels of objectives.',
  'plan/two-statuses': 'Two rows give an action two statuses.',
  'plan/status': 'The status of an action is not what its dates say.',
  'plan/date': 'The dates of an action are in a wrong order, or after the edition.',
  'plan/budget': 'An action spent money that was not planned.',
  'plan/version': 'An earlier version of the plan and today’s actions contradict each other.',
  'plan/target': 'A target is against the direction of its indicator.',
  'plan/year': 'A year of an indicator is before its baseline, or after the edition.',
  'plan/gap':
    'An indicator lacks a value and cannot be assessed. The report says that it cannot be measured.',
  'content/no-plan': 'A helper asks for the plan of a strategy, and the data package names none.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/** The plan of a strategy: objectives, actions, indicators, and how far they are. */
export const plan = {
  codes,
  data: planData,
  content: {
    helpers: [
      objectiveSpread,
      objectiveResult,
      lateActions,
      progressBoard,
      scorecard,
      actionTable,
      timeline,
      planChanges,
    ],
  },
  blocks: { plan: planBlock },
  returnForms,
} satisfies Extension;

/** Its tables: progress by objective, what is late, indicators against targets, a list of actions. `style.css` sets them. */
interface PlanLayouts {
  board: true;
  late: true;
  scorecard: true;
  actions: true;
  timeline: true;
}
declare module '../../model/tree/nodes.js' {
  interface TableLayouts extends PlanLayouts {}
}
