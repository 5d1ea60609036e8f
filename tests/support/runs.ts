/** How many random inputs a law is tried on: a few in every run, all by `npm run test:deep`. */
export const runs = (few: number, all: number): { readonly numRuns: number } => ({
  numRuns: process.env.DEEP ? all : few,
});
