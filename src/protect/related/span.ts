import type { Term } from '../engine/system.js';

/** A prime whose squares are exact in a double: what depends on other relations by it depends on them. */
const prime = 94_906_249;

const modulo = (value: number): number => ((value % prime) + prime) % prime;

/** The number that gives 1 with another. */
function inverseOf(value: number): number {
  let [rest, next, own, other] = [prime, value, 0, 1];
  while (next !== 0) {
    const times = Math.floor(rest / next);
    [rest, next] = [next, rest - times * next];
    [own, other] = [other, own - times * other];
  }
  return modulo(own);
}

/** Linear relations, of which it is known whether another follows from them. */
export class Span {
  /** By the last cell of each, whose factor is 1. */
  readonly #rows = new Map<number, ReadonlyMap<number, number>>();

  /** Adds a relation. False where it says nothing that those before do not say together. */
  add(terms: readonly Term[]): boolean {
    const left = new Map<number, number>();
    for (const { cell, factor } of terms) left.set(cell, modulo((left.get(cell) ?? 0) + factor));
    for (;;) {
      let last = -1;
      for (const [cell, factor] of left)
        if (factor === 0) left.delete(cell);
        else last = Math.max(last, cell);
      if (last === -1) return false;
      const factor = left.get(last) ?? 0;
      const row = this.#rows.get(last);
      if (row === undefined) {
        const inverse = inverseOf(factor);
        for (const [cell, own] of left) left.set(cell, modulo(own * inverse));
        this.#rows.set(last, left);
        return true;
      }
      for (const [cell, own] of row) left.set(cell, modulo((left.get(cell) ?? 0) - modulo(factor * own)));
    }
  }
}
