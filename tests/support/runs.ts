/** How many random inputs a law is tried on: a few in every run, all by `npm run test:deep`. */
export const runs = (few: number, all: number): { readonly numRuns: number } => ({
  numRuns: process.env.DEEP ? all : few,
});

/** Of several variants of one fault those named in every run, and all in `npm run test:deep`. */
export const someOf = <Variant extends readonly [string, ...unknown[]]>(
  variants: readonly Variant[],
  named: readonly string[],
): readonly Variant[] => variants.filter(([name]) => process.env.DEEP || named.includes(name));
