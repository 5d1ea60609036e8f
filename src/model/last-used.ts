/** What was set last, by its name: so many values, of which the one set longest ago goes first. */
export class LastUsed<Value> {
  readonly #most: number;
  /** The last one last. */
  readonly #kept = new Map<string, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#kept.size;
  }

  get(name: string): Value | undefined {
    return this.#kept.get(name);
  }

  set(name: string, value: Value): void {
    this.#kept.delete(name);
    this.#kept.set(name, value);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > this.#most) this.#kept.delete(oldest);
  }
}
