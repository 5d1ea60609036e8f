import { type Hunk, hunksOf } from './common.js';
import type { Token } from './tokens.js';

/**
 * The differences of two texts. A number that both have counts as the same, whatever its control holds, since that is told as an edit of the
 * number. Where `4,200` became the control of `3,920`, only one of them has it: this is a difference. `idOf` gives the id of a number that
 * a file may know by a shorter name.
 */
export function tokenHunks(
  one: readonly Token[],
  other: readonly Token[],
  idOf: (number: string) => string,
): Hunk[] {
  const idsIn = (tokens: readonly Token[]): ReadonlySet<string> =>
    new Set(tokens.flatMap(({ number }) => (number === undefined ? [] : [idOf(number)])));
  const [known, found] = [idsIn(one), idsIn(other)];
  const unitsIn = (tokens: readonly Token[]): Unit[] =>
    tokens.flatMap(({ text, number }, from) => {
      const id = number === undefined ? undefined : idOf(number);
      if (id === undefined || !known.has(id) || !found.has(id)) return [{ key: text, from }];
      return tokens[from - 1]?.number === number ? [] : [{ key: `#${id}`, from }];
    });
  const [ones, others] = [unitsIn(one), unitsIn(other)];
  const hunks = hunksOf(keysOf(ones), keysOf(others)).map(({ from, to, otherFrom, otherTo }) => ({
    ...{ from: placeOf(from, ones, one), to: placeOf(to, ones, one) },
    ...{ otherFrom: placeOf(otherFrom, others, other), otherTo: placeOf(otherTo, others, other) },
  }));
  return wholeNumbers(hunks, one);
}

/** What is compared as one: a token, or a number that both texts have. `from` is its first token. */
interface Unit {
  readonly key: string;
  readonly from: number;
}

const keysOf = (units: readonly Unit[]): string[] => units.map(({ key }) => key);

const placeOf = (unit: number, units: readonly Unit[], tokens: readonly Token[]): number =>
  units[unit]?.from ?? tokens.length;

/** Differences of one number are one: from `4,200` to `3,920` both groups of digits differ, and the comma does not. */
function wholeNumbers(hunks: readonly Hunk[], one: readonly Token[]): Hunk[] {
  const whole: Hunk[] = [];
  for (const hunk of hunks) {
    const last = whole.at(-1);
    const number = last && one[last.to]?.number;
    const isOfLast =
      number !== undefined && one.slice(last?.to, hunk.from).every((token) => token.number === number);
    if (last !== undefined && isOfLast)
      whole[whole.length - 1] = { ...last, to: hunk.to, otherTo: hunk.otherTo };
    else whole.push(hunk);
  }
  return whole;
}
