import { emptiness } from '../layout/fill.js';
import type { Layout } from '../layout/layout.js';
import { findingsOf } from '../layout/rules.js';

/** True where the pages are better than those before: nothing is worse about them, and something better. */
export function isBetter(after: Layout, before: Layout): boolean {
  const [now, then] = [measuresOf(after), measuresOf(before)];
  return (
    now.every((each, index) => each <= (then[index] ?? 0)) &&
    now.some((each, index) => each < (then[index] ?? 0))
  );
}

/** How many pages, how many faults in them, and how much is left empty of those that are not the last of their chapter. */
const measuresOf = (layout: Layout): readonly number[] => [
  layout.frames.length,
  findingsOf(layout).length,
  emptiness(layout),
];
