/** What lies between a query of a data package and the engine that answers it. */
import type { ResourceLimits } from '../../resource-limits.js';

/** What the cells of a column are. A decimal has so many places. */
export type QueryType =
  | { readonly kind: 'text' | 'integer' | 'date' | 'boolean' }
  | { readonly kind: 'decimal'; readonly digits: number; readonly scale: number };

/** A table that a query may read, under the name of its resource. A cell is text as SQL casts it, or `null`. */
export interface QueryTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: QueryType }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface QueryRequest {
  readonly sql: string;
  readonly tables: readonly QueryTable[];
  /** The same query with one more column, last: a list of the rows that went into each row, by `rowColumn`. */
  readonly traced?: string;
}

/** Of every table that is handed over, the column that counts its rows from 0. */
export const rowColumn = 'tallybook row';

/** `other`: a type of the engine that has no exact text, by its name there. */
export type ResultKind = QueryType['kind'] | 'other';

export interface QueryAnswer {
  readonly columns: readonly { readonly name: string; readonly kind: ResultKind; readonly type: string }[];
  /** Cells as plain text: a point before decimals, `true` and `false`, days as in ISO 8601. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** For each row those that it was made from; absent where the engine could not tell. */
  readonly sources?: readonly (readonly number[])[];
}

/** Why a query came to nothing, in the words of the engine, and where in its text, as far as it says. */
export interface QueryFault {
  readonly about: 'sql' | 'time' | 'memory';
  readonly message: string;
  /** The offset in it. */
  readonly at: number;
}

/** Has an engine answer a query. Rejects with an `EnvironmentProblem` where there is none. */
export type AskEngine = (request: QueryRequest, limits: ResourceLimits) => Promise<QueryAnswer | QueryFault>;
