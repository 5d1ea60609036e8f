const [dot, minus, plus, nought, nine] = [0x2e, 0x2d, 0x2b, 0x30, 0x39];
/** As many digits as a number has whose every digit counts: less than 2 ** 53. */
const mostDigits = 15;
const powers = Array.from({ length: mostDigits + 1 }, (_, exponent) => 10 ** exponent);

/**
 * Reads the numbers of an operator from its bytes, one after the other, without making a text of each: a report places hundreds
 * of thousands of glyphs. What it reads is what `Number` makes of the same characters.
 */
export class NumberReader {
  private at = 0;
  private end = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Begins with what stands from `start` up to `end`. */
  begin(start: number, end: number): this {
    this.at = start;
    this.end = end;
    return this;
  }

  /** The next number; `NaN` for what is none, and behind the last. */
  next(): number {
    while (this.at < this.end && this.byte(this.at) <= 0x20) this.at++;
    const start = this.at;
    return this.plain() ?? this.other(start);
  }

  /** The number of few digits that stands here; undefined for any other. */
  private plain(): number | undefined {
    const { end } = this;
    let at = this.at;
    const sign = this.byte(at);
    if (sign === minus || sign === plus) at++;
    let [whole, digits, decimals] = [0, 0, 0];
    let isFraction = false;
    for (; at < end; at++) {
      const byte = this.byte(at);
      if (byte >= nought && byte <= nine) {
        whole = whole * 10 + (byte - nought);
        digits++;
        if (isFraction) decimals++;
      } else if (byte === dot && !isFraction) isFraction = true;
      else break;
    }
    this.at = at;
    const isWhole = at === end || this.byte(at) <= 0x20;
    if (!isWhole || digits === 0 || digits > mostDigits) return undefined;
    // Both are exact, so that the quotient is the number that is nearest to the text.
    const value = whole / (powers[decimals] ?? 1);
    return sign === minus ? -value : value;
  }

  private byte(at: number): number {
    return this.bytes[at] ?? 0;
  }

  /** All numbers that stand before the name of the operator. */
  rest(): number[] {
    const numbers: number[] = [];
    for (let value = this.next(); !Number.isNaN(value); value = this.next()) numbers.push(value);
    return numbers;
  }

  private other(start: number): number {
    const { bytes, end } = this;
    let at = start;
    const first = bytes[at] ?? 0;
    // What begins with a letter is a name, as which every operator ends.
    if (first >= 0x41) return Number.NaN;
    while (at < end && (bytes[at] ?? 0) > 0x20) at++;
    this.at = at;
    return at === start ? Number.NaN : Number(bytes.toString('latin1', start, at));
  }
}
