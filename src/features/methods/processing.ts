/** What was done to the figures: rounding and formulas. */
import type { BlockContent } from 'mdast';
import { defaultDigits } from '../../model/operations/rounding.js';
import type { Operation } from '../../model/quantity.js';
import type { MethodsRun } from './run.js';
import { furniture, paragraph, say, table } from './words.js';

/** ESMS 18: how a number becomes the one that is printed. */
export function rounding({ language, used }: MethodsRun): BlockContent[] {
  const shares = used.operations.has('share') ? say(language, 'rounding-shares') : [];
  return [paragraph(say(language, 'rounding'), shares)];
}

/** Operations that calculate, in the order in which they are explained. */
const explained = [
  'sum',
  'count',
  'share',
  'ratio',
  'average',
  'change',
  'percent-change',
  'difference',
  'revision',
  'implementation-rate',
  'sigma-points',
  'target-fulfilment',
  'budget-execution',
] as const satisfies readonly Operation[];

/** ESMS 18: the formula of every operation by which a number of this report came about. */
export function formulas({ language, used }: MethodsRun): BlockContent[] {
  const head = ['figure', 'formula', 'decimals'].map((name) => say(language, `column.${name}`));
  const rows = explained
    .filter((operation) => used.operations.has(operation))
    .map((operation) => {
      const digits = defaultDigits[operation];
      return [
        say(language, `formula.${operation}.name`),
        say(language, `formula.${operation}.text`),
        digits === undefined ? say(language, 'decimals-of-data') : furniture(`${digits}`),
      ];
    });
  return rows.length === 0 ? [] : [paragraph(say(language, 'formulas')), ...table(head, rows)];
}
