import { z } from 'zod';

/** A pattern that nothing matches. */
export const nothing = '(?!)';

/** How a lexicon file writes a pattern; `unless` stands for one that it leaves out, or has not filled in. */
export const pattern = (unless = nothing) =>
  z
    .string()
    .default(unless)
    .transform((text) => text || unless);

/** How it writes words or patterns. */
export const list = z.array(z.string());

/** The same; none where it has no such list. */
export const texts = list.default([]);
