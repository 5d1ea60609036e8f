import { listNames } from '../../../diagnostics.js';
import { phrase } from '../../../problems/problem.js';
import { PlacedFault, type PlacedJson } from './placed-json.js';

export type Members = Readonly<Record<string, unknown>>;

/** What every reader of shapes is given: the file, and where its parts stand. */
export interface Reading {
  readonly json: PlacedJson;
  /** Adds something that the reader may go on after. */
  warn(message: string, at: number, hint?: string): void;
  /** Counts places towards the limit of a file; throws beyond it. */
  countPlaces(count: number, at: number): void;
}

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as an object; a fault at the nearest place where it is none. */
export function membersOf(value: unknown, what: string, around: unknown, { json }: Reading): Members {
  if (isMembers(value)) return value;
  throw new PlacedFault(phrase('maps/members.object', { name: nameOf(value), what }), json.at(around));
}

/** The value as a list; a fault at the nearest place where it is none. */
export function listOf(value: unknown, what: string, around: unknown, { json }: Reading): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new PlacedFault(phrase('maps/members.list', { name: nameOf(value), what }), json.at(around));
}

/** The value where it is one of the texts; a fault where it is another. */
export function oneOf<T extends string>(
  value: unknown,
  known: readonly T[],
  what: string,
  around: unknown,
  { json }: Reading,
  hint?: string,
): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  const expected = known.length === 1 ? `\`${known[0]}\`` : `one of ${listNames(known)}`;
  throw new PlacedFault(
    phrase('maps/members.name', { name: nameOf(value), what, expected }),
    json.at(around),
    hint,
  );
}

/** What a value is, for a message. */
export function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return '`null`';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = String(value);
  return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
}
