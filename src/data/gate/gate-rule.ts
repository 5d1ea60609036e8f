import type { Diagnostic, Severity } from '../../diagnostics.js';
import type { Rule } from '../../problems/rule.js';
import type { CheckedRow, CheckedTable } from '../tables.js';
import type { Tables } from './cells.js';
import type { GateCode, GateRules } from './rules.js';
import type { KnownPairs } from './twice/known.js';
import type { ResourceWords } from './twice/names.js';

/** What the gate knows besides the table that it looks at. */
export interface GateContext {
  /** All tables, in the order of the data package. */
  readonly tables: Tables;
  /** What the data package declares of the table. */
  readonly declared: GateRules;
  readonly edition: number;
  /** What is declared of cells already; made where it is asked for. */
  known(): KnownPairs;
  readonly words: ResourceWords;
}

/** A rule on a table that was read whole. A data officer can accept what it finds, with a reason. */
export type GateRule<Code extends GateCode = GateCode> = Rule<
  { readonly table: CheckedTable },
  GateContext,
  Finding<Code>
> & {
  readonly codes: readonly Code[];
};

/** Numbers that contradict one another, or that hardly can be. Each leaves a table that can be read. */
export interface Finding<Code extends GateCode = GateCode> extends Omit<Diagnostic, 'severity' | 'code'> {
  readonly code: Code;
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
