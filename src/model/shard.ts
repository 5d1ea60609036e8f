/** Which of how many: the second of five. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}
