import type { Operation } from './quantity.js';

/**
 * Decimals that each operation prints, unless `digits=` says otherwise: the one place where rounding is declared.
 * `undefined` keeps the decimals of the data.
 */
export const defaultDigits: Readonly<Record<Operation, number | undefined>> = {
  value: undefined,
  fact: undefined,
  sum: undefined,
  change: undefined,
  count: 0,
  share: 1,
  'percent-change': 1,
  ratio: 1,
};
