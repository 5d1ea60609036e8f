/**
 * What was made before, by all that it was made from. Of what nobody asked for lately nothing is left: once what is kept weighs `most`,
 * a second list is begun, and the one before it is let go when that is full as well.
 */
export class Kept<Value> {
  private lately = new Map<string, readonly [value: Value, weight: number]>();
  private before = new Map<string, readonly [value: Value, weight: number]>();
  private weight = 0;

  constructor(private readonly most: number) {}

  get(key: string): Value | undefined {
    const known = this.lately.get(key);
    if (known !== undefined) return known[0];
    const older = this.before.get(key);
    if (older !== undefined) this.set(key, ...older);
    return older?.[0];
  }

  set(key: string, value: Value, weight: number): void {
    if (this.weight + weight > this.most) {
      this.before = this.lately;
      this.lately = new Map();
      this.weight = 0;
    }
    this.lately.set(key, [value, weight]);
    this.weight += weight;
  }
}
