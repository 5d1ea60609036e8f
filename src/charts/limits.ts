/** Upper bounds of what a chart may ask for, checked before anything is drawn. */
export const limits = {
  rows: 5_000,
  views: 40,
  /** How deep views, lists and objects may stand inside one another. */
  depth: 40,
  size: 2_000,
  step: 200,
  bins: 100,
  ticks: 50,
  list: 200,
  /** Rows behind all numbers of a chart together, each of which is a part of a formula. */
  parts: 150_000,
  number: 10_000,
  expression: 500,
  /** Of any other text, in characters. */
  text: 2_000,
  transforms: 20,
  /** Points along a curve that is reckoned. */
  steps: 300,
  /** Powers of a regression. */
  order: 6,
} as const;
