/** A text that the authors of a project wrote. */
export interface ProjectText {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly kind: 'project' | 'data' | 'template' | 'lexicon';
  readonly text: string;
}

/** A stretch of a text that is not as the newer version has it; both ends are offsets. */
export interface OldWriting {
  readonly start: number;
  readonly end: number;
  /** What is there and what is expected: "Unexpected `issuer`, expected `publisher`". */
  readonly message: string;
  /** What to do about it, one short sentence without a final full stop. */
  readonly remedy: string;
  /** What to write in its place; absent where only an author can know. */
  readonly replacement?: string;
}

/** One thing that is written otherwise from a version on. */
export interface Change {
  /** The first version that has it. */
  readonly version: number;
  /**
   * Where a text is still written as before. What it finds, it does not find again in the text that has its
   * replacements, so that an upgrade is done once.
   */
  find(text: ProjectText): readonly OldWriting[];
}
