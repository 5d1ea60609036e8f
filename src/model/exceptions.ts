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
] as const;

/** The name of a rule that has honest exceptions. */
export type ExceptionRule = (typeof exceptionRules)[number];

/** Those from which a chart can be an exception. */
export const chartRules: readonly ExceptionRule[] = [
  'small-base',
  'counts',
  'two-axes',
  'long-axis',
  'order-of-years',
  'other-data',
];

/** What an author allows, and why. */
export interface AllowedException {
  readonly rule: ExceptionRule;
  readonly reason: string;
}
