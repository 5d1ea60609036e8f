import { z } from 'zod';
import type { ProtectionPolicy } from '../../../model/dataset/protection.js';
import { ownOf } from '../../../model/own.js';

/** What the lock keeps of a redesign: by it an edition knows what the one before has put together and left out. */
export const redesignRecord = {
  merged: z
    .record(
      z.string(),
      z.record(z.string(), z.array(z.string(), { error: 'a list of categories' }), {
        error: 'a mapping of categories',
      }),
      { error: 'a mapping of dimensions' },
    )
    .optional(),
  'left-out': z.record(z.string(), z.string(), { error: 'a mapping of dimensions to levels' }).optional(),
};

export interface RedesignRecord {
  readonly merged?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> | undefined;
  readonly 'left-out'?: Readonly<Record<string, string>> | undefined;
}

/** What a policy puts together and leaves out, in an order that does not depend on how it was written. */
export function recordOf({
  merge = [],
  leaveOut = [],
}: Pick<ProtectionPolicy, 'merge' | 'leaveOut'>): RecordWritten {
  const merged: Record<string, Record<string, string[]>> = {};
  for (const { dimension, into, parts } of [...merge].sort(byNames)) {
    const own = ownOf(merged, dimension) ?? {};
    own[into] = [...new Set(parts)].filter((part) => part !== into).sort();
    merged[dimension] = own;
  }
  const levels = leaveOut.map(({ dimension, level }) => [dimension, level] as const);
  return {
    ...(merge.length === 0 ? {} : { merged }),
    ...(levels.length === 0 ? {} : { 'left-out': Object.fromEntries(levels.sort()) }),
  };
}

interface RecordWritten {
  merged?: Record<string, Record<string, string[]>>;
  'left-out'?: Record<string, string>;
}

const byNames = (
  a: { readonly dimension: string; readonly into: string },
  b: { readonly dimension: string; readonly into: string },
): number => {
  const [one, other] = [`${a.dimension}\n${a.into}`, `${b.dimension}\n${b.into}`];
  return one < other ? -1 : one > other ? 1 : 0;
};

/** True where the same is put together. */
export const mergesAlike = (one: RedesignRecord, other: RedesignRecord): boolean =>
  JSON.stringify(one.merged ?? {}) === JSON.stringify(other.merged ?? {});

/** True where nothing differs. */
export const areAlike = (one: RedesignRecord, other: RedesignRecord): boolean =>
  mergesAlike(one, other) &&
  JSON.stringify(one['left-out'] ?? {}) === JSON.stringify(other['left-out'] ?? {});
