import type { Position } from '../../diagnostics.js';
import type { Paint } from '../chart/paint.js';
import type { Derivation, Origin } from '../quantity.js';
import type { Mark } from './missing.js';
import type { PeriodType } from './periods.js';
import type { ProtectionPolicy } from './protection.js';
import type { Missing, Value } from './value.js';

/** A category of a dimension: `value` as in the file, `label` as printed. Order is the declared order. */
export interface Category {
  readonly value: string;
  readonly label: string;
  /** Of a band: where it begins, and where the next one would. */
  readonly bounds?: readonly [number, number];
  /** The category that it is part of: the region of a district. */
  readonly parent?: string;
  /** The categories beside it that the data package declares it to be among (`within`). */
  readonly within?: readonly string[];
  /** True for a state at a date, such as `pending` at the end of a year, which does not add up over time. */
  readonly stock?: boolean;
  /** How it is coloured wherever a colour tells categories apart. */
  readonly paint?: Paint;
}

export type Role = 'dimension' | 'measure' | 'attribute' | 'note';

export type FieldType = 'string' | 'integer' | 'number' | 'year' | 'boolean' | 'date' | PeriodType;

/** A column. Years without declared categories get them from the rows, in ascending order, total last. */
export interface Field {
  readonly name: string;
  /** Printed as a column head or axis title; defaults to the name with a capital. */
  readonly title: string;
  readonly description?: string;
  readonly type: FieldType;
  readonly role: Role;
  /** Of measures: "victims", "cases", "%". */
  readonly unit?: string;
  /**
   * Of measures with a unit in another language than the data package: what it is there, whether they count things, and whether their
   * title says what.
   */
  readonly inOwnLanguage?: {
    readonly unit: string;
    readonly counts: boolean;
    readonly titleSaysUnit: boolean;
  };
  readonly categories: readonly Category[];
  /** Of measures: false when its cells do not add up, as rates do not. */
  readonly additive?: boolean;
  /** Of measures: true for a state at a date, which does not add up over time. */
  readonly stock?: boolean;
  /** Of a dataset about persons: true where it counts none, since measures beside it say that they do, or since it is declared as text. */
  readonly ofThings?: true;
  /** Of measures: the words that say less than it counts, by their name in the lexicon: `done` of what is done or on schedule. */
  readonly widerThan?: string;
  /** Of measures that do not add up, why: printed under tables. */
  readonly reason?: string;
  /** Of dimensions: what totals include beside their categories, such as "not known". Their parts may come to less. */
  readonly remainder?: string;
  /** Of measures: the decimals that are printed; absent where those of the cell are. */
  readonly digits?: number;
  /** Of measures: the power of ten that the numbers of the file were multiplied by; absent where they are as they stand. */
  readonly power?: number;
  /** Of years and days: true where they need not follow one another, so that none is missing between two of them. */
  readonly gaps?: boolean;
  /** True where the order of its categories says something, as that of levels of education. */
  readonly isOrdered?: boolean;
  /** Of dimensions of codes: the dataset that says what they stand for, by a foreign key. */
  readonly refersTo?: string;
  /** The category value that holds totals over this dimension. */
  readonly total?: string;
  /** Of dimensions whose categories are parts of one another: what each level is called, the topmost first. */
  readonly levels?: readonly string[];
  readonly position: Position;
}

/** One tidy row. Every dimension has a key, every measure a value; empty attributes and notes are absent. */
export interface Row {
  readonly keys: Readonly<Record<string, string>>;
  readonly measures: Readonly<Record<string, Value>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
  /** The field of each note, where a dataset has several of them. */
  readonly noteFields?: readonly string[];
  readonly origin: Origin;
  /** Of fields whose cells the line alone does not tell, their columns in the file; see `cellOrigin`. */
  readonly columns?: Readonly<Record<string, number>>;
  /** Of a row that a query made, or that several were added up to, those that it was made from; absent where the engine could not tell. */
  readonly sources?: readonly Origin[];
  /** Of measures that Tallybook computed, how: `measures` has them rounded as they are printed, this exact. */
  readonly derivations?: Readonly<Record<string, Derivation>>;
  /** Of a row that stands beside those of other datasets in one chart: the cell that each of its measures is. */
  readonly stands?: Readonly<Record<string, SourceCell>>;
  /** Of measures with a status, the marks to print beside the number: `{victims: ['p']}`. None are absent. */
  readonly marks?: Readonly<Record<string, readonly Mark[]>>;
}

/** A cell in its own dataset. */
export interface SourceCell {
  readonly dataset: PublishedDataset;
  readonly row: Row;
  readonly measure: Field;
}

export interface Source {
  readonly title: string;
  readonly path?: string;
}

/**
 * How far the recognition of a victim has gone when a person is counted. Anti-trafficking statistics keep three apart:
 * *presumed* victims on reasonable grounds, those *identified* by the authority that decides, and those *assisted*,
 * whether identified or not (Council of Europe convention of 2005, articles 10 and 12).
 */
export const countStatuses = ['presumed', 'identified', 'assisted'] as const;
export type CountStatus = (typeof countStatuses)[number];

/** A text for the whole dataset, or one for each status. */
export type Stated = string | Readonly<Partial<Record<CountStatus, string>>>;

/** How a dataset counts, as its makers declare it. What is not declared is unknown, not alike. */
export interface Counts {
  /** What one count is one of: "persons", "cases". */
  readonly unit: string;
  /** One status for the whole dataset; else perhaps `statusField`. */
  readonly status?: CountStatus;
  /** The dimension whose categories are statuses. */
  readonly statusField?: string;
  /** Who or what is counted, in a sentence. */
  readonly definition?: Stated;
  /** The event that puts a person or thing into a year: "identification". */
  readonly dated?: Stated;
}

/**
 * A finding of the integrity gate that the data officer has looked into and accepted (`accepts` in the data package).
 * The reason is printed under tables that show a row with these keys.
 */
export interface Accepted {
  /** The code of the finding, such as `data/total`. */
  readonly code: string;
  /** Dimension -> category. Empty: the finding is about the dataset as a whole. */
  readonly where: Readonly<Record<string, string>>;
  readonly measure?: string;
  readonly reason: string;
  /** The person or office responsible. */
  readonly by: string;
  /** `2014-12-31`. */
  readonly date: string;
}

/** What the description of a dataset says of its rows. */
export interface StatedClaim {
  /** As they stand in the description. */
  readonly words: string;
  readonly kind: string;
  /** Filters, thresholds and what else the kind takes. */
  readonly named: Readonly<Record<string, string | number | boolean>>;
  readonly at: Position;
}

/** A query and the datasets that it read, by their names. */
export interface AskedQuery {
  /** Where it stands. */
  readonly file: string;
  /** SHA-256 of its text. */
  readonly sha256: string;
  readonly reads: readonly string[];
}

/** A resource of the package that has no rows, such as the shapes of a map. What it holds, whoever reads its kind knows. */
export interface Attachment {
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  /** Who made it and under which terms: printed wherever it is drawn. */
  readonly attribution: string;
}

export interface Dataset {
  readonly name: string;
  readonly title: string;
  /** Its titles, labels and other words that say in which language they are, each with its BCP 47 tag. */
  readonly languages?: Readonly<Record<string, string>>;
  readonly description?: string;
  /** What the description says that can be tested. */
  readonly claims?: readonly StatedClaim[];
  readonly fields: readonly Field[];
  readonly primaryKey: readonly string[];
  /** In the order of the categories of the dimensions, whatever the order of the lines. */
  readonly rows: readonly Row[];
  readonly missingValues: readonly Missing[];
  readonly sources: readonly Source[];
  readonly licences: readonly Source[];
  /** "2009/2014", for resources without a year dimension. */
  readonly period?: { readonly from: number; readonly to: number };
  readonly counts?: Counts;
  /** `persons`: whoever is counted could be recognised where few are. */
  readonly about?: 'persons';
  /** How its small counts are kept from giving anybody away; absent where it is published as it is. */
  readonly protection?: ProtectionPolicy;
  /**
   * True where every count is there whatever a policy says, for a report to those who may see them (`disclose`): no public report is
   * made of it.
   */
  readonly disclosed?: true;
  /** Findings that were accepted, in the order of the data package. Absent when there are none. */
  readonly accepted?: readonly Accepted[];
  readonly illustrative: boolean;
  /** By their names the resources without rows that have something for it; absent where none has. */
  readonly attachments?: Readonly<Record<string, Attachment>>;
  /** Of the result of a query, what it was asked. */
  readonly query?: AskedQuery;
  /** The data file, or that of the query, relative to the project. */
  readonly file: string;
  /** Where the resource stands in the data package. */
  readonly position: Position;
}

declare const published: unique symbol;

/**
 * The only view of data that content, charts and outputs can see: what a protection policy lets through.
 * Made by `data/publish.ts` alone; the brand keeps a raw `Dataset` out. What `disclose` makes for a confidential report bears `disclosed`.
 */
export interface PublishedDataset extends Dataset {
  readonly [published]: true;
}

/** The published data of a project by dataset name, in the order of the data package; what is derived comes last. */
export type PublishedData = Readonly<Record<string, PublishedDataset>>;
