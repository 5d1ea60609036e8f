import { limits } from '../limits.js';
import { isObject, point } from '../spec.js';
import { type CheckContext, report, type Scope } from './context.js';
import { checkExpression } from './expression.js';
import { checkLabelExpression } from './label-expression.js';
import { checkPredicate } from './predicate.js';
import { refuseWrittenNumbers } from './written-numbers.js';

/**
 * Checks an axis, scale, legend, header or mark: its keys, the expressions and conditions in it, its words, and that
 * no number in it makes vega draw without end.
 *
 * @param ofNumbers Whether it is the axis of a measure.
 */
export function checkStyle(
  style: unknown,
  where: string,
  pointer: string,
  scope: Scope,
  context: CheckContext,
  ofNumbers = false,
): void {
  if (!isObject(style)) return;
  const tickScope = where === 'an axis' ? new Map([...scope, ...tickFields]) : scope;
  for (const [key, value] of Object.entries(style)) {
    const at = point(pointer, key);
    if (key === 'labelExpr') checkLabelExpression(value, at, context, ofNumbers);
    else if (key === 'title' || (key === 'text' && where === 'a mark'))
      refuseWrittenNumbers(value, at, context);
    else if (key === 'tickCount' && typeof value !== 'number') {
      // An interval such as `millisecond`, or an expression, could ask for a billion ticks.
      report(context, 'chart/limit', at, `Unexpected \`tickCount\`, expected a number up to ${limits.ticks}`);
    } else checkValue(value, key, at, tickScope, context);
  }
}

const tickFields = [
  ['label', 'computed'],
  ['value', 'computed'],
  ['index', 'computed'],
] as const;

/** Checks a value of a style, however deep: numbers, lists, `{expr}` and `{condition: {test, value}, value}`. */
export function checkValue(
  value: unknown,
  key: string,
  pointer: string,
  scope: Scope,
  context: CheckContext,
): void {
  if (typeof value === 'number') checkNumber(value, key, pointer, context);
  if (Array.isArray(value)) {
    if (value.length > limits.list) {
      const message = `Unexpected list of ${value.length} in \`${key}\`, expected at most ${limits.list}`;
      report(context, 'chart/limit', pointer, message);
      return;
    }
    value.forEach((entry, index) => {
      checkValue(entry, key, point(pointer, index), scope, context);
    });
  }
  if (!isObject(value)) return;
  for (const [inner, part] of Object.entries(value)) {
    const at = point(pointer, inner);
    if (inner === 'expr') checkExpressionValue(part, at, scope, context);
    else if (inner === 'test') checkPredicate(part, at, scope, context);
    else checkValue(part, inner, at, scope, context);
  }
}

function checkExpressionValue(value: unknown, pointer: string, scope: Scope, context: CheckContext): void {
  if (typeof value === 'string') checkExpression(value, pointer, scope, context);
  else report(context, 'chart/spec', pointer, 'Unexpected value of `expr`, expected text');
}

function checkNumber(value: number, key: string, pointer: string, context: CheckContext): void {
  const most = key === 'tickCount' ? limits.ticks : key === 'step' ? limits.step : limits.number;
  // Values on a scale are the data's own magnitude; they cost nothing.
  if (
    ['domain', 'domainMin', 'domainMax', 'values', 'value', 'equal', 'range'].includes(key) &&
    Number.isFinite(value)
  )
    return;
  if (Math.abs(value) <= most) return;
  report(context, 'chart/limit', pointer, `Unexpected ${value} in \`${key}\`, expected at most ${most}`);
}
