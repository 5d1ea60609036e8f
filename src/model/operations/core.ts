import { messagesOf, type OperationDefinition } from './definition.js';
import { difference, growth, mean, middle, percentage, quotient, total } from './formulas.js';

/** The operations of the template language. An extension has its own in its room. */
export const coreOperations = {
  /** A cell as it stands. */
  value: {
    digits: undefined,
    calculation: { kind: 'cell', edition: 'this' },
    origin: 'document.operation.value',
    explained: undefined,
    counts: 'as its cells do',
    onSmallBase: 'none',
  },
  /** What a source states in prose: a number, or a range. */
  fact: {
    digits: undefined,
    calculation: { kind: 'cell', edition: 'this' },
    origin: 'document.operation.fact',
    explained: undefined,
    counts: 'always',
    onSmallBase: 'none',
  },
  /** A constant that a chart draws and no cell holds: stated with its source. */
  declared: {
    digits: undefined,
    calculation: { kind: 'declared' },
    origin: 'document.operation.declared',
    explained: undefined,
    counts: 'never',
    onSmallBase: 'none',
  },
  sum: {
    digits: undefined,
    calculation: { kind: 'formula', formula: total, canBePartial: true },
    anyOrder: true,
    origin: 'document.operation.sum',
    // Adding up and counting need no formula.
    explained: undefined,
    counts: 'as its cells do',
    onSmallBase: 'none',
  },
  count: {
    digits: 0,
    calculation: { kind: 'count' },
    anyOrder: true,
    origin: 'document.operation.count',
    explained: undefined,
    counts: 'always',
    onSmallBase: 'none',
  },
  share: {
    digits: 1,
    calculation: { kind: 'formula', formula: percentage },
    ...messagesOf('share', 'equation'),
    counts: 'never',
    onSmallBase: 'refused',
  },
  ratio: {
    digits: 1,
    calculation: { kind: 'formula', formula: quotient },
    ...messagesOf('ratio', 'equation'),
    counts: 'never',
    onSmallBase: 'refused',
  },
  average: {
    digits: 1,
    calculation: { kind: 'formula', formula: mean },
    anyOrder: true,
    ...messagesOf('average', 'origin'),
    counts: 'never',
    onSmallBase: 'none',
  },
  change: {
    digits: undefined,
    calculation: { kind: 'formula', formula: difference, canBeAbsolute: true },
    ...messagesOf('change', 'equation'),
    counts: 'as its cells do',
    onSmallBase: 'none',
  },
  'percent-change': {
    digits: 1,
    calculation: { kind: 'formula', formula: growth, canBeAbsolute: true },
    ...messagesOf('percent-change', 'equation'),
    counts: 'never',
    onSmallBase: 'refused',
  },
  /** Our own count beside the official figure. */
  difference: {
    digits: undefined,
    calculation: { kind: 'formula', formula: difference },
    ...messagesOf('difference', 'origin'),
    counts: 'as its cells do',
    onSmallBase: 'none',
  },
  median: {
    digits: 1,
    calculation: { kind: 'formula', ascending: true, formula: middle },
    anyOrder: true,
    ...messagesOf('median', 'origin'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** What the charting library calculates as it draws. */
  vega: {
    digits: undefined,
    calculation: { kind: 'vega' },
    ...messagesOf('vega'),
    counts: 'never',
    onSmallBase: 'none',
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;
