import { z } from 'zod';
import { isDay } from '../day.js';

/** How far a report is on its way to its readers, in the form in which it is published. */
export const releaseSchema = z.strictObject({
  status: z
    .enum(['provisional', 'final'])
    .exactOptional()
    .describe('`provisional`: its figures may still change; `final`: somebody signed it off.'),
  signedOff: z
    .strictObject({ by: z.string(), on: z.string().describe('The day: `2026-03-31`.') })
    .exactOptional()
    .describe('Who took responsibility for it, and when.'),
  corrected: z
    .string()
    .exactOptional()
    .describe('The day on which it was published again, with `corrections`.'),
  embargo: z.string().exactOptional().describe('Not to be published before: `2026-04-15T10:00+02:00`.'),
});

/** The same of a report that declares some of it. */
export type Release = z.infer<typeof releaseSchema>;

/** A moment as it is written: its day, its time and how far that is from UTC. */
export interface Moment {
  readonly day: string;
  readonly time: string;
  /** `Z` or `+02:00`. */
  readonly offset: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Reads `2026-04-15T10:00+02:00`; undefined where that leaves open which moment it is, or the calendar has none. */
export function momentOf(written: string): Moment | undefined {
  const [, day = '', time = '', offset = ''] =
    /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/.exec(written) ?? [];
  return isDay(day) ? { day, time, offset, at: Date.parse(written) } : undefined;
}

/** True where a report must not be published at this moment. */
export const isEmbargoed = ({ embargo }: Release, now: number): boolean =>
  embargo !== undefined && (momentOf(embargo)?.at ?? Number.POSITIVE_INFINITY) > now;
