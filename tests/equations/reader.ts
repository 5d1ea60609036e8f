/** Reads an equation as it is shown and reckons it again, by code that shares nothing with what wrote it. */

/** A fraction of two whole numbers; the second is never 0. */
type Fraction = readonly [bigint, bigint];

/** What is wrong with an equation; undefined for a true one. Symbols such as `[z]` are nothing, or not known. */
export function faultOf(equation: string, nothing: readonly string[] = ['[z]']): string | undefined {
  const sides = /^(?<formula>.+?) (?<relation>[=≈]) (?<result>[^=≈]+)$/.exec(equation)?.groups;
  if (sides === undefined) return 'is no equation';
  const { formula = '', relation, result = '' } = sides;
  const right = new Reader(result, []).whole();
  if (right === undefined) return missingFault(formula);
  const left = new Reader(formula, nothing).whole();
  if (left === undefined) return 'states a number of what is not known';
  const distance = difference(left, right);
  if (relation === '=') return distance[0] === 0n ? undefined : `comes to ${text(left)}`;
  if (distance[0] === 0n) return 'is exact, and says that it is not';
  const digits = BigInt(result.split('.')[1]?.length ?? 0);
  const isNear = magnitude(distance[0]) * 2n * 10n ** digits <= magnitude(distance[1]);
  return isNear ? undefined : `comes to ${text(left)}`;
}

/** A result that is a symbol stands for a calculation with a symbol in it. */
function missingFault(formula: string): string | undefined {
  const reader = new Reader(formula, []);
  reader.whole();
  return reader.symbols.length > 0 ? undefined : 'comes to a number, and states none';
}

const difference = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d - c * b, b * d];
const text = ([a, b]: Fraction): string => `${a}/${b} = ${Number(a) / Number(b)}`;

/** Reads from left to right: sums of products of brackets, magnitudes, `min`, `max` and numbers. */
class Reader {
  readonly symbols: string[] = [];
  private at = 0;

  constructor(
    private readonly written: string,
    private readonly nothing: readonly string[],
  ) {}

  /** Undefined where a symbol stands for what is not known. */
  whole(): Fraction | undefined {
    const value = this.sum();
    if (this.at < this.written.length) throw new Error(`cannot read on at ${this.at} of ${this.written}`);
    return value;
  }

  private sum(): Fraction | undefined {
    let value = this.product();
    for (let sign = this.take(/ ([+−]) /y); sign !== undefined; sign = this.take(/ ([+−]) /y)) {
      const next = this.product();
      if (value === undefined || next === undefined) value = undefined;
      else if (sign === '−') value = difference(value, next);
      else value = [value[0] * next[1] + next[0] * value[1], value[1] * next[1]];
    }
    return value;
  }

  private product(): Fraction | undefined {
    let value = this.atom();
    for (let sign = this.take(/ ([×÷]) /y); sign !== undefined; sign = this.take(/ ([×÷]) /y)) {
      const next = this.atom();
      if (value === undefined || next === undefined) value = undefined;
      else if (sign === '×') value = [value[0] * next[0], value[1] * next[1]];
      else if (next[0] === 0n) throw new Error(`divides by 0: ${this.written}`);
      else value = [value[0] * next[1], value[1] * next[0]];
    }
    return value;
  }

  private atom(): Fraction | undefined {
    if (this.take(/(\()/y) !== undefined) return this.closed(')');
    if (this.take(/(\|)/y) !== undefined) {
      const value = this.closed('|');
      return value && [magnitude(value[0]), magnitude(value[1])];
    }
    const bound = this.take(/(min|max)\(/y);
    if (bound !== undefined) return this.bounded(bound);
    const symbol = this.take(/(\[\w+\]|[^\d\s()|,+−×÷-][^\s()|,]*)/y);
    if (symbol !== undefined) {
      this.symbols.push(symbol);
      return this.nothing.includes(symbol) ? [0n, 1n] : undefined;
    }
    return this.number();
  }

  private closed(end: string): Fraction | undefined {
    const value = this.sum();
    if (this.written[this.at] !== end) throw new Error(`no ${end} at ${this.at} of ${this.written}`);
    this.at += 1;
    return value;
  }

  private bounded(by: string): Fraction | undefined {
    const limit = this.number();
    if (this.take(/(, )/y) === undefined) throw new Error(`no comma at ${this.at} of ${this.written}`);
    const value = this.closed(')');
    if (value === undefined) return undefined;
    const [above, below] = difference(value, limit);
    const isAbove = above < 0n !== below < 0n ? false : above !== 0n;
    return isAbove === (by === 'min') ? limit : value;
  }

  private number(): Fraction {
    const written = this.take(/([+−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)/y);
    if (written === undefined) throw new Error(`no number at ${this.at} of ${this.written}`);
    const [whole = '', decimals = ''] = written.replace(/[,+]/g, '').replace('−', '-').split('.');
    return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.written);
    if (found === null) return undefined;
    this.at += found[0].length;
    return found[1];
  }
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
