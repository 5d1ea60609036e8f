import { didYouMean, listNames } from '../../diagnostics.js';
import type { AllowedException, ExceptionRule } from '../../model/chart/exceptions.js';
import type { Quantity } from '../../model/quantity.js';
import { isReason } from '../../model/reason.js';
import type { Call, Scope } from '../helpers/call.js';
import type { HelperDefinition } from '../helpers/definition.js';
import { fail } from '../helpers/problem.js';
import { isQuantity } from '../printable.js';
import { allow, Exceptions } from './exception-book.js';

/** Reads `allow="small-base: reason | periods: reason"`. */
export function readExceptions(call: Call, rules: readonly ExceptionRule[]): readonly AllowedException[] {
  const text = call.text(allow);
  const at = call.hashAt(allow);
  return (text === undefined ? [] : text.split('|')).map((part) => {
    const [name = '', ...words] = part.split(':');
    const rule = rules.find((known) => known === name.trim());
    if (rule === undefined) {
      const said = { name: name.trim(), allow, rules: listNames(rules) };
      return fail('guard/allow.name', at, said, didYouMean(name.trim(), rules));
    }
    const reason = words.join(':').trim();
    if (isReason(reason, rule, rule.replaceAll('-', ' '))) return { rule, reason };
    if (reason === '') return fail('guard/allow.reason-empty', at, { rule, allow });
    return fail('guard/allow.reason', at, { reason, rule, allow });
  });
}

type Run<Result> = (call: Call, scope: Scope) => Result;

/** A helper whose call may allow exceptions from these rules. */
export function excepting<Result extends ReturnType<HelperDefinition['run']>>(
  rules: readonly ExceptionRule[],
  run: Run<Result>,
): Run<Result> {
  return (call, scope) => {
    const exceptions = new Exceptions(readExceptions(call, rules));
    const result = run(call.with({ exceptions }), scope);
    scope.exceptions.note(call.hashAt(allow), exceptions);
    return isQuantity(result) ? withExceptions(result, exceptions) : result;
  };
}

/** A number with the exceptions that it needed. */
export function withExceptions<T extends Quantity>(quantity: T, exceptions: Exceptions | undefined): T {
  const allowed = exceptions?.needed ?? [];
  return allowed.length === 0 ? quantity : { ...quantity, allowed };
}
