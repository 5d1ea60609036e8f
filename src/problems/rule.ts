/** What every check of the house is: a rule that looks at one kind of thing. What it finds has the code and the words of an id. */

/** A rule. `on` names what it looks at, of which there may be many; `check` says what is wrong with one. */
export type Rule<Kinds, Seen, Found, Kind extends keyof Kinds = keyof Kinds> = {
  [K in Kind]: { readonly on: K; check(it: Kinds[K], seen: Seen): Iterable<Found> };
}[Kind];

/** What there is to look at, by kind. */
export type Things<Kinds> = { readonly [Kind in keyof Kinds]: readonly Kinds[Kind][] };

/** What is wrong by one rule, thing by thing. It is found as it is asked for. */
export function* foundBy<Kinds, Seen, Found, Kind extends keyof Kinds>(
  { on, check }: Rule<Kinds, Seen, Found, Kind>,
  things: Things<Kinds>,
  seen: Seen,
): Iterable<Found> {
  for (const it of things[on]) yield* check(it, seen);
}
