import type { Diagnostic, Position } from '../../diagnostics.js';
import type { ExceptionRule } from '../../model/chart/exceptions.js';
import { problem } from '../../problems/problem.js';

/** The argument with which an author says that a rule is meant to be broken, and why. */
export const allow = 'allow';

/** What the calls of a report allow, and whether it came to that anywhere: a call in a loop is many calls. */
export class ExceptionBook {
  private readonly given = new Map<
    string,
    { readonly at: Position; readonly rule: string; fired: boolean }
  >();

  /** Takes down what one call allowed and what of it was needed. */
  note(at: Position, rule: ExceptionRule, fired: boolean): void {
    const key = `${at.file}:${at.line}:${at.column} ${rule}`;
    const known = this.given.get(key);
    if (known === undefined) this.given.set(key, { at, rule, fired });
    else known.fired ||= fired;
  }

  /** An error for each exception that nothing needed: it would let through what comes later. */
  unused(): readonly Diagnostic[] {
    return [...this.given.values()]
      .filter(({ fired }) => !fired)
      .map(({ at, rule }) => problem('guard/allow.rules', at, { rule, allow }));
  }
}
