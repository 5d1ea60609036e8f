import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import type { Format } from '../../model/dataset/formats.js';
import { type Exact, exact } from '../../model/exact.js';
import type { Operations } from '../../model/operations/operations.js';
import { ownOf } from '../../model/own.js';
import type { Precision } from '../../model/project/precision.js';
import type { ProjectRecords } from '../../model/project/project.js';
import type { TargetName } from '../../model/project/target-name.js';
import type { Editions } from '../../model/snapshot/editions.js';
import type { ExceptionBook, Exceptions } from '../guards/exception-book.js';
import type { Parameters } from '../parameters.js';
import {
  type ChartBlock,
  type Failure,
  isLabel,
  isQuantity,
  type Keep,
  type TokenContent,
} from '../printable.js';
import type { Keys, RowIndex } from '../selection/fields.js';
import type { CallSite } from '../template/ast.js';
import { fail } from './problem.js';

/** What every helper can see. */
export interface Scope {
  readonly data: PublishedData;
  readonly language: Language;
  readonly title: string;
  readonly publisher: string;
  readonly edition: number;
  /** What the report is published as. */
  readonly formats: readonly Format[];
  readonly operations: Operations;
  /** What it is made for; none where it is not made for many. */
  readonly parameters: Parameters;
  /** How exactly percentages of few things are printed. */
  readonly precision: Precision;
  /** Which report it is. */
  readonly target: TargetName;
  /** What extensions read beside `tallybook.yaml`; absent where there is nothing. */
  readonly records?: ProjectRecords;
  /** Whom to ask; absent where the project does not say. */
  readonly contact?: string;
  /** What was revised since the edition before; absent where none is compared. */
  readonly editions?: Editions;
  /** What calls allow, and whether it came to that. */
  readonly exceptions: ExceptionBook;
  /** Keeps what a helper of an extension made beside the text. */
  readonly keep: Keep;
  /** Text that stands for a thing until Markdown is parsed. */
  token(content: TokenContent): string;
  /** What another helper makes of a call that names it; undefined where there is no such helper. Throws a `HelperProblem`. */
  call(call: Call): unknown;
  /** Reports a fault of a helper that has something to print all the same. */
  report(diagnostic: Diagnostic): void;
  /** The chart file at a path of the template, expanded in a row context; a failure where it could not be had. */
  expandChart(path: string, context: unknown, at: Position): ChartBlock | Failure;
}

/** What a helper needs of it that reads cells alone. */
export type DataScope = Pick<Scope, 'data'>;

/** One call of a helper: its arguments, and where each of them stands. */
export class Call {
  constructor(
    readonly name: string,
    readonly params: readonly unknown[],
    readonly hash: Readonly<Record<string, unknown>>,
    readonly site: CallSite,
    readonly context: unknown,
    private readonly rows: RowIndex,
    /** What it allows, where its helper has rules. */
    readonly exceptions?: Exceptions,
  ) {}

  /** The same call with other arguments. */
  with(other: Partial<Pick<Call, 'name' | 'params' | 'hash' | 'site' | 'exceptions'>>): Call {
    const { name, params, hash, site, exceptions } = { ...this, ...other };
    return new Call(name, params, hash, site, this.context, this.rows, exceptions);
  }

  /** The row of a dataset that these keys name; undefined when there is none. */
  rowAt(dataset: PublishedDataset, keys: Keys): Row | undefined {
    return this.rows.rowAt(dataset, keys);
  }

  get at(): Position {
    return this.site.at;
  }

  /** Where a positional argument stands, or the call where it is absent. */
  paramAt(index: number): Position {
    return this.site.params[index] ?? this.site.at;
  }

  /** True where a named argument is given. */
  has(name: string): boolean {
    return Object.hasOwn(this.hash, name);
  }

  /** Where a named argument stands, or the call where it is absent. */
  hashAt(name: string): Position {
    return ownOf(this.site.hash, name) ?? this.site.at;
  }

  /** A named argument as text; undefined when absent. Labels give their category value. */
  text(name: string): string | undefined {
    const value = ownOf(this.hash, name);
    if (value === undefined && !this.has(name)) return undefined;
    const text = toText(value);
    if (text !== undefined) return text;
    return fail('content/argument.text', this.hashAt(name), { value: describe(value), name });
  }

  requiredText(name: string): string {
    return this.text(name) ?? fail('content/argument.name', this.at, { name: this.name, otherName: name });
  }

  /** A named argument as a whole number from `least` to `most`; undefined when absent. */
  wholeNumber(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    return fail('content/argument.whole', this.hashAt(name), { text, name, least, most });
  }

  /** A named argument as true or false; `absent` where it is not there. */
  flag(name: string, absent = false): boolean {
    const value = ownOf(this.hash, name);
    if (value === undefined && !this.has(name)) return absent;
    if (typeof value === 'boolean') return value;
    return fail('content/argument.true', this.hashAt(name), { value: describe(value), name });
  }

  /** A positional argument as text. */
  textParam(index: number, what: string): string {
    const value = this.params[index];
    const text = toText(value);
    if (text !== undefined) return text;
    return fail('content/argument.value', this.paramAt(index), {
      value: describe(value),
      name: this.name,
      what,
    });
  }
}

/** Text of an argument: strings, numbers and labels; undefined for anything else. */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return isLabel(value) ? value.value : undefined;
}

/** Words for an argument in a message. Values of data are never quoted. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (isQuantity(value)) return 'a quantity';
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return `\`${value}\``;
  return Array.isArray(value) ? 'a list of rows' : 'a value';
}

/** The exact number of a literal such as 12.5; undefined when it is not a finite decimal. */
export function parseNumber(literal: string | number): Exact | undefined {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(String(literal));
  if (match === null) return undefined;
  const fraction = match[2] ?? '';
  return exact(BigInt((match[1] ?? '') + fraction), 10n ** BigInt(fraction.length));
}

/** The dataset with this name, or a diagnostic with the nearest. */
export function findDataset(data: PublishedData, name: string, position: Position): PublishedDataset {
  const found = ownOf(data, name);
  if (found !== undefined) return found;
  // Only here: it is asked for every call of a template, and there may be thousands of datasets.
  const names = Object.keys(data);
  return fail(
    'content/unknown-dataset',
    position,
    { name, names: listNames(names) },
    didYouMean(name, names),
  );
}
