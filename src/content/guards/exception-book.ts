import type { Diagnostic, Position } from '../../diagnostics.js';
import type { AllowedException, ExceptionRule } from '../../model/chart/exceptions.js';
import { problem } from '../../problems/problem.js';

/** The argument with which an author says that a rule is meant to be broken, and why. */
export const allow = 'allow';

/** The exceptions that one call asks for. */
export class Exceptions {
  private readonly used = new Set<ExceptionRule>();

  constructor(readonly asked: readonly AllowedException[]) {}

  /** The reason for breaking a rule; undefined where none is given. Asking says that the rule is broken. */
  reasonFor(rule: ExceptionRule): string | undefined {
    this.used.add(rule);
    return this.asked.find((each) => each.rule === rule)?.reason;
  }

  /** Those that were needed. */
  get needed(): readonly AllowedException[] {
    return this.asked.filter(({ rule }) => this.used.has(rule));
  }
}

/** What the calls of a report allow, and whether it came to that anywhere: a call in a loop is many calls. */
export class ExceptionBook {
  private readonly given = new Map<string, { at: Position; rule: string; fired: boolean }>();

  /** Takes down what one call allowed and what of it was needed. */
  note(at: Position, { asked, needed }: Exceptions): void {
    for (const each of asked) {
      const key = `${at.file}:${at.line}:${at.column} ${each.rule}`;
      const fired = needed.includes(each) || this.given.get(key)?.fired === true;
      this.given.set(key, { at, rule: each.rule, fired });
    }
  }

  /** An error for each exception that nothing needed: it would let through what comes later. */
  unused(): readonly Diagnostic[] {
    return [...this.given.values()]
      .filter(({ fired }) => !fired)
      .map(({ at, rule }) => problem('guard/allow.rules', at, { rule, allow }));
  }
}
