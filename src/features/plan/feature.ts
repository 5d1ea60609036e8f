import type { Feature } from '../feature.js';
import { planData } from './data/extension.js';
import { actionTable } from './helpers/action-table.js';
import { progressBoard } from './helpers/progress-board.js';
import { scorecard } from './helpers/scorecard.js';
import { timeline } from './helpers/timeline.js';

/** The plan of a strategy: objectives, actions, indicators, and how far they are. */
export const plan: Feature = {
  data: planData,
  content: { helpers: [progressBoard, scorecard, actionTable, timeline] },
};

/** Its tables: progress by objective, indicators against targets, a list of actions. `style.css` sets them. */
interface PlanLayouts {
  board: true;
  scorecard: true;
  actions: true;
}
declare module '../../model/nodes.js' {
  interface TableLayouts extends PlanLayouts {}
}
