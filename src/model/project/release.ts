import { isDay } from '../day.js';

/** How far a report is on its way to its readers, where it declares some of that. */
export interface Release {
  /** `provisional`: its figures may still change; `final`: somebody signed it off. */
  readonly status?: 'provisional' | 'final';
  /** With the first digits of the SHA-256 of the figures that were signed. */
  readonly signedOff?: { readonly by: string; readonly on: string; readonly figures?: string };
  readonly corrected?: string;
  readonly embargo?: string;
}

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
