import type { Extension } from '../extension.js';
import { planData } from './data/extension.js';
import { returnForms } from './forms.js';
import { actionTable } from './helpers/action-table.js';
import { indicatorBullets } from './helpers/indicator-bullets.js';
import { lateActions } from './helpers/late-actions.js';
import { objectiveResult, objectiveSpread } from './helpers/objective.js';
import { progressBoard } from './helpers/progress-board.js';
import { scorecard } from './helpers/scorecard.js';
import { statusRow } from './helpers/status-row.js';
import { timeline } from './helpers/timeline.js';
import { planBlock } from './plan-block.js';

/** The plan of a strategy: objectives, actions, indicators, and how far they are. */
export const plan = {
  data: planData,
  content: {
    helpers: [
      objectiveSpread,
      objectiveResult,
      statusRow,
      indicatorBullets,
      lateActions,
      progressBoard,
      scorecard,
      actionTable,
      timeline,
    ],
  },
  blocks: { plan: planBlock },
  forms: returnForms,
} satisfies Extension;

/** Its tables: progress by objective, actions by status, what is late, indicators against targets, a list of actions. `style.css` sets them. */
interface PlanLayouts {
  board: true;
  'status-row': true;
  late: true;
  scorecard: true;
  actions: true;
  timeline: true;
}
declare module '../../model/tree/nodes.js' {
  interface TableLayouts extends PlanLayouts {}
}
