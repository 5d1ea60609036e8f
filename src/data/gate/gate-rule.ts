import type { Rule } from '../../problems/rule.js';
import type { CheckedTable } from '../tables.js';
import type { Tables } from './cells.js';
import type { Finding } from './finding.js';
import type { GateRules } from './rules.js';
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

/** A rule on a table that was read whole. */
export type GateRule = Rule<{ readonly table: CheckedTable }, GateContext, Finding>;
