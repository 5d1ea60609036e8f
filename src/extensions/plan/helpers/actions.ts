import type { Call } from '../../../content/helpers/call.js';
import type { Label } from '../../../content/printable.js';
import type { Language } from '../../../language/language.js';
import type { Category, Row } from '../../../model/dataset/dataset.js';
import { chosen, chosenSeveral } from './choose.js';
import { isCategory, type Plan } from './plan.js';

/** The actions that a call chooses, in the order of their codes, and by what. */
export interface ActionSelection {
  readonly objective?: Category;
  readonly institution?: Category;
  readonly status?: readonly Category[];
  readonly actions: readonly Row[];
}

/** Reads `objective=`, `institution=` and, where the helper does not set it, `status=` of a call. */
export function selectActions(call: Call, plan: Plan, fixed?: readonly Category[]): ActionSelection {
  const objective = chosen(call, plan, 'objective');
  const institution = chosen(call, plan, 'institution');
  const status = fixed ?? chosenSeveral(call, plan, 'status');
  const actions = plan.actions.rows.filter(
    (row) =>
      (objective === undefined || row.keys.objective === objective.value) &&
      (institution === undefined || isCategory(plan.actions, row, 'institution', institution)) &&
      (status === undefined || status.some((each) => isCategory(plan.actions, row, 'status', each))),
  );
  return {
    ...(objective === undefined ? {} : { objective }),
    ...(institution === undefined ? {} : { institution }),
    ...(status === undefined ? {} : { status }),
    actions,
  };
}

/** What the actions were chosen by, besides their objective: "status: Late". */
export function selectionText({ institution, status }: ActionSelection, language: Language): string[] {
  const labels = status?.map(({ label }) => label) ?? [];
  return [
    ...(labels.length === 0
      ? []
      : [language.message('content.plan.status-is', { status: labels.join(' / ') })]),
    ...(institution === undefined
      ? []
      : [language.message('content.plan.institution-is', { institution: institution.label })]),
  ];
}

/** The sentence in place of a table or chart without actions. */
export function noActions({ objective, institution, status }: ActionSelection, language: Language): Label {
  const text = language.message('content.plan.no-action', {
    objective: objective?.value ?? 'none',
    institution: institution?.label ?? 'none',
    status: status?.map(({ label }) => label).join(' / ') ?? 'none',
  });
  return { kind: 'label', text, value: text };
}
