import { z } from 'zod';
import type { Release } from '../project/release.js';

/** How far a report is on its way to its readers, in the form in which it is published. */
export const releaseSchema = z.strictObject({
  status: z
    .enum(['provisional', 'final'])
    .exactOptional()
    .describe('`provisional`: its figures may still change; `final`: somebody signed it off.'),
  signedOff: z
    .strictObject({
      by: z.string(),
      on: z.string().describe('The day: `2026-03-31`.'),
      figures: z
        .string()
        .exactOptional()
        .describe('Which data were signed off: the first digits of their SHA-256.'),
    })
    .exactOptional()
    .describe('Who took responsibility for it, and when.'),
  corrected: z
    .string()
    .exactOptional()
    .describe('The day on which it was published again, with `corrections`.'),
  embargo: z.string().exactOptional().describe('Not to be published before: `2026-04-15T10:00+02:00`.'),
}) satisfies z.ZodType<Release>;
