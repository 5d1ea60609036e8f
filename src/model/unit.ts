/** A unit taken apart: the word that scales its numbers, where there is one, and what is counted or measured. */
export interface UnitParts {
  /** "million" of "million euros": it is printed with the number. */
  readonly scale?: 'million' | 'billion';
  /** "euros". */
  readonly noun: string;
}

/** Takes a unit such as "million euros" apart. */
export function unitParts(unit: string): UnitParts {
  const match = /^(million|billion)\b\s*/.exec(unit);
  if (match === null) return { noun: unit };
  return { scale: match[1] === 'billion' ? 'billion' : 'million', noun: unit.slice(match[0].length) };
}

interface Counting {
  readonly type: string;
  readonly unit?: string;
  readonly inOwnLanguage?: { readonly counts: boolean };
}

/** True where the title of a measure names its unit, so that it need not be said again. */
export function titleSaysUnit({
  title,
  unit,
  inOwnLanguage,
}: {
  readonly title: string;
  readonly unit?: string;
  readonly inOwnLanguage?: { readonly titleSaysUnit: boolean };
}): boolean {
  if (inOwnLanguage !== undefined) return inOwnLanguage.titleSaysUnit;
  return unit !== undefined && title.toLowerCase().includes(unit.toLowerCase());
}

/**
 * True for a measure that counts things, so that words can say "the number of". It has whole numbers of a unit that is
 * no percentage, rate ("decese la 100 000") or money, nor in millions.
 */
export function isCount({ type, unit, inOwnLanguage }: Counting): boolean {
  if (inOwnLanguage !== undefined) return inOwnLanguage.counts;
  if (type !== 'integer' || unit === undefined || unit === '' || unit === '%') return false;
  return unitParts(unit).scale === undefined && !/\bper\b|[%‰/\d]|^(?:euros?|[A-Z]{3})$/.test(unit);
}
