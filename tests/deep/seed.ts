/** The seed of a run: `SEED` to repeat one, else a fixed one, so that two runs of the same tree agree. Printed. */
export function seedOf(what: string): number {
  const seed = Number(process.env.SEED ?? 20151231);
  process.stdout.write(`${what}: seed ${seed} (SEED=${seed} npm run test:deep repeats it)\n`);
  return seed;
}
