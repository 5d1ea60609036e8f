const dayLength = 86_400_000;

/** A year as it is, a day as the number of days since 1970, in UTC; undefined for a text that is neither. */
export function timeNumber(text: string): number | undefined {
  if (/^-?\d{1,4}$/.test(text)) return Number(text);
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment / dayLength;
}
