import { limits } from '../limits.js';
import { isObject, point, toArray } from '../spec.js';
import { checkCategory } from './category.js';
import { type CheckContext, report, type Scope } from './context.js';
import { checkExpression, checkField } from './expression.js';

/** Checks a filter or test: an expression, `{field, equal: ...}`, or `and`, `or`, `not` of these. */
export function checkPredicate(
  predicate: unknown,
  pointer: string,
  scope: Scope,
  context: CheckContext,
): void {
  if (!isObject(predicate)) {
    if (typeof predicate === 'string') checkExpression(predicate, pointer, scope, context);
    else report(context, pointer, 'chart/spec.expression');
    return;
  }
  for (const key of ['and', 'or']) {
    toArray(predicate[key]).forEach((part, index) => {
      checkPredicate(part, point(pointer, key, index), scope, context);
    });
  }
  if (predicate.not !== undefined) checkPredicate(predicate.not, point(pointer, 'not'), scope, context);
  if (predicate.field === undefined) {
    if (['and', 'or', 'not'].every((key) => predicate[key] === undefined))
      report(context, pointer, 'chart/spec.filter');
    return;
  }
  if (typeof predicate.field !== 'string') {
    report(context, point(pointer, 'field'), 'chart/spec.field');
    return;
  }
  checkField(predicate.field, point(pointer, 'field'), scope, context);
  checkOperands(predicate.field, predicate, pointer, context);
}

function checkOperands(
  field: string,
  predicate: Readonly<Record<string, unknown>>,
  pointer: string,
  context: CheckContext,
): void {
  const oneOf = toArray(predicate.oneOf);
  if (oneOf.length > limits.list) {
    report(context, point(pointer, 'oneOf'), 'chart/limit.oneof', { count: oneOf.length, list: limits.list });
  }
  // A part of a date, such as its month, is none of the categories.
  if (predicate.timeUnit !== undefined) return;
  checkCategory(field, predicate.equal, point(pointer, 'equal'), context);
  oneOf.forEach((value, index) => {
    checkCategory(field, value, point(pointer, 'oneOf', index), context);
  });
}
