import type { Letters, Piece } from './letters.js';

/** Two stretches that stand in each other's place; one of them may be empty. Ends are not included. */
export interface Difference {
  readonly expected: readonly [from: number, to: number];
  readonly actual: readonly [from: number, to: number];
}

/** How many letters must agree for two texts to be together again. */
const anchor = 16;
/** So many differences make the point; what follows is likely their consequence. */
const most = 20;

/**
 * Where one text differs from the other, in order, at most twenty; a soft hyphen may be drawn as a hyphen or not at all.
 * Of several places that are as good, one is taken at which a word or line begins.
 */
export function differences<P extends Piece, Q extends Piece>(
  shown: Letters<P>,
  printed: Letters<Q>,
): Difference[] {
  const [expected, actual] = [shown.text, printed.text];
  if (expected === actual) return [];
  const found: Difference[] = [];
  let [at, other] = [0, 0];
  while (found.length < most) {
    [at, other] = skipEqual(expected, actual, at, other);
    if (at === expected.length && other === actual.length) break;
    const [next, nextOther] = meetAgain(expected, actual, at, other);
    const back =
      at === next ? backTo(printed, other, nextOther) : other === nextOther ? backTo(shown, at, next) : 0;
    found.push({ expected: [at - back, next - back], actual: [other - back, nextOther - back] });
    [at, other] = [next, nextOther];
  }
  return found;
}

/** "hat was asked. W" is "What was asked.": how many letters a stretch may begin earlier, to begin with a piece. */
function backTo<P extends Piece>(letters: Letters<P>, from: number, to: number): number {
  const { text } = letters;
  for (let back = 0; back < to - from && back <= from; back++) {
    if (letters.isStart(from - back)) return back;
    if (text[from - back - 1] !== text[to - back - 1]) return 0;
  }
  return 0;
}

const softHyphen = '\u00AD';

/** How far both go on alike from these places. */
export function skipEqual(
  expected: string,
  actual: string,
  from: number,
  fromOther: number,
): [number, number] {
  let [at, other] = [from, fromOther];
  while (at < expected.length || other < actual.length) {
    const isDrawn = actual[other] === '-' || actual[other] === softHyphen;
    if (expected[at] === softHyphen) {
      at++;
      if (isDrawn && expected[at] !== '-') other++;
    } else if (at < expected.length && expected[at] === actual[other]) {
      at++;
      other++;
    } else break;
  }
  return [at, other];
}

/** The nearest place at which both go on alike: by the fewest letters left out of either. */
function meetAgain(expected: string, actual: string, at: number, other: number): [number, number] {
  let best: [number, number] = [expected.length, actual.length];
  let cost = Number.POSITIVE_INFINITY;
  // Each step leaves out one more letter of the text; what follows it is looked for in the other.
  for (let skipped = 0; at + skipped < expected.length && skipped < cost; skipped++) {
    const sample = expected.slice(at + skipped, at + skipped + anchor);
    const place = actual.indexOf(sample, other);
    if (place < 0 || skipped + place - other >= cost) continue;
    best = [at + skipped, place];
    cost = skipped + place - other;
  }
  return best;
}
