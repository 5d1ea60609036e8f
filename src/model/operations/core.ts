import { curve } from './curve.js';
import { messagesOf, type OperationDefinition } from './definition.js';
import { density } from './density.js';
import { difference, growth, mean, percentage, product, quotient, total } from './formulas.js';
import { polynomial } from './polynomial.js';
import { regression } from './regression.js';
import { statistics } from './statistics.js';
import { student } from './student.js';

/** The operations of the template language. A feature has its own in its room. */
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
    ...messagesOf('declared'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** What a chart states for a calculation: an operand, never printed on its own. */
  parameter: {
    digits: undefined,
    calculation: { kind: 'parameter' },
    origin: 'document.operation.parameter',
    explained: undefined,
    counts: 'never',
    onSmallBase: 'none',
  },
  sum: {
    digits: undefined,
    calculation: { kind: 'formula', formula: total, canBePartial: true },
    anyOrder: true,
    ...messagesOf('sum'),
    counts: 'as its cells do',
    onSmallBase: 'none',
  },
  count: {
    digits: 0,
    calculation: { kind: 'count' },
    anyOrder: true,
    ...messagesOf('count'),
    counts: 'always',
    onSmallBase: 'none',
  },
  share: {
    digits: 1,
    calculation: { kind: 'formula', formula: percentage },
    ...messagesOf('share'),
    counts: 'never',
    onSmallBase: 'refused',
  },
  ratio: {
    digits: 1,
    calculation: { kind: 'formula', formula: quotient },
    ...messagesOf('ratio'),
    counts: 'never',
    onSmallBase: 'refused',
  },
  /** A number as many times as a chart states: the first operand. */
  multiple: {
    digits: undefined,
    calculation: { kind: 'formula', formula: product },
    ...messagesOf('multiple'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** What a chart puts in the place of a number that nobody observed: the first operand. The others are those it stands among. */
  imputed: {
    digits: undefined,
    calculation: { kind: 'function', of: ([value]) => value },
    ...messagesOf('imputed'),
    counts: 'never',
    onSmallBase: 'none',
  },
  average: {
    digits: 1,
    calculation: { kind: 'formula', formula: mean },
    anyOrder: true,
    ...messagesOf('average'),
    counts: 'never',
    onSmallBase: 'none',
  },
  change: {
    digits: undefined,
    calculation: { kind: 'formula', formula: difference, canBeAbsolute: true },
    ...messagesOf('change'),
    counts: 'as its cells do',
    onSmallBase: 'none',
  },
  'percent-change': {
    digits: 1,
    calculation: { kind: 'formula', formula: growth, canBeAbsolute: true },
    ...messagesOf('percent-change'),
    counts: 'never',
    onSmallBase: 'refused',
  },
  /** Our own count beside the official figure. */
  difference: {
    digits: undefined,
    calculation: { kind: 'formula', formula: difference },
    ...messagesOf('difference'),
    counts: 'as its cells do',
    onSmallBase: 'none',
  },
  ...statistics,
  ...student,
  ...regression,
  ...polynomial,
  ...curve,
  ...density,
} as const satisfies Readonly<Record<string, OperationDefinition>>;
