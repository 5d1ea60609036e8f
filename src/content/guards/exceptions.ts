import { didYouMean, listNames } from '../../diagnostics.js';
import type { AllowedException, ExceptionRule } from '../../model/chart/exceptions.js';
import type { Quantity } from '../../model/quantity.js';
import { expectedReason, isReason } from '../../model/reason.js';
import { phrase } from '../../problems/problem.js';
import type { Call, Scope } from '../helpers/call.js';
import type { HelperDefinition } from '../helpers/definition.js';
import { fail } from '../helpers/problem.js';
import { allow, type ExceptionBook } from './exception-book.js';

/** The exceptions that one call asks for. */
export class Exceptions {
  private readonly used = new Set<ExceptionRule>();
  private readonly asked: readonly AllowedException[];

  constructor(
    private readonly call: Call,
    rules: readonly ExceptionRule[],
  ) {
    this.asked = readExceptions(call, rules);
  }

  /** The reason for breaking a rule; undefined where none is given. Asking says that the rule is broken. */
  reasonFor(rule: ExceptionRule): string | undefined {
    this.used.add(rule);
    return this.asked.find((each) => each.rule === rule)?.reason;
  }

  /** Those that were needed. */
  get needed(): readonly AllowedException[] {
    return this.asked.filter(({ rule }) => this.used.has(rule));
  }

  /** Takes down what was needed and what was not. */
  conclude(book: ExceptionBook): void {
    for (const { rule } of this.asked) book.note(this.call.hashAt(allow), rule, this.used.has(rule));
  }
}

/** Reads `allow="small-base: reason | periods: reason"`. */
export function readExceptions(call: Call, rules: readonly ExceptionRule[]): readonly AllowedException[] {
  const text = call.text(allow);
  const at = call.hashAt(allow);
  return (text === undefined ? [] : text.split('|')).map((part) => {
    const [name = '', ...words] = part.split(':');
    const rule = rules.find((known) => known === name.trim());
    if (rule === undefined) {
      const { hint } = {
        hint: phrase('content/exceptions.reason', { allow, rule: rules[0] }),
        ...didYouMean(name.trim(), rules),
      };
      return fail('guard/allow.name', at, { name: name.trim(), allow, rules: listNames(rules) }, { hint });
    }
    const reason = words.join(':').trim();
    if (isReason(reason, rule, rule.replaceAll('-', ' '))) return { rule, reason };
    const actual = reason === '' ? 'empty reason' : `reason \`${reason}\``;
    return fail('guard/allow.reason', at, { actual, rule, expectedReason, allow });
  });
}

type Run<Result> = (call: Call, scope: Scope, exceptions: Exceptions) => Result;

/** A helper whose call may allow exceptions from these rules. */
export function excepting<Result extends ReturnType<HelperDefinition['run']>>(
  rules: readonly ExceptionRule[],
  run: Run<Result>,
): (call: Call, scope: Scope) => Result {
  return (call, scope) => {
    const exceptions = new Exceptions(call, rules);
    const result = run(call, scope, exceptions);
    exceptions.conclude(scope.exceptions);
    return result;
  };
}

/** A number with the exceptions that it needed. */
export function withExceptions(quantity: Quantity, { needed }: Exceptions): Quantity {
  return needed.length === 0 ? quantity : { ...quantity, allowed: needed };
}
