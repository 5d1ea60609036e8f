import type { Operation } from '../quantity.js';

/**
 * Decimals that each operation prints, unless `digits=` says otherwise: the one place where rounding is declared.
 * `undefined` keeps the decimals of the data.
 */
export const defaultDigits: Readonly<Record<Operation, number | undefined>> = {
  value: undefined,
  'earlier-edition': undefined,
  revision: undefined,
  fact: undefined,
  sum: undefined,
  change: undefined,
  difference: undefined,
  count: 0,
  average: 1,
  share: 1,
  'percent-change': 1,
  ratio: 1,
  'implementation-rate': 1,
  'sigma-points': 0,
  'target-fulfilment': 1,
  'budget-execution': 1,
};
