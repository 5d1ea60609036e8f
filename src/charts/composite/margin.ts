/**
 * Half of the 95 per cent confidence interval of a mean. Vega draws lots for both ends of it, which no one can repeat; here it is worked
 * out by Student's t.
 */

/** The fields that it is drawn from. */
export const marginParts = { error: '__error', count: '__count_of' } as const;

/** The function of expressions that draws it, which no author can call: the standard error, and of how many numbers it is. */
export const marginFunction = 'studentMargin';

export const marginCall = `${marginFunction}(datum.${marginParts.error}, datum.${marginParts.count})`;
