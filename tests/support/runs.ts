/** How many random inputs a law is tried on: a few in every run, all by `npm run test:deep`. */
export const runs = (few: number, all: number): { readonly numRuns: number } => ({
  numRuns: process.env.DEEP ? all : few,
});

/** Of several variants of one fault those named in every run, and all in `npm run test:deep`. */
export const someOf = <Variant extends readonly [string, ...unknown[]]>(
  variants: readonly Variant[],
  named: readonly string[],
): readonly Variant[] => variants.filter(([name]) => process.env.DEEP || named.includes(name));

/** Of several variants of one rule the first in every run, or the first few, and all in `npm run test:deep`. */
export const firstOf = <const Variants extends readonly unknown[]>(
  variants: Variants,
  count = 1,
): readonly Variants[number][] => (process.env.DEEP ? variants : variants.slice(0, count));
