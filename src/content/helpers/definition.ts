import type { Position } from '../../diagnostics.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { Printable } from '../printable.js';
import type { Call, Scope } from './call.js';

/** What the first argument of a helper is, for the check of names before anything is expanded. */
export type FirstArgument =
  | 'dataset'
  | 'datasets'
  | 'dataset-or-quantity'
  | 'fact'
  | 'chart'
  | 'any'
  | 'none';

/** Named arguments of a call that are literals, each with its place. */
export type WrittenArguments = ReadonlyMap<string, { readonly text: string; readonly at: Position }>;

/** One helper of the template language. */
export interface HelperDefinition {
  readonly name: string;
  readonly first: FirstArgument;
  /**
   * Checks the text that stands before the first argument, where it is written out. Absent: none stands there. Throws a
   * `HelperProblem`.
   */
  checkLeading?(text: string, at: Position): void;
  /** How many positional arguments it takes, at least and at most. */
  readonly arity: readonly [number, number];
  /** Its own named arguments. Helpers on datasets also take `dimension=category`. */
  readonly parameters: readonly string[];
  /** Named arguments that name a field of the dataset. */
  readonly fieldParameters?: readonly string[];
  /** Named arguments that name one dimension of the dataset or several, joined by `|`. */
  readonly fieldLists?: readonly string[];
  /**
   * Checks what is written out in a call before anything is expanded, in branches not taken too: named arguments that
   * are literals. Throws a `HelperProblem`. For helpers that are not on a dataset that the call names.
   */
  checkWritten?(written: WrittenArguments, data: PublishedData, at: Position): void;
  /** True of a block around words that are somebody else's, given with their source: they are not the author's to change. */
  readonly quotes?: boolean;
  /** True of a block whose author says why the words in it cannot be tested: no rule on words looks into it. */
  readonly frees?: boolean;
  /** True of a block around words in another language: rules on the words of the report's own do not look into it. */
  readonly foreign?: boolean;
  /** True when filters may also name attributes: `status="late"`. */
  readonly filtersAttributes?: boolean;
  /** What it returns: a printable, rows for `each`, or a condition for `if`. Throws a `HelperProblem`. */
  run(call: Call, scope: Scope): Printable | readonly RowContext[] | boolean;
  /**
   * For helpers that can stand as a block: what the block prints, a thing or expanded text as it is. `body` expands
   * what stands in it. Throws a `HelperProblem`.
   */
  runBlock?(call: Call, scope: Scope, body: () => string): Printable | string;
}

/** One row as a template sees it inside `each`. */
export type RowContext = Readonly<Record<string, Printable | undefined>>;
