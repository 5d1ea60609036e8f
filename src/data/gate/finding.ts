import type { DiagnosticCode } from '../../diagnostic-codes.js';
import type { Diagnostic, Severity } from '../../diagnostics.js';
import type { CheckedRow } from '../tables.js';

/** What the integrity gate can find and a data officer can accept, with a reason. */
export const acceptableCodes = [
  'data/total',
  'gate/blank-total',
  'gate/equals',
  'gate/within',
  'gate/stated-twice',
  'gate/rate',
  'gate/gap',
  'gate/category',
  'gate/jump',
  'gate/future',
  'gate/unit',
  'protect/small',
] as const satisfies readonly DiagnosticCode[];

export type AcceptableCode = (typeof acceptableCodes)[number];

/** Numbers that contradict one another, or that hardly can be. Each leaves a table that can be read. */
export interface Finding extends Omit<Diagnostic, 'severity' | 'code'> {
  readonly code: AcceptableCode;
  /** Default: an error. */
  readonly severity?: Severity;
  /** The keys of the row, or of the series; none for the dataset as a whole. An entry of `accepts` goes by them. */
  readonly keys: Readonly<Record<string, string>>;
  readonly measure?: string;
}

/** " (year `2013`, offence `total`)", or nothing without keys. */
export function describeKeys(keys: CheckedRow['keys']): string {
  const words = Object.entries(keys).map(([name, category]) => `${name} \`${category}\``);
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}
