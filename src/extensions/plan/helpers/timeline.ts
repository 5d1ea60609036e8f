import type { Call, Scope } from '../../../content/helpers/call.js';
import { idOf } from '../../../content/helpers/table.js';
import type { ChartBlock, Label } from '../../../content/printable.js';
import { greatest } from '../../../model/chart/extremes.js';
import { captionOf, idFrom, ofObjective, planHelper } from './plan.js';
import { type ActionSelection, noActions, selectActions, selectionText } from './selection.js';

/**
 * `{{timeline objective="1"}}`: the actions as bars from their start to their deadline, coloured by status, with a
 * line at the end of the edition. It is a chart like any other: checked, drawn and put into words by the charts stage.
 */
export const timeline = planHelper(
  'timeline',
  ['objective', 'institution', 'status'],
  ['caption', 'id', 'here'],
  (call, plan, scope): ChartBlock | Label => {
    const selection = selectActions(call, plan);
    if (selection.actions.length === 0) return noActions(selection, scope.language);
    const chart = { ...headOf(call, selection, scope), ...drawingOf(selection, scope.edition) };
    return { kind: 'made-chart', chart, at: call.at };
  },
);

function headOf(call: Call, selection: ActionSelection, { language, edition }: Scope): object {
  const { objective, institution, status } = selection;
  const title = ofObjective(language, 'timeline', objective);
  const subtitle = [
    language.message('content.plan.timeline-subtitle', { date: language.date(`${edition}-12-31`) }),
    ...selectionText(selection, language),
  ].join('; ');
  const id = idFrom(
    'fig-timeline',
    objective?.value,
    institution?.value,
    status?.map(({ value }) => value).join('-'),
  );
  return {
    name: idOf(call, id),
    title: { text: captionOf(call, title), subtitle },
    data: { name: 'plan-actions' },
    ...(call.flag('here') && { here: true }),
  };
}

/** From so many actions on a page has no room for their titles. */
const mostTitled = 14;

/** Pixels from one bar to the next: a title has up to three lines. */
const step = { titled: 44, bare: 15 };

/** Room for the codes between the titles and the bars, in pixels: a digit in bold is less than 7.5 wide. */
function codeWidth({ actions }: ActionSelection): number {
  return 16 + 7.5 * greatest(actions.map(({ keys }) => keys.action?.length ?? 0));
}

/** Bars on a scale of time, the code of each action before its bar, and the end of the edition as a line. */
function drawingOf(selection: ActionSelection, edition: number): object {
  const { actions } = selection;
  const titled = actions.length <= mostTitled;
  const axis = titled ? { labelPadding: codeWidth(selection) } : { labels: false };
  const action = { field: 'action', type: 'nominal', title: null, axis };
  return {
    transform: [{ filter: { field: 'action', oneOf: actions.map(({ keys }) => keys.action) } }],
    height: { step: titled ? step.titled : step.bare },
    layer: [
      {
        mark: { type: 'bar', height: titled ? 18 : 10 },
        encoding: {
          y: action,
          x: { field: 'start', type: 'temporal', title: null },
          x2: { field: 'deadline' },
          color: { field: 'status', type: 'nominal', title: null },
        },
      },
      {
        mark: { type: 'text', align: 'right', dx: -8, fontWeight: 600 },
        encoding: { y: action, x: { value: 0 }, text: { field: 'code' } },
      },
      {
        mark: { type: 'rule', strokeDash: [4, 3] },
        encoding: { x: { datum: { year: edition, month: 12, date: 31 } } },
      },
    ],
  };
}
