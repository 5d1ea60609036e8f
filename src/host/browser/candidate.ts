/** A browser that may or may not be there and work. */
export interface Candidate {
  /** `named`: by an environment variable, so that no other may take its place. */
  readonly kind: 'named' | 'packed' | 'downloaded' | 'installed';
  /** For people: the variable and its value, the package, or the path. */
  readonly name: string;
  /**
   * Returns what to start, or undefined when it is not on this machine. Fails with the reason when it is there but
   * cannot be used. `repair` asks to look closer, after a start that failed.
   */
  locate(repair: boolean): Promise<Program | undefined>;
  /** True when `locate` can do something about a start that failed. */
  readonly repairable: boolean;
}

/** A program that should be a Chromium. */
export interface Program {
  readonly executable: string;
  /** Folder of system libraries that the program brings along. */
  readonly libraries?: string;
}

/** How much of the browser has come: bytes, and of how many, where the server says. */
export interface Fetched {
  readonly from: string;
  readonly bytes: number;
  readonly all: number | undefined;
}
