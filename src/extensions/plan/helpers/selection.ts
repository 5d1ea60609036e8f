import type { Call } from '../../../content/helpers/call.js';
import type { Label } from '../../../content/printable.js';
import type { Language } from '../../../language/language.js';
import type { Category, Row } from '../../../model/dataset/dataset.js';
import { chosen, chosenSeveral, isCategory, type Plan } from './plan.js';

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
  return sentence(text);
}

export const sentence = (text: string): Label => ({ kind: 'label', text, value: text });

/** The sentence in place of the late actions where none is late. */
export const noneLate = ({ objective, institution }: ActionSelection, language: Language): Label =>
  sentence(
    language.message('content.plan.none-late', {
      objective: objective?.value ?? 'none',
      institution: institution?.label ?? 'none',
    }),
  );

/** The indicators of the objective that a call chooses, or all. */
export function selectIndicators(
  call: Call,
  plan: Plan,
): { readonly objective: Category | undefined; readonly rows: readonly Row[] } {
  const objective = chosen(call, plan, 'objective');
  const rows = plan.indicators.rows.filter(
    ({ keys }) => objective === undefined || keys.objective === objective.value,
  );
  return { objective, rows };
}

/** The sentence in place of a table or chart without indicators. */
export const noIndicators = (objective: Category | undefined, language: Language): Label =>
  sentence(language.message('content.plan.no-indicator', { objective: objective?.value ?? 'none' }));
