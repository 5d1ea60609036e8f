/** Where a command is typed and what it prints to; tests read it back. Each text is one or more whole lines. */
export interface Terminal {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  out(text: string): void;
  err(text: string): void;
  /** Where a list may be drawn over and over; absent where lines can only be added, such as in a pipe or on CI. */
  readonly screen?: NodeJS.WriteStream;
  /** Milliseconds from any fixed moment, for elapsed times only. */
  now(): number;
}
