/** What every check of the house is: a rule with a code that looks at one kind of thing. */
import type { DiagnosticCode } from '../diagnostic-codes.js';

/** A rule. `on` names what it looks at, of which there may be many; `check` says what is wrong with one. */
export type Rule<Kinds, Seen, Fault, Kind extends keyof Kinds = keyof Kinds> = {
  [K in Kind]: {
    readonly on: K;
    readonly code: DiagnosticCode;
    check(it: Kinds[K], seen: Seen): Iterable<Fault>;
  };
}[Kind];

/** What there is to look at, by kind. */
export type Things<Kinds> = { readonly [Kind in keyof Kinds]: readonly Kinds[Kind][] };

/** What is wrong by one rule, thing by thing. It is found as it is asked for. */
export function* faultsBy<Kinds, Seen, Fault, Kind extends keyof Kinds>(
  { on, code, check }: Rule<Kinds, Seen, Fault, Kind>,
  things: Things<Kinds>,
  seen: Seen,
): Iterable<Fault & { readonly code: DiagnosticCode }> {
  for (const it of things[on]) for (const fault of check(it, seen)) yield { code, ...fault };
}
