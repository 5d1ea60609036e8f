import type { z } from 'zod';
import { standardLimits } from '../../resource-limits.js';
import { type JsonPath, parseJson } from '../../yaml/json.js';

/** What a published file says, with the place of each of its parts; or in one phrase why it is none, and where. */
export type ReadPublished<T> =
  | { readonly value: T; readonly fault?: undefined; offsetOf(path: JsonPath): number }
  | { readonly value?: undefined; readonly fault: string; readonly offset: number; readonly hint?: string };

/**
 * Reads a file that Tallybook published as JSON, in the version that it reads. `faultAt` says what is wrong by the path of the first
 * part that is; it is empty for the whole.
 */
export function readPublished<T>(
  text: string,
  { schema, version }: { readonly schema: z.ZodType<T>; readonly version: number },
  faultAt: (path: string, value: unknown) => string,
): ReadPublished<T> {
  const json = parseJson(text, standardLimits.yamlDepth);
  if (json.fault !== undefined) return { fault: json.fault.actual, offset: json.fault.offset };
  const { value, offsetOf } = json;
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return { value: data, offsetOf };
  const path = deepest(error.issues);
  const hint = otherVersion(value, version);
  const fault = faultAt(path.join('.').slice(0, 120), value);
  return { fault, offset: offsetOf(path), ...(hint !== undefined && { hint }) };
}

/** The place of the first fault: the key that is not known, or the value; inside the branch of a union that fits best. */
function deepest([issue]: readonly z.core.$ZodIssue[]): (string | number)[] {
  if (issue === undefined) return [];
  // JSON has no other keys.
  const own = issue.path as (string | number)[];
  if (issue.code === 'unrecognized_keys') return [...own, ...issue.keys.slice(0, 1)];
  const inner = issue.code === 'invalid_union' ? issue.errors.map(deepest) : [];
  const [longest = []] = inner.sort((a, b) => b.length - a.length);
  return [...own, ...longest];
}

/** What to do about a file that says another version than this Tallybook reads; undefined where it says no other. */
const otherVersion = (file: unknown, reads: number): string | undefined =>
  typeof file === 'object' && file !== null && 'version' in file && file.version !== reads
    ? `it is of version ${JSON.stringify(file.version).slice(0, 60)}, and this Tallybook reads version ${reads}: build the report again with it`
    : undefined;
