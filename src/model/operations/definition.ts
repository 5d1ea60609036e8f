import type { MessageId } from '../../language/message-id.js';
import { compare, type Exact } from '../exact.js';
import { bounded, type Expression, evaluate, magnitudeOf } from './expression.js';

/** The difference of a change, or its magnitude where a report prints one: the words around it say which way. */
export type Way<Operand> = (difference: Expression<Operand>) => Expression<Operand>;

/**
 * What an operation does with its operands in their order: the later cell first, the part before the whole. Undefined
 * where they are too few.
 */
export type Formula = <Operand>(
  operands: readonly Expression<Operand>[],
  way: Way<Operand>,
) => Expression<Operand> | undefined;

/** How an operation comes to its number. A page shows it where it is a formula, and `verify` repeats it in any case. */
export type Calculation =
  /** Nothing is calculated: a cell as it stands, a second one being the upper end of a range. */
  | { readonly kind: 'cell'; readonly edition: 'this' | 'before' }
  /** Stated by the author with its source, which stands beside it. */
  | { readonly kind: 'declared' }
  /** What the charting library calculates: `verify` lets it do so again. */
  | { readonly kind: 'vega' }
  /** How many cells there are. */
  | { readonly kind: 'count' }
  | {
      readonly kind: 'formula';
      readonly formula: Formula;
      /** Operands are taken in ascending order, whatever order they come in. */
      readonly ascending?: true;
      /** A report may print how far without which way. */
      readonly canBeAbsolute?: true;
      /** A report may pass over operands that are not known, and print "at least". */
      readonly canBePartial?: true;
      /** What the result is never below and never above. */
      readonly between?: readonly [least: bigint, most: bigint];
    }
  /** Points that a number earns, by steps; what no formula shows. */
  | { readonly kind: 'scale'; readonly points: (number: Exact | undefined) => Exact };

/** Everything that the tool knows of an operation. Ids of messages are those of the catalogues in `language/messages/`. */
export interface OperationDefinition {
  /** Decimals that are printed unless `digits=` says otherwise; undefined for those of the data. */
  readonly digits: number | undefined;
  readonly calculation: Calculation;
  /** Its cells come in no order: it is the same number over the same cells in another one. */
  readonly anyOrder?: true;
  /** The message that says at a number how it came about, given `count`, `unit`, `counted` and, of a declared number, its `source`. */
  readonly origin: MessageId;
  /** The messages of its line in the methods annex; undefined where there is nothing to explain. */
  readonly explained:
    | {
        readonly name: MessageId;
        readonly formula: MessageId;
        /** What says its calculation at a number as well as that message: the words of `origin`, or the calculation in numbers. */
        readonly saidBy?: 'origin' | 'equation';
      }
    | undefined;
  /** Whether its result counts things one by one, as against money, measurements and shares. */
  readonly counts: 'always' | 'as its cells do' | 'never';
  /**
   * What is done about a percentage of few things: `refused`, printed all the same with the `remark` of that message in the
   * methods annex, or nothing, since it is none.
   */
  readonly onSmallBase: 'refused' | { readonly remark: MessageId } | 'none';
}

/** The messages of an operation that calculates, where they are named after it. */
export function messagesOf<Name extends string>(name: Name, saidBy?: 'origin' | 'equation') {
  return {
    origin: `document.operation.${name}`,
    explained: {
      name: `content.methods.formula.${name}.name`,
      formula: `content.methods.formula.${name}.text`,
      ...(saidBy && { saidBy }),
    },
  } as const;
}

/** What a formula comes to, exactly; undefined where there is nothing to divide by. `isAbsolute`: how far, without which way. */
export function formulaResult(
  { formula, canBeAbsolute, between, ascending }: Extract<Calculation, { kind: 'formula' }>,
  values: readonly Exact[],
  isAbsolute = false,
): Exact | undefined {
  const ordered = ascending === true ? values.toSorted(compare) : values;
  const parts = ordered.map((operand): Expression<Exact> => ({ kind: 'operand', operand }));
  const of = formula(parts, canBeAbsolute === true && isAbsolute ? magnitudeOf : (difference) => difference);
  const held = of && between ? bounded(bounded(of, between[0], 'max'), between[1], 'min') : of;
  return held && evaluate(held, (value) => value);
}
