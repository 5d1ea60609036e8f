import { isObject, point, toArray } from '../spec.js';
import { limits } from '../vocabulary.js';
import { checkCategory } from './category.js';
import { type CheckContext, checkKeys, report, type Scope } from './context.js';
import { checkExpression, checkField } from './expression.js';

const predicateKeys = [
  'field',
  'equal',
  'lt',
  'lte',
  'gt',
  'gte',
  'range',
  'oneOf',
  'valid',
  'and',
  'or',
  'not',
];

/** Checks a filter or test: an expression, `{field, equal: ...}`, or `and`, `or`, `not` of these. */
export function checkPredicate(
  predicate: unknown,
  pointer: string,
  scope: Scope,
  context: CheckContext,
): void {
  if (!isObject(predicate)) {
    if (typeof predicate === 'string') checkExpression(predicate, pointer, scope, context);
    else
      report(context, 'chart/spec', pointer, 'Unexpected filter, expected an expression or `{field, equal}`');
    return;
  }
  checkKeys(predicate, predicateKeys, 'a filter', pointer, context);
  for (const key of ['and', 'or']) {
    toArray(predicate[key]).forEach((part, index) => {
      checkPredicate(part, point(pointer, key, index), scope, context);
    });
  }
  if (predicate.not !== undefined) checkPredicate(predicate.not, point(pointer, 'not'), scope, context);
  if (predicate.field === undefined) return;
  if (typeof predicate.field !== 'string') {
    report(context, 'chart/spec', point(pointer, 'field'), 'Unexpected `field` in a filter, expected a name');
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
    const message = `Unexpected list of ${oneOf.length} in \`oneOf\`, expected at most ${limits.list}`;
    report(context, 'chart/limit', point(pointer, 'oneOf'), message);
  }
  checkCategory(field, predicate.equal, point(pointer, 'equal'), context);
  oneOf.forEach((value, index) => {
    checkCategory(field, value, point(pointer, 'oneOf', index), context);
  });
  for (const key of ['equal', 'lt', 'lte', 'gt', 'gte', 'range', 'oneOf']) {
    const values = [predicate[key]].flat();
    if (values.every((value) => value === undefined || value === null || !isObject(value))) continue;
    report(context, 'chart/spec', point(pointer, key), `Unexpected object in \`${key}\`, expected a value`);
  }
}
