import type { Printable } from '../printable.js';
import type { Call, Scope } from './call.js';

/** What the first argument of a helper is, for the check of names before anything is expanded. */
export type FirstArgument = 'dataset' | 'dataset-or-quantity' | 'fact' | 'chart' | 'any' | 'none';

/** One helper of the template language. */
export interface HelperDefinition {
  readonly name: string;
  readonly first: FirstArgument;
  /** How many positional arguments it takes, at least and at most. */
  readonly arity: readonly [number, number];
  /** Its own named arguments. Helpers on datasets also take `dimension=category`. */
  readonly parameters: readonly string[];
  /** Named arguments that name a field of the dataset. */
  readonly fieldParameters?: readonly string[];
  /** What it returns: a printable, rows for `each`, or a condition for `if`. Throws a `HelperProblem`. */
  run(call: Call, scope: Scope): Printable | readonly RowContext[] | boolean;
}

/** One row as a template sees it inside `each`. */
export type RowContext = Readonly<Record<string, Printable | undefined>>;
