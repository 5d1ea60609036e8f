/** What a measure must say for its unit to be judged; the fields of the datasets stage fit. */
interface Measured {
  readonly unit?: string | undefined;
  readonly type?: string;
  readonly additive?: boolean;
}

/** Signs that a unit is a rate or an amount: "cases per 100 000", "decese la 100 000", "km/h", "million euros", "EUR". */
const uncounted = /[\d%‰/]|\bper\b|^(?:million|billion|euros?|dollars?|pounds?)\b/iu;
const currency = /^[A-Z]{3}$/;

/**
 * True for a measure of which "the number of" can be said: it counts things, named by its unit. A rate, a share, an
 * average and an amount of money are no number of anything.
 */
export function isCounted({ unit = '', type, additive }: Measured): boolean {
  if (unit === '' || uncounted.test(unit) || currency.test(unit)) return false;
  return additive !== false || type === 'integer';
}
