/** Choices that a chart may make against advice, by the names that an author writes in `allow`. */
export const choiceRules = [
  /** Four series on one another under a title about one. */
  'many-series',
  /** Bands of unequal width as bars of one width. */
  'unequal-bands',
  /** A rate of one to three things without their number. */
  'few-behind-rate',
  /** A circle of more than five parts. */
  'many-slices',
  /** More than seven colours. */
  'many-colours',
  /** More than five lines in one plot. */
  'many-lines',
  /** Names that take more than a third of the width. */
  'long-labels',
  /** Words of a drawing that lie over each other. */
  'words-overlap',
  /** A figure that no page holds. */
  'taller-than-page',
  /** "Other" among the categories beside it. */
  'rest-in-the-middle',
  /** Bars in the order of the alphabet. */
  'by-alphabet',
  /** A line from one name to the next. */
  'line-over-names',
  /** A chart of one bar. */
  'one-bar',
  /** A legend where names have room beside their lines. */
  'legend',
] as const;

/** The name of a choice that a warning advises against. */
export type ChoiceRuleName = (typeof choiceRules)[number];

/**
 * The rules that have honest exceptions, by the names that an author writes in `allow`, with a reason. Every other rule
 * holds without exception.
 */
export const exceptionRules = [
  /** A percentage or ratio of few things. */
  'small-base',
  /** A part and a base of different years. */
  'periods',
  /** Numbers that were not counted alike, added up or divided. */
  'counts',
  /** A share above 100 per cent. */
  'beyond-whole',
  /** Two measures on two axes of one plot. */
  'two-axes',
  /** An axis far longer than what is drawn needs. */
  'long-axis',
  /** Years that stand in another order than that of time. */
  'order-of-years',
  /** A number beside a chart that is not of what it draws. */
  'other-data',
  ...choiceRules,
  /** A mean of rates that weighs each alike, whatever it is a rate of. */
  'unweighted',
  /** Quartiles, deviations or a curve from few numbers. */
  'few-values',
  /** Statistics of those cells alone that have a number. */
  'missing-values',
  /** Values that nobody observed, put in by the author of a chart. */
  'imputed',
  /** Numbers as many times as a chart states: what is drawn is none of them. */
  'factor',
  /** A number as the length of a wedge, which a reader sees as its area. */
  'polar',
  /** A count as the shade of areas of a map. */
  'counts-as-shade',
  /** Several rows at one place of a chart, each with a mark of its own. */
  'several-rows',
  /** A scale that does not grow in equal steps upwards or to the right. */
  'unusual-scale',
] as const;

/** The name of a rule that has honest exceptions. */
export type ExceptionRule = (typeof exceptionRules)[number];

/** Those from which a chart can be an exception; the others are of what a helper divides. */
export const chartRules: readonly ExceptionRule[] = exceptionRules.filter(
  (rule) => rule !== 'periods' && rule !== 'beyond-whole',
);

/** What an author allows, and why. */
export interface AllowedException {
  readonly rule: ExceptionRule;
  readonly reason: string;
}
