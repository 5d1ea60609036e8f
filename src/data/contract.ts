/**
 * What the data package promises about each file, checked and with every default filled in. `Spec` types are the
 * package as written; these are what loading and validating go by.
 */
import type { Position } from '../diagnostics.js';
import type { AskedQuery, Dataset, Field, Role } from '../model/dataset/dataset.js';
import type { Writing } from '../model/dataset/source-table.js';
import type { Missing } from '../model/dataset/value.js';
import type { Pattern } from './package/pattern.js';
import type { Flag, Rename, Shape } from './shape/contract.js';

/** Limits on the cells of a field that are not a matter of its type. */
export interface Constraints {
  readonly required: boolean;
  readonly unique: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The four bounds as written; compared as exact numbers, or as text for dates. */
  readonly minimum?: string;
  readonly maximum?: string;
  readonly exclusiveMinimum?: string;
  readonly exclusiveMaximum?: string;
  /** Matches whole cells. */
  readonly pattern?: Pattern;
  readonly values?: readonly string[];
}

/** A field with what only reading and validating need to know. */
export interface FieldContract extends Omit<Field, 'role'> {
  /** A `status` holds the marks of measures: it is read into `Row.marks`, and no dataset has it as a field. */
  readonly role: Role | 'status';
  /** False for a measure whose totals are not sums: a rate, an average. */
  readonly additive: boolean;
  readonly missing: readonly Missing[];
  /** The values of the declared categories; empty where none are declared. */
  readonly known: ReadonlySet<string>;
  /** Of measures: the column that holds the marks of its cells. */
  readonly status?: string;
  readonly constraints: Constraints;
  readonly decimalMark: string;
  readonly groupMark: string;
  readonly trueValues: readonly string[];
  readonly falseValues: readonly string[];
  /** Of measures: what may stand beside a number, or for it. */
  readonly flags?: ReadonlyMap<string, Flag>;
  /** What the codes in its column stand for. */
  readonly rename?: Rename;
}

/** Fields of one dataset that must point at a row of another (or of the same). */
export interface ForeignKey {
  readonly fields: readonly string[];
  readonly resource: string;
  readonly target: readonly string[];
  readonly position: Position;
}

/** One resource of the data package. */
export interface ResourceContract extends Omit<Dataset, 'fields' | 'rows' | 'query'> {
  readonly fields: readonly FieldContract[];
  /** Where the path of the file is named: the place to report a missing one. */
  readonly pathPosition: Position;
  readonly writing: Writing;
  /** How it comes about where it is no file of data: `file` is then where the query stands. */
  readonly query?: QueryContract;
  /** How its file becomes a tidy table; absent where it is one. */
  readonly shape?: Shape;
  /** The header must have the fields in the declared order. */
  readonly ordered: boolean;
  readonly uniqueKeys: readonly (readonly string[])[];
  readonly foreignKeys: readonly ForeignKey[];
  /** The dataset asks for protection: no message may quote a value of it. */
  readonly confidential: boolean;
}

/** A query of a resource. */
export interface QueryContract {
  /** The file that holds it; else `text` is what it says. */
  readonly file?: string;
  readonly text?: string;
  /** The variable of the environment that names the database which answers it, where that is not the tables of the package. */
  readonly database?: string;
  /** Where the package has it, or names its file. */
  readonly position: Position;
  /** What it was asked, once it was. */
  readonly asked?: AskedQuery;
}

/** A resource that is a query. */
export type Queried = ResourceContract & { readonly query: QueryContract };
