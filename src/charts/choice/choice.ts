import type { Diagnostic } from '../../diagnostics.js';
import type { ChoiceRuleName } from '../../model/chart/exceptions.js';
import { problem } from '../../problems/problem.js';
import { type CheckContext, positionOf, useException } from '../check/context.js';
import type { ChoiceRule, JudgedChart } from './judged-chart.js';
import {
  fewBehindRate,
  legendOfLines,
  longLabels,
  manyColours,
  manyLines,
  manySeries,
  manySlices,
  oneBar,
  tallerThanPage,
  wordsOverlap,
} from './many.js';
import { byAlphabet, lineOverNames, restInTheMiddle, unequalBands } from './order.js';

/** By the names under which an author allows them. */
const rules: Readonly<Record<ChoiceRuleName, ChoiceRule>> = {
  'many-series': manySeries,
  'unequal-bands': unequalBands,
  'few-behind-rate': fewBehindRate,
  'many-slices': manySlices,
  'many-colours': manyColours,
  'many-lines': manyLines,
  'long-labels': longLabels,
  'words-overlap': wordsOverlap,
  'taller-than-page': tallerThanPage,
  'rest-in-the-middle': restInTheMiddle,
  'by-alphabet': byAlphabet,
  'line-over-names': lineOverNames,
  'one-bar': oneBar,
  legend: legendOfLines,
};

/**
 * What a stranger would do otherwise in a chart that breaks no rule: warnings, each with the call that does it. `allow` takes one
 * back, with the reason.
 */
export function judgeChoices(judged: JudgedChart, context: CheckContext): readonly Diagnostic[] {
  return (Object.keys(rules) as ChoiceRuleName[]).flatMap((name): Diagnostic[] => {
    const doubt = rules[name](judged);
    if (doubt === undefined || useException(context, name)) return [];
    const { pointer, found, expected, hint } = doubt;
    return [problem('chart/choice', positionOf(context.chart, pointer), { found, expected, hint, name })];
  });
}
