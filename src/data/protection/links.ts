import type { CellLinks } from '../../model/protection.js';
import type { GateRules } from '../gate/rules.js';

/** What the rules of the integrity gate say of numbers that have to do with one another. */
export function linksOf(rules: Readonly<Record<string, GateRules>>): CellLinks {
  const all = Object.entries(rules);
  return {
    pairs: all.flatMap(([, { equals, within }]) => [
      ...equals.map(({ own, other }) => ({ kind: 'equals' as const, own, other })),
      ...within.map(({ own, other }) => ({ kind: 'within' as const, own, other })),
    ]),
    rates: all.flatMap(([dataset, { rates }]) => rates.map((rate) => ({ dataset, ...rate }))),
  };
}
