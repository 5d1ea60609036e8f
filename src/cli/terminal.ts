/** Where a command is typed and what it prints to; tests read it back. Each text is one or more whole lines. */
export interface Terminal {
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
}
